"""Work is handed out in fair order, up to the free slots, with what a grader needs."""

import json
import uuid
from collections import Counter
from typing import Any

import pytest
import redis
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from core import enqueue
from courses.models import Course
from exercises import wire
from exercises.models import Check, Grading, Variant
from exercises.selectors.line import Place, fair
from exercises.services import checking, dispatching, leases, taking_back
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


def announce(broker: "redis.Redis", slots: int, name: str = "g1", working: Any = ()) -> None:
    """As a grader's ``Presence`` does."""
    said = {"slots": slots, "runtimes": ["numpy"], "working": [str(work) for work in working]}
    broker.sadd("graders", name)
    broker.set(f"grader:{name}", json.dumps(said), ex=15)


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


def test_as_much_is_sent_as_there_are_slots_and_one_lies_ready_for_each_grader(
    broker: "redis.Redis", sent: list[Any], course: Course, variant: Variant
) -> None:
    announce(broker, 1, "g1")
    announce(broker, 2, "g2")
    for name in ("Inès", "Malik", "Zoé", "Noor", "Tom", "Uma", "Lou"):
        make_grading(variant, make_student(course, name), course)
    assert dispatching.dispatch() == 3 + 2
    assert dispatching.dispatch() == 0


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
    order = [grading.pk for grading in dispatching.next_ones(10)]
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
        taking_back.take_back()
    check.refresh_from_db()
    assert check.state == Check.State.FAILED
    assert dispatching.dispatch() == 0


def test_a_course_that_had_its_turn_lets_the_others_go_first(
    broker: "redis.Redis", sent: list[Any], course: Course, variant: Variant
) -> None:
    announce(broker, 1)
    other = make_course("nlp")
    crowd = [make_grading(variant, make_student(course, f"S{n}"), course) for n in range(4)]
    assert dispatching.dispatch() == 2
    late = make_grading(variant, make_student(other, "Solo"), other)
    for run in (crowd[0], crowd[1]):
        Grading.objects.filter(pk=run.pk).update(state="graded")
        dispatching.dispatch()
        running = Grading.objects.filter(state="running").values_list("pk", flat=True)
        assert late.pk in running


def test_checks_leave_a_slot_to_students(
    broker: "redis.Redis", sent: list[Any], course: Course
) -> None:
    announce(broker, 3)
    for name in ("a", "b", "c"):
        request_check(version=make_variant(slug=name).version)
    assert dispatching.dispatch() == 2
    make_grading(make_variant(slug="d"), make_student(course, "Inès"), course)
    assert dispatching.dispatch() == 1
    assert len(graded(sent)) == 1
    assert dispatching.dispatch() == 0


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2), st.sampled_from([0, 10])), max_size=30)
)
def test_the_line_is_fair_whoever_waits(queued: list[tuple[int, int, int]]) -> None:
    places = [Place(uuid.uuid4(), *row) for row in queued]
    line = fair(places, {0}, {})
    assert Counter(p.grading for p in line) == Counter(p.grading for p in places)
    assert [p.priority for p in line] == sorted(p.priority for p in places)
    first = [p.user for p in line if not p.round]
    assert len(first) == len(set(first)), "nobody has two"
    assert 0 not in first, "nobody who has one already"
    rounds = [(p.priority, p.round) for p in line]
    assert rounds == sorted(rounds)
    for key in set(rounds):
        share = [p.course for p in line if (p.priority, p.round) == key]
        for place, course in enumerate(share):
            before = Counter(share[:place])
            assert all(before[course] <= before[waiting] for waiting in share[place:])
