"""Outbox, audit log and idempotency keys."""

import uuid

from django.db import models


class Event(models.Model):
    """The outbox: something happened; handlers of higher layers will hear of it."""

    name = models.CharField(max_length=60)
    payload = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)
    handled_at = models.DateTimeField(null=True, blank=True, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["id"], name="event_open", condition=models.Q(handled_at__isnull=True)
            ),
        )


class AuditEntry(models.Model):
    """Who did what to what, for people to read later. Never changed, never deleted."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    # a number, not a key: users live in a higher layer, and entries outlive them
    actor = models.PositiveBigIntegerField(null=True, db_index=True)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=120, db_index=True)
    course = models.PositiveBigIntegerField(null=True, db_index=True)
    data = models.JSONField(default=dict)


class IdempotencyKey(models.Model):
    """The answer given to a request, to be given again to the same request."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    caller = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["caller", "key"], name="one_answer_per_key"),
        )
