"""A course as a path: topics, what each stands on, and the practice that goes with it."""

from django.db import models

from courses.models import Course
from quizzes.models.quiz import Quiz


class Topic(models.Model):
    """A topic of a course; its exercises are the slots of its practice quiz."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="topics")
    slug = models.SlugField(max_length=100)
    title = models.JSONField(default=dict)
    about = models.JSONField(default=dict, blank=True)
    position = models.PositiveSmallIntegerField()
    requires = models.ManyToManyField("self", symmetrical=False, related_name="leads_to")
    quiz = models.OneToOneField(Quiz, on_delete=models.CASCADE, related_name="topic")

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["course", "slug"], name="topic_slug_in_course"),
        )

    def __str__(self) -> str:
        return self.slug
