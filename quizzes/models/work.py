"""What was done: attempt → items; drafts; the submissions of an item."""

import uuid

from django.conf import settings
from django.db import models

from exercises.models import Submission, Variant
from quizzes.models.quiz import Quiz, Slot


class Attempt(models.Model):
    """One run of a person through a quiz. ``points`` are recomputed from its items."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attempts"
    )
    number = models.PositiveSmallIntegerField(default=1)
    points = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["quiz", "user", "number"], name="attempt_number"),
        )


class Item(models.Model):
    """Attempt × slot → variant. ``round`` counts the variants taken in practice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="items")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="items")
    round = models.PositiveSmallIntegerField(default=1)
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="items")
    points = models.PositiveIntegerField(default=0)
    max_points = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["attempt", "slot", "round"], name="item_round"),
        )


class ItemSubmission(models.Model):
    """Which item a submission was made for: exercises know nothing of quizzes."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="entries")
    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="entry")
    question = models.CharField(max_length=80)
    number = models.PositiveSmallIntegerField()
    late = models.BooleanField(default=False)
    # thousandths of the points that could still be had: hints taken before have their price
    cap = models.PositiveSmallIntegerField(default=1000)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["item", "question", "number"], name="entry_number"),
        )


class HintTaken(models.Model):
    """One hint that was read; ``cost`` in thousandths of the question's points."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="hints")
    question = models.CharField(max_length=80)
    number = models.PositiveSmallIntegerField()
    cost = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["item", "question", "number"], name="hint_taken_once"),
        )


class Draft(models.Model):
    """What is typed and not yet submitted. ``revision`` tells two tabs apart."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="drafts")
    question = models.CharField(max_length=80)
    answer = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["item", "question"], name="one_draft_per_question"),
        )
