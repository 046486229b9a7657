"""What is set: quiz → ordered slots, each an exercise or a pool."""

import uuid

from django.db import models

from courses.models import Course
from exercises.models import Exercise


class Quiz(models.Model):
    """A quiz of a course. ``tries`` per question; 0: as many as one likes."""

    class Mode(models.TextChoices):
        GRADED = "graded"
        PRACTICE = "practice"
        # a teacher looking at exercises as a student would; one per course, never listed
        PREVIEW = "preview"

    class Keep(models.TextChoices):
        BEST = "best"
        LAST = "last"

    class Solutions(models.TextChoices):
        NEVER = "never"
        AFTER_FULL = "after-full"
        AFTER_TRIES = "after-tries"
        AFTER_DUE = "after-due"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="quizzes")
    slug = models.SlugField(max_length=100)
    title = models.JSONField(default=dict)
    intro = models.JSONField(default=dict, blank=True)
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.GRADED)
    tries = models.PositiveSmallIntegerField(default=3)
    keep = models.CharField(max_length=5, choices=Keep.choices, default=Keep.BEST)
    solutions = models.CharField(
        max_length=12, choices=Solutions.choices, default=Solutions.AFTER_TRIES
    )
    opens_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    published = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "quizzes"
        constraints = (
            models.UniqueConstraint(fields=["course", "slug"], name="quiz_slug_in_course"),
        )

    def __str__(self) -> str:
        return self.slug


class Slot(models.Model):
    """One place of a quiz. ``points`` (thousandths) is what full marks in it are worth."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="slots")
    position = models.PositiveSmallIntegerField()
    points = models.PositiveIntegerField()
    variant_name = models.CharField(max_length=60, blank=True)
    exercises = models.ManyToManyField(Exercise, through="SlotExercise", related_name="slots")

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=["quiz", "position"],
                name="slot_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
        )


class SlotExercise(models.Model):
    """An exercise of a slot's pool; usually there is one."""

    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="pool")
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["slot", "exercise"], name="exercise_once_in_pool"),
        )
