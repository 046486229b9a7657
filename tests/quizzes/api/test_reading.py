"""Reading quizzes, attempts, gradings and grades; the stranger and the curious find nothing."""

import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from courses.models import Role
from exercises.models import Grading, Part
from quizzes.models import Quiz
from tests.people import give_place, machine, make_user, program
from tests.quizzes.api.calls import API, Caller
from tests.quizzes.factories import CHOICE, NUMERIC, World, exercise, quiz_of, world

pytestmark = pytest.mark.django_db
# « total » is a value that the statement does not print: 4*n is the answer
SECRET = {**NUMERIC, "hints": []}


@pytest.fixture
def there() -> World:
    made = exercise("lstm", SECRET, CHOICE, solution={"en": "It is 69200."})
    made.current.variants.update(values={"n": 17300, "total": 69200, "three": 51900})  # type: ignore[union-attr]
    return world(made)


@pytest.fixture
def done(there: World) -> dict[str, Any]:
    body: dict[str, Any] = Caller(program(there.ines), there.quiz).submit("1").json()
    return body


def addresses(there: World, done: dict[str, Any]) -> list[str]:
    attempt = Caller(program(there.ines), there.quiz).start().json()
    made = there.quiz.slots.get().exercises.get()
    return [
        f"courses/{there.course.public_id}/quizzes/",
        f"courses/{there.course.public_id}/grades/",
        f"quizzes/{there.quiz.public_id}/",
        f"attempts/{attempt['id']}/",
        f"submissions/{done['id']}/",
        f"gradings/{done['grading']['id']}/",
        f"gradings/{done['grading']['id']}/events/",
        f"exercises/?course={there.course.public_id}",
        f"exercises/{made.public_id}/",
        f"exercises/{made.public_id}/variants/",
        f"variants/{attempt['items'][0]['variant']}/",
    ]


def test_the_stranger_finds_nothing_anywhere(there: World, done: dict[str, Any]) -> None:
    stranger, nobody = program(there.charlie), APIClient()
    for path in addresses(there, done):
        assert stranger.get(API + path).status_code == 404, path
        assert nobody.get(API + path).status_code == 401, path


def test_what_does_not_exist_looks_the_same(there: World, done: dict[str, Any]) -> None:
    client = program(there.claire)
    for path in addresses(there, done):
        name = next((part for part in path.strip("/").split("/") if len(part) == 36), "")
        if name:
            assert client.get(API + path.replace(name, str(uuid.uuid4()))).status_code == 404, path


def test_another_student_sees_neither_attempt_nor_answer(
    there: World, done: dict[str, Any]
) -> None:
    malik = program(there.malik)
    for path in addresses(there, done)[3:7]:
        assert malik.get(API + path).status_code == 404, path


def test_a_student_sees_no_exercise_and_no_grades(there: World, done: dict[str, Any]) -> None:
    ines, paths = program(there.ines), addresses(there, done)
    assert ines.get(API + paths[1]).status_code == 403
    assert ines.get(API + paths[7]).status_code == 403
    for path in paths[8:]:
        assert ines.get(API + path).status_code == 404, path


def test_whoever_teaches_sees_all_but_the_stream_of_nobody(
    there: World, done: dict[str, Any]
) -> None:
    grader = make_user("Sacha Lemoine")
    give_place(there.course, grader, Role.GRADER)
    for user in (there.claire, grader):
        for path in addresses(there, done):
            if not path.endswith("events/"):
                assert program(user).get(API + path).status_code == 200, path


def test_who_has_left_sees_nothing_any_more(there: World, done: dict[str, Any]) -> None:
    paths = addresses(there, done)
    there.course.enrolments.filter(user=there.ines).update(left_at="2025-01-01T00:00Z")
    for path in paths:
        assert program(there.ines).get(API + path).status_code == 404, path


def leaves(tree: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Every value in a JSON tree with the key it stands under."""
    if isinstance(tree, dict):
        for name, below in tree.items():
            yield name, None
            yield from leaves(below, name)
    elif isinstance(tree, list):
        for below in tree:
            yield from leaves(below, key)
    else:
        yield key, tree


FORBIDDEN = {"correct", "misconceptions", "value_expected", "solution", "seed", "hidden_seed"}
FORBIDDEN |= {"reference", "suite", "tolerance", "accept", "expected", "replay", "staff", "token"}


def test_nothing_gives_an_answer_away(there: World) -> None:
    caller = Caller(program(there.ines), there.quiz)
    teacher = program(there.claire)
    made = there.quiz.slots.get().exercises.get()
    variant = caller.start().json()["items"][0]["variant"]
    told = [
        caller.start().json(),
        caller.submit("1").json(),
        teacher.get(f"{API}exercises/?course={there.course.public_id}").json(),
        teacher.get(f"{API}exercises/{made.public_id}/").json(),
        teacher.get(f"{API}exercises/{made.public_id}/variants/").json(),
        teacher.get(f"{API}variants/{variant}/").json(),
    ]
    for body in told:
        assert {name for name, _ in leaves(body)} & FORBIDDEN == set()
        text = json.dumps(body, ensure_ascii=False)
        for secret in ("69200", "69,200", "51900", "51,900", "Four blocks", "4*n"):
            assert secret not in text, (secret, text)
    assert told[0]["items"][0]["values"] == {"n": 17300}


def test_a_hidden_test_tells_its_details_to_teachers_only(
    there: World, done: dict[str, Any]
) -> None:
    detail = {"expected": "3.14"}
    Part.objects.update(visible=False, details=[detail])
    path = f"gradings/{done['grading']['id']}/"
    readers = {
        "student": program(there.ines),
        "machine": machine(there.course, there.claire),
        "teacher": program(there.claire),
    }
    seen = {name: client.get(API + path).json()["parts"][0] for name, client in readers.items()}
    assert seen["student"]["details"] == seen["machine"]["details"] == []
    assert seen["teacher"]["details"] == [detail]


def test_the_engines_secrets_are_never_told(there: World, done: dict[str, Any]) -> None:
    Grading.objects.update(token="secret-token", replay={"seed": 987654321987}, staff=[{"id": "x"}])
    body = program(there.claire).get(f"{API}submissions/{done['id']}/").content.decode()
    assert "secret-token" not in body
    assert "987654321987" not in body


def test_students_list_published_quizzes_teachers_all(there: World) -> None:
    hidden = quiz_of(there.course, exercise("b"), slug="hidden")
    Quiz.objects.filter(pk=hidden.pk).update(published=False)
    Quiz.objects.create(course=there.course, slug="preview", title={}, mode=Quiz.Mode.PREVIEW)
    path = f"{API}courses/{there.course.public_id}/quizzes/"
    listed = {
        user.name: {row["slug"] for row in program(user).get(path).json()}
        for user in (there.ines, there.claire)
    }
    assert listed == {"Inès Caradec": {"td5"}, "Claire Morel": {"td5", "hidden"}}
    assert program(there.ines).get(f"{API}quizzes/{hidden.public_id}/").status_code == 404


def test_grades_say_who_never_started(there: World) -> None:
    Caller(program(there.ines), there.quiz).submit("69200")
    rows = program(there.claire).get(f"{API}courses/{there.course.public_id}/grades/").json()
    assert [(row["name"], row["points"], row["max_points"]) for row in rows] == [
        ("Inès Caradec", 2000, 3000),
        ("Malik Benali", None, 3000),
    ]


def queries(client: APIClient, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_grades_cost_the_same_for_many(there: World) -> None:
    client, path = program(there.claire), f"{API}courses/{there.course.public_id}/grades/"
    client.get(path)  # the first use of a token is written down
    few = queries(client, path)
    for number in range(20):
        give_place(there.course, make_user(f"s{number} Many"))
    quiz_of(there.course, exercise("b"), slug="two")
    assert queries(client, path) == few


def test_exercises_come_in_pages(there: World) -> None:
    for number in range(4):
        exercise(f"more-{number}", NUMERIC)
    client, found = program(there.claire), []
    page = f"{API}exercises/?course={there.course.public_id}&page_size=2"
    while page:
        body = client.get(page).json()
        found += [row["slug"] for row in body["results"]]
        page = body["next"]
    assert sorted(found) == ["lstm", "more-0", "more-1", "more-2", "more-3"]


@pytest.mark.parametrize("query", ["", "?course=", "?course=7", "?course=rnn"])
def test_the_course_must_be_named_by_its_id(there: World, query: str) -> None:
    reply = program(there.claire).get(f"{API}exercises/{query}")
    assert reply.status_code == 422
    assert "course" in reply.json()["detail"]
