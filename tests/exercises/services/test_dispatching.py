"""Work is handed out in fair order, up to the free slots, with what a grader needs."""

import json
from typing import Any

import pytest
import redis

from accounts.models import User
from core import enqueue
from courses.models import Course
from exercises import wire
from exercises.models import Check, Grading, Variant
from exercises.services import checking, dispatching, leases
from exercises.services.importing import request_check
from graders.bundle import Bundle
from graders.contracts import GradeRequest, MadeVariant, Report, decode_request
from tests.exercises.factories import make_course, make_grading, make_student, make_variant

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, tuple[Any, ...], str]]:
    """The tasks that were sent: the one seam where a message leaves for the broker."""
    tasks: list[tuple[str, tuple[Any, ...], str]] = []
    monkeypatch.setattr(
        enqueue, "_send", lambda task, args, queue: tasks.append((task, args, queue))
    )
    return tasks


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def variant() -> Variant:
    return make_variant()


def announce(broker: "redis.Redis", slots: int, name: str = "g1") -> None:
    broker.set(f"grader:{name}", json.dumps({"slots": slots, "runtimes": ["numpy"]}), ex=15)


def graded(sent: list[tuple[str, tuple[Any, ...], str]]) -> list[GradeRequest]:
    requests = [decode_request(args[0]) for task, args, _ in sent if task == "graders.grade"]
    return [request for request in requests if isinstance(request, GradeRequest)]


def test_without_a_grader_work_waits(
    broker: "redis.Redis", sent: list[Any], course: Course, variant: Variant
) -> None:
    run = make_grading(variant, make_student(course, "Inès"), course)
    assert dispatching.dispatch() == 0
    run.refresh_from_db()
    assert run.state == Grading.State.QUEUED


def test_without_a_broker_nothing_is_lost(
    course: Course, variant: Variant, settings: Any, sent: list[Any]
) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    wire.client.cache_clear()
    run = make_grading(variant, make_student(course, "Inès"), course)
    assert dispatching.dispatch() == 0
    wire.client.cache_clear()
    run.refresh_from_db()
    assert run.state == Grading.State.QUEUED


def test_a_grader_gets_all_it_needs_and_the_bundle_travels_once(
    broker: "redis.Redis", sent: list[Any], course: Course, variant: Variant
) -> None:
    announce(broker, 2)
    run = make_grading(variant, make_student(course, "Inès"), course)
    assert dispatching.dispatch() == 1
    run.refresh_from_db()
    (request,) = graded(sent)
    assert (run.state, run.token) == (Grading.State.RUNNING, request.token)
    assert request.answer == "def jacobian(A, v): ..."
    assert request.hidden_seed == run.submission.hidden_seed
    blob = broker.get(f"bundle:{request.bundle}")
    assert isinstance(blob, bytes)
    assert Bundle.unpack(blob).hash == request.bundle
    assert dispatching.dispatch() == 0, "what runs is not sent again"


def test_no_more_is_sent_than_there_are_slots(
    broker: "redis.Redis", sent: list[Any], course: Course, variant: Variant
) -> None:
    announce(broker, 1, "g1")
    announce(broker, 1, "g2")
    for name in ("Inès", "Malik", "Zoé"):
        make_grading(variant, make_student(course, name), course)
    assert dispatching.dispatch() == 2
    assert dispatching.free_slots() == 0


def test_one_student_has_one_running_grading(
    broker: "redis.Redis", sent: list[Any], course: Course, variant: Variant
) -> None:
    announce(broker, 8)
    ines, malik = make_student(course, "Inès"), make_student(course, "Malik")
    for user in (ines, ines, ines, malik):
        make_grading(variant, user, course)
    assert dispatching.dispatch() == 2
    users = Grading.objects.filter(state="running").values_list("submission__user", flat=True)
    assert set(users) == {ines.pk, malik.pk}


def test_courses_take_turns_and_regrades_come_last(
    broker: "redis.Redis", sent: list[Any], course: Course, variant: Variant
) -> None:
    other = make_course("nlp")
    crowd = [make_student(course, f"S{n}") for n in range(3)]
    alone: User = make_student(other, "Solo")
    regrade = make_grading(variant, make_student(course, "Old"), course, priority=10)
    first = [make_grading(variant, user, course) for user in crowd]
    late = make_grading(variant, alone, other)
    order = [grading.pk for grading in dispatching.fair_order(10)]
    assert order == [first[0].pk, late.pk, first[1].pk, first[2].pk, regrade.pk]


def test_a_gate_report_makes_a_version_ready_with_its_variants(
    broker: "redis.Redis", sent: list[Any], variant: Variant
) -> None:
    announce(broker, 1)
    version = variant.version
    version.variants.all().delete()
    version.state = "checking"
    version.save()
    check = request_check(version=version)
    assert request_check(version=version) == check, "asking twice asks once"
    dispatching.dispatch()
    check.refresh_from_db()
    made = MadeVariant(name="sheet", seed=1, values={"n": 1}, questions=variant.questions)
    report = Report(check=str(check.pk), token=check.token, ok=True, variants=(made,))
    assert checking.accept(report)
    assert not checking.accept(report), "once"
    version.refresh_from_db()
    assert version.state == "ready"
    assert list(version.variants.values_list("name", flat=True)) == ["sheet"]


def test_a_refused_version_does_not_replace_the_published_one(
    broker: "redis.Redis", sent: list[Any], variant: Variant
) -> None:
    announce(broker, 1)
    exercise = variant.version.exercise
    newer = variant.version
    newer.pk, newer.number, newer.content_hash, newer.state = None, 2, "newer", "checking"
    newer.save()
    check = request_check(version=newer)
    dispatching.dispatch()
    check.refresh_from_db()
    assert checking.accept(Report(check=str(check.pk), token=check.token, ok=False))
    exercise.refresh_from_db()
    newer.refresh_from_db()
    assert newer.state == "refused"
    assert exercise.current is not None
    assert exercise.current.number == 1


def test_a_lost_check_is_asked_again_three_times_and_then_called_failed(
    broker: "redis.Redis", sent: list[Any], variant: Variant
) -> None:
    announce(broker, 1)
    check = request_check(version=variant.version)
    for _ in range(leases.MAX_TRIES):
        assert dispatching.dispatch() == 1
        Check.objects.update(lease_until="2020-01-01T00:00:00Z")
        dispatching.take_back()
    check.refresh_from_db()
    assert check.state == Check.State.FAILED
    assert dispatching.dispatch() == 0
