"""A verdict is recorded once, by the right token, for a grading that runs; nothing else is."""

import datetime
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from core import clock
from core.models import Event
from courses.models import Course
from exercises import verdicts
from exercises.models import Grading, Part
from exercises.services import grading, leases, taking_back
from graders.contracts import Message, Verdict, encode
from graders.contracts import Part as PartContract
from tests.exercises.factories import make_course, make_grading, make_student, make_variant

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def ines(course: Course) -> User:
    return make_student(course, "Inès Caradec")


@pytest.fixture
def running(course: Course, ines: User) -> Grading:
    """A grading that a grader works on."""
    run = make_grading(make_variant(), ines, course)
    assert leases.claim(run)
    return run


def verdict_for(run: Grading, **changes: object) -> Verdict:
    """Half marks, from the grader that was asked."""
    fields: dict[str, object] = {
        "grading": str(run.pk),
        "token": run.token,
        "state": "graded",
        "points": 1000,
        "max": 2000,
        "parts": (
            PartContract(key="a", outcome="passed", points=1000, max=1000),
            PartContract(key="b", outcome="failed", points=0, max=1000, messages=(Message("x"),)),
        ),
    }
    return Verdict(**{**fields, **changes})  # type: ignore[arg-type]


def test_a_verdict_writes_parts_score_and_event(running: Grading) -> None:
    assert grading.accept(verdict_for(running))
    running.refresh_from_db()
    assert running.state == Grading.State.GRADED
    assert running.submission.score == 2000, "half of the question's four points"
    assert list(running.parts.order_by("position").values_list("key", flat=True)) == ["a", "b"]
    assert Event.objects.filter(name="graded").count() == 1


def test_the_same_verdict_again_changes_nothing(running: Grading) -> None:
    verdict = verdict_for(running)
    assert grading.accept(verdict)
    assert not grading.accept(verdict)
    assert not grading.accept(verdict_for(running, points=2000))
    assert Part.objects.count() == 2
    running.submission.refresh_from_db()
    assert running.submission.score == 2000


@pytest.mark.parametrize("token", ["", "forged", "\0"])
def test_another_token_is_not_believed(running: Grading, token: str) -> None:
    if token:
        assert not grading.accept(verdict_for(running, token=token, points=2000))
    running.refresh_from_db()
    assert running.state == Grading.State.RUNNING


def test_a_grading_that_nobody_claimed_takes_no_verdict(course: Course, ines: User) -> None:
    queued = make_grading(make_variant(), ines, course)
    queued.token = "x"
    assert not grading.accept(verdict_for(queued))
    queued.refresh_from_db()
    assert queued.state == Grading.State.QUEUED


def test_more_points_than_there_are_is_refused(running: Grading) -> None:
    with pytest.raises(ValueError, match="more points"):
        grading.accept(verdict_for(running, points=3000))
    running.refresh_from_db()
    assert running.state == Grading.State.RUNNING, "the lease will take it back"


def test_a_free_verdict_uses_no_try_and_gives_no_score(running: Grading) -> None:
    free = verdict_for(running, answered="not-runnable", counts=False, points=0, parts=())
    assert grading.accept(free)
    running.submission.refresh_from_db()
    assert (running.submission.counts, running.submission.score) == (False, None)


def test_our_failure_is_tried_three_times_and_never_costs_a_try(running: Grading) -> None:
    for _ in range(2):
        assert grading.accept(verdict_for(running, state="failed", fault="sandbox-error"))
        running.refresh_from_db()
        assert running.state == Grading.State.QUEUED
        assert leases.claim(running)
    assert grading.accept(verdict_for(running, state="failed", fault="sandbox-error"))
    running.refresh_from_db()
    assert running.state == Grading.State.FAILED
    running.submission.refresh_from_db()
    assert (running.submission.counts, running.submission.score) == (False, None)


def test_a_teachers_broken_suite_is_not_tried_again(running: Grading) -> None:
    assert grading.accept(verdict_for(running, state="failed", fault="suite-error"))
    running.refresh_from_db()
    assert (running.state, running.fault) == (Grading.State.FAILED, "suite-error")


def test_a_lost_grader_gives_its_work_back(
    running: Grading, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = clock.now() + datetime.timedelta(minutes=10)
    monkeypatch.setattr(clock, "now", lambda: late)
    old = verdict_for(running)
    taking_back.take_back()
    running.refresh_from_db()
    assert running.state == Grading.State.QUEUED
    assert leases.claim(running)
    assert not grading.accept(old), "the lost grader comes back: its token is no longer good"
    assert grading.accept(verdict_for(running))


def test_only_one_of_two_claims_succeeds(course: Course, ines: User) -> None:
    first = make_grading(make_variant(), ines, course)
    second = Grading.objects.get(pk=first.pk)
    assert leases.claim(first)
    assert not leases.claim(second)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(JSON)
def test_whatever_a_grader_sends_nothing_breaks(running: Grading, sent: object) -> None:
    verdicts.record(json.dumps(sent))
    verdicts.note_progress(json.dumps(sent))
    running.refresh_from_db()
    assert running.state == Grading.State.RUNNING


def test_a_verdict_in_a_foreign_contract_is_not_read(running: Grading) -> None:
    text = json.loads(encode(verdict_for(running)))
    verdicts.record(json.dumps({**text, "contract": 99}))
    verdicts.record(json.dumps({**text, "extra": 1}))
    verdicts.record(json.dumps({**text, "grading": "not-a-uuid"}))
    running.refresh_from_db()
    assert running.state == Grading.State.RUNNING
