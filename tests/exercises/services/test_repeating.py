"""A submission that comes to something else the second time is called what it is: to staff."""

import pytest

from exercises.models import Grading, Submission
from exercises.services import grading, leases
from graders.contracts import Outcome, Part, Verdict
from tests.exercises.factories import make_course, make_grading, make_student, make_variant

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission() -> Submission:
    course = make_course()
    return make_grading(make_variant(), make_student(course, "Inès Caradec"), course).submission


def staff_after(run: Grading, outcome: Outcome, *, seed: int = 7) -> list[str]:
    """What staff is told when this run comes to that."""
    assert leases.claim(run)
    points = 1000 if outcome == "passed" else 0
    parts = (
        Part(key="steady", outcome="passed", points=1000, max=1000),
        Part(key="shaky", outcome=outcome, points=points, max=1000),
    )
    verdict = Verdict(
        grading=str(run.pk), token=run.token, state="graded", points=1000 + points, max=2000,
        parts=parts, replay={"seed": seed},
    )  # fmt: skip
    assert grading.accept(verdict)
    run.refresh_from_db()
    return [str(message["params"].get("parts")) for message in run.staff]


def second(submission: Submission, outcome: Outcome, *, seed: int = 7) -> list[str]:
    """What staff is told of the second run, after one that passed."""
    assert staff_after(submission.gradings.get(), "passed") == []
    return staff_after(Grading.objects.create(submission=submission), outcome, seed=seed)


def test_another_outcome_is_told_by_its_part(submission: Submission) -> None:
    assert second(submission, "failed") == ["shaky"]


def test_the_same_outcome_is_nothing_to_tell(submission: Submission) -> None:
    assert second(submission, "passed") == []


def test_a_limit_met_by_a_hair_is_nothing_to_tell(submission: Submission) -> None:
    assert second(submission, "time") == []


def test_other_seeds_may_come_to_something_else(submission: Submission) -> None:
    assert second(submission, "failed", seed=8) == []
