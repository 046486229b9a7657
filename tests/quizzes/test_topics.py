"""The course as a path: topics in an order that makes sense, with minutes and progress."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exercises.models import Exercise
from quizzes.models import Item, Quiz, Slot, Topic
from quizzes.services.bundled import load_topics
from tests.people import browser
from tests.quizzes.factories import CHOICE, NUMERIC, World, exercise, world
from tests.quizzes.pages import Student, text_of

pytestmark = pytest.mark.django_db

TOPICS: list[dict[str, Any]] = [
    {
        "slug": "gradients",
        "title": {"fr": "Gradients", "en": "Gradients through time"},
        "requires": ["cells"],
        "exercises": ["bptt"],
    },
    {
        "slug": "cells",
        "title": {"fr": "Cellules", "en": "Cells"},
        "about": {"fr": "Un pas.", "en": "One step."},
        "exercises": ["hard-cell", "cell"],
    },
]


def rated(made: Exercise, difficulty: int) -> Exercise:
    """An exercise of this difficulty."""
    assert made.current is not None
    made.current.definition["difficulty"] = difficulty
    made.current.save()
    return made


@pytest.fixture
def place() -> World:
    """A course of two topics, told in the wrong order."""
    made = world()
    for slug, level, minutes in (("cell", 1, 5), ("hard-cell", 4, 20), ("bptt", 3, 12)):
        found = rated(exercise(slug, NUMERIC, CHOICE), level)
        Exercise.objects.filter(pk=found.pk).update(minutes=minutes)
    load_topics(course=made.course, entries=TOPICS)
    return made


def page(place: World) -> str:
    """The course as Inès reads it."""
    response = browser(place.ines).get(f"/courses/{place.course.public_id}/")
    assert response.status_code == 200
    return text_of(response.content.decode())


def test_what_a_topic_stands_on_comes_first(place: World) -> None:
    """With minutes, exercises, and the names of what should come before."""
    said = page(place)
    assert said.index("Cells") < said.index("Gradients through time")
    assert "about 25 min Cells One step. 2 exercises. Start Cells" in said
    assert "1 exercise. After: Cells Start Gradients through time" in said


@pytest.mark.parametrize(
    ("minutes", "said"), [(3, "about 3 min"), (62, "about 60 min"), (152, "about 2 h 30")]
)
def test_time_is_told_as_exactly_as_it_is_known(place: World, minutes: int, said: str) -> None:
    """Minutes, then tens of minutes, then hours."""
    Exercise.objects.filter(slug="bptt").update(minutes=minutes)
    assert f"{said} Gradients through time" in page(place)


def test_a_quiz_says_on_its_door_how_long_it_takes(place: World) -> None:
    """The same estimate, before one starts."""
    quiz = Quiz.objects.get(topic__slug="cells")
    response = browser(place.ines).get(f"/quizzes/{quiz.public_id}/")
    assert "2 exercises, 4 questions, about 25 min." in text_of(response.content.decode())


def test_a_topic_without_exercises_is_not_offered(place: World) -> None:
    """There would be nothing to start."""
    load_topics(
        course=place.course,
        entries=[*TOPICS, {**TOPICS[0], "slug": "x", "title": {"en": "Void"}, "exercises": []}],
    )
    assert "Void" not in page(place)


def test_easy_exercises_come_first(place: World) -> None:
    """Whatever the order of the folder."""
    slots = Slot.objects.filter(quiz__slug="topic-cells").order_by("position")
    assert [slot.exercises.get().slug for slot in slots] == ["cell", "hard-cell"]


def test_topics_are_not_listed_twice(place: World) -> None:
    """Their practice stands on the path only: not among sheets, nor on the first page."""
    assert page(place).count("Cells One step.") == 1
    assert "Cells" not in text_of(browser(place.ines).get("/").content.decode())


def test_what_was_solved_is_counted(place: World) -> None:
    """A topic whose exercises are all solved says so."""
    quiz = Quiz.objects.get(slug="topic-gradients")
    Student(place.ines, quiz).start()
    item = Item.objects.get(slot__quiz=quiz)
    assert item.round == 1
    assert "Continue Gradients through time" in page(place)


def test_loading_again_keeps_the_work(place: World) -> None:
    """An exercise put in between moves the others; what was begun in them stays theirs."""
    quiz = Quiz.objects.get(slug="topic-cells")
    Student(place.ines, quiz).start()
    before = {i.pk: i.slot.exercises.get().slug for i in Item.objects.filter(slot__quiz=quiz)}
    rated(exercise("middle-cell", NUMERIC), 2)
    entries = [{**TOPICS[1], "exercises": ["cell", "middle-cell", "hard-cell"]}]
    load_topics(course=place.course, entries=entries)
    slots = Slot.objects.filter(quiz=quiz).order_by("position")
    assert [s.exercises.get().slug for s in slots] == ["cell", "middle-cell", "hard-cell"]
    after = {pk: Item.objects.get(pk=pk).slot.exercises.get().slug for pk in before}
    assert after == before
    assert [topic.slug for topic in Topic.objects.filter(course=place.course)] == ["cells"]


def test_a_circle_is_shown_all_the_same(place: World) -> None:
    """Prerequisites are written by people."""
    entries = [{**TOPICS[0]}, {**TOPICS[1], "requires": ["gradients"]}]
    load_topics(course=place.course, entries=entries)
    said = page(place)
    assert "Cells" in said
    assert "Gradients through time" in said


def test_the_number_of_queries_is_constant(place: World) -> None:
    """Ten topics cost what two cost."""

    def queries() -> int:
        client = browser(place.ines)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            client.get(f"/courses/{place.course.public_id}/")
        return len(caught)

    few = queries()
    many = [{**TOPICS[1], "slug": f"t{n}", "requires": ["cells"]} for n in range(8)]
    load_topics(course=place.course, entries=[*TOPICS, *many])
    assert queries() == few
