"""When may somebody answer, and how often: the server's clock decides."""

import datetime
from dataclasses import dataclass

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


def window(quiz: Quiz, user_id: int) -> Window:
    """The quiz's dates with this person's accommodation."""
    place = Enrolment.objects.filter(course=quiz.course, user=user_id).first()
    extra = datetime.timedelta(minutes=place.extra_minutes if place else 0)
    return Window(quiz.opens_at, quiz.due_at + extra if quiz.due_at else None)


def ends_at(attempt: Attempt) -> datetime.datetime | None:
    """When the attempt closes by itself: its minutes are over, or the quiz is due."""
    due = window(attempt.quiz, attempt.user_id).due_at
    if attempt.quiz.minutes is None:
        return due
    place = Enrolment.objects.filter(course=attempt.quiz.course, user=attempt.user_id).first()
    minutes = attempt.quiz.minutes + (place.extra_minutes if place else 0)
    end = attempt.started_at + datetime.timedelta(minutes=minutes)
    return min(end, due) if due else end


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
    attempt, at = item.attempt, clock.now()
    if attempt.finished_at is not None:
        return "finished"
    closed = window(attempt.quiz, attempt.user_id).problem(at)
    if closed:
        return closed
    end = ends_at(attempt)
    if end is not None and at > end + GRACE:
        return "time-over"
    return "no-tries" if tries_left(item, question) == 0 else ""


PROBLEMS = {
    "not-open": "This quiz is not open yet.",
    "past-due": "The due date has passed; nothing more can be submitted.",
    "finished": "You have handed this quiz in; nothing more can be submitted.",
    "time-over": "The time of this quiz is over; nothing more can be submitted.",
    "no-tries": "All tries of this question are used.",
}


def require(item: Item, question: str) -> None:
    """Raises ``Conflict`` unless this question may be answered now."""
    reason = problem(item, question)
    if reason:
        raise Conflict(PROBLEMS[reason], reason=reason)
