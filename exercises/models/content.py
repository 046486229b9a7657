"""What is asked: exercise → version → deployed variants."""

import uuid

from django.conf import settings
from django.db import models

from core.fields import OrderedJSONField
from courses.models import Course


class Exercise(models.Model):
    """A stable slug whose versions change. ``course`` is None in the bundled library."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(
        Course, null=True, blank=True, on_delete=models.CASCADE, related_name="exercises"
    )
    slug = models.SlugField(max_length=100)
    topic = models.CharField(max_length=60, blank=True)
    minutes = models.PositiveSmallIntegerField(default=0)
    current = models.ForeignKey(
        "Version", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["course", "slug"], name="slug_in_course"),
            models.UniqueConstraint(
                fields=["slug"], condition=models.Q(course=None), name="slug_in_library"
            ),
        )

    def __str__(self) -> str:
        return self.slug


class Blob(models.Model):
    """A bundle's bytes, named by their SHA-256. Never changed."""

    hash = models.CharField(max_length=64, primary_key=True)
    data = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)


class Version(models.Model):
    """One immutable state of an exercise. ``definition`` is the normalised YAML."""

    class State(models.TextChoices):
        CHECKING = "checking"
        REFUSED = "refused"
        READY = "ready"

    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHECKING)
    content_hash = models.CharField(max_length=64)
    grading_hash = models.CharField(max_length=64, db_index=True)
    definition = models.JSONField()
    bundle = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["exercise", "number"], name="version_number"),
            models.UniqueConstraint(fields=["exercise", "content_hash"], name="version_content"),
        )


class Variant(models.Model):
    """A version with a seed: stored values and prepared questions. Never changed."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="variants")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=60, blank=True)
    seed = models.BigIntegerField()
    values = OrderedJSONField()
    questions = OrderedJSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["version", "number"], name="variant_number"),
        )


class Check(models.Model):
    """One run of the publish gate on a version, made by a grader."""

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="checks")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    token = models.CharField(max_length=64, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    ok = models.BooleanField(null=True)
    lines = models.JSONField(default=list)
    cpu_ms = models.FloatField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
