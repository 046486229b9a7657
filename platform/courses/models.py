"""Courses and who is in them."""

import secrets
import uuid

from django.conf import settings
from django.db import models

from core.tokens import Token


def new_code() -> str:
    """A join code: short enough to read aloud, without letters that look alike."""
    return "".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(10))


class Course(models.Model):
    """A course. ``title`` and ``subtitle`` are texts by language."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    title = models.JSONField(default=dict)
    subtitle = models.JSONField(default=dict, blank=True)
    join_code = models.CharField(max_length=20, unique=True, default=new_code)
    join_open = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.slug


class Role(models.TextChoices):
    """What somebody is in a course."""

    STUDENT = "student"
    GRADER = "grader"
    TEACHER = "teacher"


class Enrolment(models.Model):
    """Somebody's place in a course. Left, not deleted: their work stays."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="enrolments")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments"
    )
    role = models.CharField(max_length=10, choices=Role.choices)
    created_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True, blank=True)
    # accommodation: time and due dates are stretched for this person
    extra_minutes = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["course", "user"], name="one_place_per_person"),
        )


class CourseToken(Token):
    """A machine's token for one course. It may act for people of ``issuer`` only."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="tokens")
    issuer = models.CharField(max_length=255)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
