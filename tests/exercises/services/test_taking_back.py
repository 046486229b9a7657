"""What a dead grader had, or the broker lost, is given to another; what is held is left alone."""

import datetime
import json
from typing import Any

import pytest
import redis
from celery import Celery

from core import clock, enqueue
from courses.models import Course
from exercises import wire
from exercises.models import Check, Grading
from exercises.services import dispatching, grading, leases, taking_back
from exercises.services.importing import request_check
from graders.contracts import GradeRequest, Verdict, decode_request
from tests.exercises.factories import make_course, make_grading, make_student, make_variant

pytestmark = pytest.mark.django_db(transaction=True)
Sent = list[GradeRequest]


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Sent:
    """The requests that were sent: the one seam where a message leaves for the broker."""
    requests: Sent = []

    def keep(task: str, args: tuple[Any, ...], queue: str) -> None:
        request = decode_request(args[0]) if task == "graders.grade" else None
        if isinstance(request, GradeRequest):
            requests.append(request)

    monkeypatch.setattr(enqueue, "_send", keep)
    return requests


@pytest.fixture
def run(broker: "redis.Redis", sent: Sent, course: Course) -> Grading:
    """A grading that was sent to a grader called ``g1``."""
    announce(broker, "g1")
    broker.set("since", "2020-01-01T00:00:00+00:00")
    made = make_grading(make_variant(), make_student(course, "Inès"), course)
    assert dispatching.dispatch() == 1
    made.refresh_from_db()
    return made


def announce(broker: "redis.Redis", name: str, *working: Any) -> None:
    said = {"slots": 2, "working": [str(work) for work in working]}
    broker.sadd("graders", name)
    broker.set(f"grader:{name}", json.dumps(said), ex=15)


def take(broker: "redis.Redis", name: str, work: Any) -> None:
    announce(broker, name, work)
    broker.set(f"taken:{work}", name)


def later(monkeypatch: pytest.MonkeyPatch, **by: float) -> None:
    now = clock.now() + datetime.timedelta(**by)
    monkeypatch.setattr(clock, "now", lambda: now)


def verdict(request: GradeRequest) -> Verdict:
    return Verdict(
        grading=request.grading,
        token=request.token,
        state="graded",
        answered="graded",
        points=4000,
        max=4000,
    )


def test_a_vanished_announcement_gives_the_work_back_at_once(
    run: Grading, broker: "redis.Redis", sent: Sent
) -> None:
    take(broker, "g1", run.pk)
    assert taking_back.take_back() == 0
    broker.delete("grader:g1")
    assert taking_back.take_back() == 1
    announce(broker, "g2")
    assert dispatching.dispatch() == 1
    late, fresh = sent
    assert not grading.accept(verdict(late)), "the dead one's verdict comes late"
    assert grading.accept(verdict(fresh))
    assert not grading.accept(verdict(fresh))
    run.refresh_from_db()
    assert (run.state, run.points, run.tries) == (Grading.State.GRADED, 4000, 2)


def test_after_three_runs_it_is_our_failure_and_costs_nothing(
    run: Grading, broker: "redis.Redis", sent: Sent
) -> None:
    for life in range(leases.MAX_TRIES):
        take(broker, f"life-{life}", run.pk)
        broker.delete(f"grader:life-{life}")
        assert taking_back.take_back() == 1
        announce(broker, "g1")
        dispatching.dispatch()
    run.refresh_from_db()
    run.submission.refresh_from_db()
    assert (run.state, run.fault) == (Grading.State.FAILED, "lost-worker")
    assert (run.submission.counts, run.submission.score) == (False, None)
    assert len(sent) == leases.MAX_TRIES


def test_a_message_the_broker_lost_is_sent_again_and_was_no_run(
    run: Grading, broker: "redis.Redis", sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        later(monkeypatch, seconds=30)
        assert taking_back.take_back() == 1
        announce(broker, "g1")
        assert dispatching.dispatch() == 1
    run.refresh_from_db()
    assert (run.state, run.tries) == (Grading.State.RUNNING, 1)


def test_what_a_grader_holds_is_left_alone(
    run: Grading, broker: "redis.Redis", monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch, seconds=60)
    announce(broker, "g1", run.pk)
    assert taking_back.take_back() == 0
    broker.flushall()
    announce(broker, "g1")
    assert taking_back.take_back() == 0, "an emptied broker is given time to hear of graders"


@pytest.mark.parametrize("queue", ["grading", "verdicts"])
def test_what_is_still_on_its_way_is_left_alone(
    run: Grading,
    broker: "redis.Redis",
    redis_server: str,
    monkeypatch: pytest.MonkeyPatch,
    queue: str,
) -> None:
    with Celery(broker=redis_server, set_as_current=False) as app:
        app.send_task("any", [json.dumps({"grading": str(run.pk)})], queue=queue)
    later(monkeypatch, seconds=30)
    assert taking_back.take_back() == 0
    broker.delete(queue)
    assert taking_back.take_back() == 1


def test_without_a_broker_only_leases_end(
    run: Grading, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    wire.client.cache_clear()
    later(monkeypatch, seconds=60)
    assert taking_back.take_back() == 0
    later(monkeypatch, seconds=60)
    assert taking_back.take_back() == 1
    wire.client.cache_clear()


def test_a_check_of_a_dead_grader_is_asked_again(
    broker: "redis.Redis", sent: Sent, course: Course
) -> None:
    announce(broker, "g1")
    check = request_check(version=make_variant().version)
    for _ in range(leases.MAX_TRIES):
        announce(broker, "g1")
        assert dispatching.dispatch() == 1
        take(broker, "g1", check.pk)
        broker.delete("grader:g1")
        assert taking_back.take_back() == 1
    check.refresh_from_db()
    assert check.state == Check.State.FAILED
