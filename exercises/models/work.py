"""What was answered: submission → gradings → parts. Belongs to a variant, never to an attempt."""

import secrets
import uuid

from django.conf import settings
from django.db import models

from core.fields import OrderedJSONField
from courses.models import Course
from exercises.models.content import Variant


def new_hidden_seed() -> int:
    """Secret seed of the hidden tests, kept so that a regrade draws the same values."""
    return secrets.randbits(48)


class Submission(models.Model):
    """One answer to one question of one variant.

    ``answer`` is what was sent; ``read`` what the kind understood (canonical), or None
    where it could not be read. ``score`` and ``max_score`` are the current grading's,
    scaled to the question's points, in thousandths.
    """

    class Purpose(models.TextChoices):
        STUDENT = "student"
        PREVIEW = "preview"
        # code tried with the visible tests alone: never counts, has no score
        RUN = "run"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="submissions")
    question = models.CharField(max_length=80)
    kind = models.CharField(max_length=30)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="submissions"
    )
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="submissions")
    purpose = models.CharField(max_length=10, choices=Purpose.choices, default=Purpose.STUDENT)
    answer = models.JSONField()
    read = models.JSONField(null=True)
    hidden_seed = models.BigIntegerField(default=new_hidden_seed)
    counts = models.BooleanField(default=True)
    score = models.PositiveIntegerField(null=True)
    max_score = models.PositiveIntegerField()
    current_grading = models.ForeignKey(
        "Grading", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = (models.Index(fields=["user", "variant", "question", "created_at"]),)


class Grading(models.Model):
    """One run of the engine (or of a person) on one submission."""

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        GRADED = "graded"
        FAILED = "failed"
        AWAITING_PERSON = "awaiting-person"

    class Origin(models.TextChoices):
        ENGINE = "engine"
        PERSON = "person"
        OVERRIDE = "override"

    class Priority(models.IntegerChoices):
        SUBMISSION = 0
        REGRADE = 10

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="gradings")
    state = models.CharField(max_length=16, choices=State.choices, default=State.QUEUED)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.ENGINE)
    priority = models.PositiveSmallIntegerField(
        choices=Priority.choices, default=Priority.SUBMISSION
    )
    # a verdict is accepted once, and only with the token of the latest claim
    token = models.CharField(max_length=64, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    answered = models.CharField(max_length=20, blank=True)
    fault = models.CharField(max_length=20, blank=True)
    points = models.PositiveIntegerField(null=True)
    max_points = models.PositiveIntegerField(null=True)
    messages = models.JSONField(default=list)
    staff = models.JSONField(default=list)
    output = models.TextField(blank=True)
    replay = models.JSONField(default=dict)
    graded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["priority", "created_at"],
                name="grading_queue",
                condition=models.Q(state="queued"),
            ),
            models.Index(fields=["state", "lease_until"], name="grading_lease"),
            models.Index(fields=["finished_at"], name="grading_finished"),
        )


class Part(models.Model):
    """One row of a verdict, so that statistics per test and per line are queries."""

    grading = models.ForeignKey(Grading, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=200, db_index=True)
    outcome = models.CharField(max_length=10)
    points = models.PositiveIntegerField()
    max = models.PositiveIntegerField()
    title = models.JSONField(default=dict)
    visible = models.BooleanField(default=True)
    messages = models.JSONField(default=list)
    details = OrderedJSONField(default=list)
    cpu_ms = models.FloatField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["grading", "position"], name="part_position"),
        )
