"""Enrolling a roster: first what would happen, then, on confirmation, the same for real."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models.functions import Lower
from django.urls import reverse

from accounts.models import User
from accounts.services import create_user
from core import audit
from core.enqueue import enqueue
from courses.models import Course, Enrolment, Role
from courses.roster import Line
from courses.services.places import enrol
from web.text.language import localized


class Outcome(enum.StrEnum):
    """What a line of a roster leads to."""

    NEW = "new"  # an account is made, and invited by e-mail
    ENROLLED = "enrolled"  # has an account, gets a place
    BACK = "back"  # had left, gets the place again
    UNCHANGED = "unchanged"  # has a place
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Step:
    """One line and what it leads to."""

    line: Line
    outcome: Outcome
    user: User | None = None


def plan(*, course: Course, lines: Sequence[Line]) -> list[Step]:
    """What confirming would do, line by line. Changes nothing; two queries."""
    addresses = [line.email for line in lines if line.email]
    people = User.objects.annotate(folded=Lower("email")).filter(folded__in=addresses)
    known = {(user.email or "").casefold(): user for user in people}
    taken = Enrolment.objects.filter(course=course, user__in=known.values())
    places = {place.user_id: place for place in taken}
    return [_step(line, known.get(line.email), places) for line in lines]


def _step(line: Line, user: User | None, places: dict[int, Enrolment]) -> Step:
    if not line.email:
        return Step(line, Outcome.UNREADABLE)
    if user is None:
        return Step(line, Outcome.NEW)
    place = places.get(user.pk)
    if place is None:
        return Step(line, Outcome.ENROLLED, user)
    return Step(line, Outcome.UNCHANGED if place.left_at is None else Outcome.BACK, user)


@transaction.atomic
def enrol_roster(*, course: Course, lines: Sequence[Line], by: User, language: str) -> list[Step]:
    """Do what ``plan`` says, all or nothing, and invite the new people by e-mail."""
    # two teachers pasting the same list make each person once
    Course.objects.select_for_update().get(pk=course.pk)
    steps = plan(course=course, lines=lines)
    for step in steps:
        if step.outcome is Outcome.NEW:
            user = create_user(name=step.line.name, email=step.line.email, language=language)
            enrol(course=course, user=user, by=by)
            invite(course=course, user=user)
        elif step.user is not None and step.outcome is not Outcome.UNCHANGED:
            enrol(course=course, user=step.user, role=Role.STUDENT, by=by)
    audit.record(
        actor=by, action="course.roster", subject=course, course=course.pk, lines=len(steps)
    )
    return steps


def invite(*, course: Course, user: User) -> None:
    """Send the letter with which somebody chooses a password and comes to ``course``."""
    then = reverse("quizzes:course", args=[course.public_id])
    title = localized(course.title, user.language or None)
    enqueue("accounts.send_invitation", user.pk, title, then)
