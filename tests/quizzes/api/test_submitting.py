"""A program answers for the person whose token it has."""

import datetime

import pytest
from django.utils import timezone

from core import clock
from exercises.models import Submission
from quizzes.models import Attempt, ItemSubmission, Quiz
from tests.people import program
from tests.quizzes.api.calls import Caller
from tests.quizzes.factories import CODE, NUMERIC, World, exercise, quiz_of, world

pytestmark = pytest.mark.django_db
RIGHT, THREE = "69 200", "51900"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def course_of_ines() -> World:
    return world()


@pytest.fixture
def caller(course_of_ines: World) -> Caller:
    return Caller(program(course_of_ines.ines), course_of_ines.quiz)


def test_starting_gives_the_items_and_starting_again_the_same(caller: Caller) -> None:
    first, second = caller.start(), caller.start()
    assert first.status_code == second.status_code == 200
    assert first.json() == second.json()
    (item,) = first.json()["items"]
    assert item["exercise"] == "lstm"
    assert item["max_points"] == 2000
    assert item["questions"][0]["tries_left"] == 3
    assert "17,300 parameters" in item["statement"]["en"]
    assert "17\N{NO-BREAK SPACE}300" in item["statement"]["fr"]
    assert "[[?count]]" in item["statement"]["en"]
    assert Attempt.objects.count() == 1


def test_a_right_answer_is_graded_in_the_reply(caller: Caller) -> None:
    reply = caller.submit(RIGHT)
    assert reply.status_code == 201
    body = reply.json()
    assert (body["score"], body["max_score"], body["counts"]) == (2000, 2000, True)
    assert body["grading"]["state"] == "graded"
    assert body["grading"]["submission"] == body["id"]
    assert [part["outcome"] for part in body["grading"]["parts"]] == ["passed"]


def test_a_wrong_answer_is_told_in_the_callers_language(caller: Caller) -> None:
    said = {}
    for language in ("fr", "en"):
        caller.client.cookies["django_language"] = language
        grading = caller.submit(THREE).json()["grading"]
        said[language] = " ".join(grading["parts"][0]["sentences"] + grading["sentences"])
    assert "Quatre blocs." in said["fr"]
    assert "Four blocks." in said["en"]


def test_what_cannot_be_read_is_told_and_costs_nothing(caller: Caller) -> None:
    reply = caller.submit("many")
    assert reply.status_code == 422
    body = reply.json()
    assert body["code"] == "unreadable"
    assert body["detail"]
    assert body["errors"][0]["detail"]
    assert Submission.objects.count() == 0
    assert caller.start().json()["items"][0]["questions"][0]["tries_left"] == 3


def test_two_readings_are_offered_and_each_can_be_sent(course_of_ines: World) -> None:
    real = {**NUMERIC, "number": "real", "answer": "rate", "misconceptions": []}
    quiz = quiz_of(course_of_ines.course, exercise("real", real), slug="real")
    caller = Caller(program(course_of_ines.ines), quiz)
    reply = caller.submit("1,500")
    assert reply.status_code == 422
    readings = reply.json()["readings"]
    assert len(readings) == 2
    assert all(reading["label"] for reading in readings)
    for reading in readings:
        assert caller.submit(reading["answer"]).status_code == 201


@pytest.mark.parametrize("answer", [None, [], 3, True, {"a": "1"}, "x" * 300_000])
def test_odd_answers_get_a_reason_never_a_failure(caller: Caller, answer: object) -> None:
    reply = caller.submit(answer)
    assert reply.status_code in (201, 400, 422)
    if reply.status_code != 201:
        assert reply.json()["detail"]
        assert not Submission.objects.exists()


def test_an_unknown_question_is_named(caller: Caller) -> None:
    reply = caller.submit("1", "nothing")
    assert reply.status_code == 422
    assert "nothing" in reply.json()["detail"]


def test_the_same_key_and_body_answers_the_same_and_submits_once(caller: Caller) -> None:
    first, again = caller.submit(RIGHT, key="k1"), caller.submit(RIGHT, key="k1")
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Submission.objects.count() == 1


def test_the_same_key_with_another_body_is_refused(caller: Caller) -> None:
    caller.submit(THREE, key="k1")
    reply = caller.submit(RIGHT, key="k1")
    assert reply.status_code == 422
    assert "Idempotency-Key" in reply.json()["detail"]
    assert Submission.objects.count() == 1


def test_keys_of_two_people_are_two_keys(course_of_ines: World, caller: Caller) -> None:
    other = Caller(program(course_of_ines.malik), course_of_ines.quiz)
    assert caller.submit(RIGHT, key="k").json()["id"] != other.submit(RIGHT, key="k").json()["id"]


def test_a_refusal_does_not_use_the_key_up(caller: Caller) -> None:
    assert caller.submit("many", key="k").status_code == 422
    assert caller.submit("many", key="k").status_code == 422
    assert caller.submit(RIGHT, key="k").status_code == 201


def set_quiz(there: World, **fields: object) -> None:
    Quiz.objects.filter(pk=there.quiz.pk).update(**fields)


def test_no_tries_left(course_of_ines: World, caller: Caller) -> None:
    item = caller.item()
    set_quiz(course_of_ines, tries=1)
    assert caller.submit(THREE, item=item).status_code == 201
    reply = caller.submit(RIGHT, item=item)
    assert (reply.status_code, reply.json()["reason"]) == (409, "no-tries")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"due_at": -DAY}, "past-due"),
        ({"opens_at": DAY}, "not-open"),
    ],
)
def test_outside_its_dates(
    course_of_ines: World, caller: Caller, fields: dict[str, datetime.timedelta], reason: str
) -> None:
    item = caller.item()
    set_quiz(course_of_ines, **{name: timezone.now() + by for name, by in fields.items()})
    reply = caller.submit(RIGHT, item=item)
    assert (reply.status_code, reply.json()["reason"]) == (409, reason)
    other = Caller(program(course_of_ines.malik), course_of_ines.quiz).start()
    assert (other.status_code, other.json()["reason"]) == (409, reason)
    assert not Submission.objects.exists()


def test_handed_in(caller: Caller) -> None:
    item = caller.item()
    Attempt.objects.update(finished_at=clock.now())
    reply = caller.submit(RIGHT, item=item)
    assert (reply.status_code, reply.json()["reason"]) == (409, "finished")


def test_code_waits_in_the_queue_and_a_second_answer_is_refused() -> None:
    there = world(exercise("jac", CODE))
    caller = Caller(program(there.ines), there.quiz)
    reply = caller.submit("def jacobian(A, v): ...", "jacobian")
    assert reply.status_code == 201
    assert reply.json()["grading"]["state"] == "queued"
    assert reply.json()["score"] is None
    again = caller.submit("def jacobian(A, v): pass", "jacobian")
    assert (again.status_code, again.json()["reason"]) == (409, "waiting")
    assert ItemSubmission.objects.count() == 1


@pytest.mark.parametrize("body", [{}, [], "text", {"item": "1"}, {"item": None, "answer": 1}])
def test_a_body_that_is_none_is_a_clear_400(caller: Caller, body: object) -> None:
    reply = caller.post("submissions/", body)
    assert reply.status_code == 400
    assert reply.json()["code"] == "invalid"


def test_nobody_submits_to_anothers_item(course_of_ines: World, caller: Caller) -> None:
    item = caller.item()
    for user in (course_of_ines.malik, course_of_ines.claire, course_of_ines.charlie):
        other = Caller(program(user), course_of_ines.quiz)
        assert other.submit(RIGHT, item=item).status_code == 404
    assert not Submission.objects.exists()


def test_a_token_that_may_only_read_does_not_submit(course_of_ines: World) -> None:
    caller = Caller(program(course_of_ines.ines, "read"), course_of_ines.quiz)
    assert caller.start().status_code == 403


def test_a_free_run_through_the_api_counts_nowhere(course_of_ines: World) -> None:
    """Queued as any answer; no try, no entry; a number cannot be run."""
    quiz = quiz_of(course_of_ines.course, exercise("jac", CODE), slug="code")
    caller = Caller(program(course_of_ines.ines), quiz)
    body = {"item": caller.item(), "question": "jacobian", "answer": "x = 1\n", "run": True}
    reply = caller.post("submissions/", body)
    assert reply.status_code == 201
    assert (reply.json()["counts"], reply.json()["grading"]["state"]) == (False, "queued")
    assert not ItemSubmission.objects.exists()
    number = Caller(caller.client, course_of_ines.quiz)
    asked = {"item": number.item(), "question": "count", "answer": RIGHT, "run": True}
    assert number.post("submissions/", asked).status_code == 422
    assert Submission.objects.count() == 1
