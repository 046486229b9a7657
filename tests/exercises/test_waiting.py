"""The estimated wait: people before, the pace of verdicts, no false exactness."""

import datetime

import pytest

from accounts.models import User
from core import clock
from exercises.models import Grading, Submission, Variant
from exercises.selectors.waiting import Waiting, waiting
from tests.people import make_user
from tests.quizzes.factories import CODE, World, exercise, world

pytestmark = pytest.mark.django_db
State = Grading.State


def made(place: World, user: User, state: str, *, ago: float, done: float = 0) -> Grading:
    """A code grading asked for ``ago`` seconds ago, done ``done`` seconds ago."""
    variant = exercise_of(place)
    submission = Submission.objects.create(
        variant=variant, question="jacobian", kind="code", user=user, course=place.course,
        answer="", max_score=4000,
    )  # fmt: skip
    grading = Grading.objects.create(submission=submission, state=state)
    at = clock.now()
    Grading.objects.filter(pk=grading.pk).update(
        created_at=at - datetime.timedelta(seconds=ago),
        finished_at=at - datetime.timedelta(seconds=done) if done else None,
    )
    grading.refresh_from_db()
    return grading


def exercise_of(place: World) -> Variant:
    """The variant of the quiz's only exercise."""
    return Variant.objects.filter(version__exercise__slots__quiz=place.quiz)[0]


@pytest.fixture
def place() -> World:
    """A quiz with a code question."""
    return world(exercise("jac", CODE))


def test_nobody_before_is_said_as_nothing(place: World) -> None:
    assert waiting(made(place, place.ines, State.QUEUED, ago=1)) == Waiting(0, 0)


def test_each_person_before_counts_once_and_oneself_never(place: World) -> None:
    for number in range(2):
        made(place, place.malik, State.QUEUED, ago=20 + number)
        made(place, place.ines, State.QUEUED, ago=20 + number)
    made(place, make_user("Later Person"), State.QUEUED, ago=0.5)
    assert waiting(made(place, place.ines, State.QUEUED, ago=5)).ahead == 1


def test_seconds_follow_from_the_pace_of_verdicts(place: World) -> None:
    for number in range(5):  # one each four seconds
        made(place, place.claire, State.GRADED, ago=60, done=10 + 4 * number)
    made(place, place.malik, State.RUNNING, ago=20)
    assert waiting(made(place, place.ines, State.QUEUED, ago=5)) == Waiting(1, 10)


def test_what_runs_or_is_done_does_not_wait(place: World) -> None:
    made(place, place.malik, State.QUEUED, ago=20)
    for state in (State.RUNNING, State.GRADED, State.FAILED):
        assert waiting(made(place, place.ines, state, ago=5)) == Waiting()
