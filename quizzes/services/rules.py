"""When may somebody answer, and how often: the server's clock decides."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import Conflict
from courses.models import Enrolment
from quizzes.models import Attempt, Item, ItemSubmission, Quiz

GRACE = datetime.timedelta(seconds=30)
"""A click at the last second still counts: the time is taken when the request arrives."""


@dataclass(frozen=True)
class Window:
    """From when until when this person may answer this quiz."""

    opens_at: datetime.datetime | None
    due_at: datetime.datetime | None

    def problem(self, at: datetime.datetime) -> str:
        """Why nothing can be answered at this moment; empty if it can."""
        if self.opens_at is not None and at < self.opens_at:
            return "not-open"
        if self.due_at is not None and at > self.due_at + GRACE:
            return "past-due"
        return ""


def extra_time(quiz: Quiz, user_id: int) -> datetime.timedelta:
    """By how much this person's dates and minutes are stretched."""
    place = Enrolment.objects.filter(course=quiz.course_id, user=user_id).first()
    return datetime.timedelta(minutes=place.extra_minutes if place else 0)


def stretched(quiz: Quiz, extra: datetime.timedelta) -> Window:
    """The quiz's dates for somebody with that much more time."""
    return Window(quiz.opens_at, quiz.due_at + extra if quiz.due_at else None)


def window(quiz: Quiz, user_id: int) -> Window:
    """The quiz's dates with this person's accommodation."""
    return stretched(quiz, extra_time(quiz, user_id))


@dataclass(frozen=True)
class Standing:
    """Where an attempt stands at this moment."""

    window: Window
    ends_at: datetime.datetime | None
    problem: str
    """Why nothing can be answered any more: an id of ``PROBLEMS``, or empty."""
    dates_problem: str
    """The same by dates and minutes alone: empty if handing in could still be undone."""


def standing(attempt: Attempt) -> Standing:
    """When the attempt closes, and whether it has: one query."""
    quiz, at = attempt.quiz, clock.now()
    extra = extra_time(quiz, attempt.user_id)
    dates = stretched(quiz, extra)
    end = dates.due_at
    if quiz.minutes is not None:
        over = attempt.started_at + datetime.timedelta(minutes=quiz.minutes) + extra
        end = min(over, end) if end else over
    problem = dates.problem(at)
    if not problem and end is not None and at > end + GRACE:
        problem = "time-over"
    return Standing(dates, end, "finished" if attempt.finished_at else problem, problem)


def ends_at(attempt: Attempt) -> datetime.datetime | None:
    """When the attempt closes by itself: its minutes are over, or the quiz is due."""
    return standing(attempt).ends_at


def tries_used(item: Item, question: str) -> int:
    """Counted tries of one question; one that is still being graded counts for now."""
    return ItemSubmission.objects.filter(
        item=item, question=question, submission__counts=True
    ).count()


def tries_left(item: Item, question: str) -> int | None:
    """Tries left, or None where one may try as often as one likes."""
    allowed = item.attempt.quiz.tries
    return max(0, allowed - tries_used(item, question)) if allowed else None


def problem(item: Item, question: str) -> str:
    """Why this question cannot be answered now: an id of ``PROBLEMS``, or empty."""
    closed = standing(item.attempt).problem
    return closed or ("no-tries" if tries_left(item, question) == 0 else "")


PROBLEMS = {
    "not-open": _("This quiz is not open yet."),
    "past-due": _("The due date has passed; nothing more can be submitted."),
    "finished": _("You have handed this quiz in; nothing more can be submitted."),
    "time-over": _("The time of this quiz is over; nothing more can be submitted."),
    "no-tries": _("All tries of this question are used."),
}


def require(item: Item, question: str) -> None:
    """Raises ``Conflict`` unless this question may be answered now."""
    reason = problem(item, question)
    if reason:
        raise Conflict(str(PROBLEMS[reason]), reason=reason)
