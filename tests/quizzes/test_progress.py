"""How far one is: one count and one mark on the rail, the first page, the door, the result."""

import re

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from quizzes.selectors.progress import Progress, progress, together
from quizzes.selectors.rail import rail
from tests.people import browser
from tests.quizzes.factories import CHOICE, NUMERIC, exercise, quiz_of, world
from tests.quizzes.pages import Student, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines() -> Student:
    """Under way with two exercises: two questions, and one."""
    there = world(exercise("two", NUMERIC, CHOICE), exercise("one", NUMERIC))
    student = Student(there.ines, there.quiz)
    student.start()
    return student


def pages(student: Student, language: str = "en") -> dict[str, str]:
    """Every page that says how far one is."""
    client = browser(student.user)
    client.cookies["django_language"] = language
    quiz = student.quiz
    addresses = {
        "home": "/",
        "course": reverse("quizzes:course", args=[quiz.course.public_id]),
        "door": reverse("quizzes:quiz", args=[quiz.public_id]),
        "rail": reverse("quizzes:item", args=[student.attempt.pk, 2]),
        "result": reverse("quizzes:attempt", args=[student.attempt.pk]),
    }
    return {name: text_of(client.get(at).content.decode()) for name, at in addresses.items()}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["0 of 3 questions answered.", "1 of 3 questions answered."]),
        ("fr", ["Répondu à 0 des 3 questions.", "Répondu à 1 des 3 questions."]),
    ],
)
def test_every_page_says_the_same_count(ines: Student, language: str, said: list[str]) -> None:
    """Questions are counted, in the same words."""
    assert {name for name, page in pages(ines, language).items() if said[0] not in page} == set()
    ines.submit("1")
    assert {name for name, page in pages(ines, language).items() if said[1] not in page} == set()


def test_the_result_counts_each_exercise_in_the_same_words(ines: Student) -> None:
    """Its questions, and what is left of all."""
    ines.submit("1")
    page = pages(ines)["result"]
    assert "1 of 2 questions answered." in page
    assert "0 of 1 question answered." in page
    assert "2 questions have no answer yet." in page


def test_the_result_leads_on_to_what_is_left(ines: Student) -> None:
    """The first exercise with a question that has no answer."""
    stand = reverse("quizzes:attempt", args=[ines.attempt.pk])
    for question, position in (("count", 1), ("gate", 2)):
        to = reverse("quizzes:item", args=[ines.attempt.pk, position])
        ines.submit("1" if question == "count" else "input", question=question)
        page = ines.client.get(stand).content.decode()
        assert f'<a class="btn main" href="{to}">Continue</a>' in page
        assert '<button class="btn">Hand in</button>' in page
    ines.submit("1", position=2)
    page = ines.client.get(stand).content.decode()
    assert '<button class="btn main">Hand in</button>' in page
    assert re.search(r'<a class="btn" href="[^"]*">Continue</a>', page)


def test_nothing_is_wrong_or_partly_right_before_all_is_answered(ines: Student) -> None:
    """Half answered is begun, whatever it was worth; then the points speak."""
    ines.submit("69200")
    assert [stop.mark for stop in rail(ines.attempt, "en")] == ["begun", "unanswered"]
    assert "begun" in pages(ines)["door"]
    ines.submit("input", question="gate")
    assert [stop.mark for stop in rail(ines.attempt, "en")] == ["part", "unanswered"]
    assert "partial" not in pages(ines)["door"]
    ines.submit("1", position=2)
    assert [stop.mark for stop in rail(ines.attempt, "en")] == ["part", "wrong"]
    assert "partial" in pages(ines)["door"]


def test_a_verdict_in_place_brings_the_count_of_the_rail(ines: Student) -> None:
    """The sentence under the rail changes with its stop."""
    address = reverse("quizzes:submit", args=[ines.item(2).pk, "count"])
    piece = ines.client.post(address, {"answer": "1"}, headers={"X-Piece": "1"}).content.decode()
    assert 'data-swap="#rail-count"' in piece
    assert "1 of 3 questions answered." in text_of(piece)


def test_the_latest_round_is_counted_and_what_was_mastered_stays(ines: Student) -> None:
    """Practice: another variant begins anew."""
    ines.quiz.mode = "practice"
    ines.quiz.save()
    ines.submit("69200", position=2)
    ines.client.post(reverse("quizzes:another", args=[ines.item(2).pk]))
    second = progress([ines.attempt])[ines.attempt.pk][2]
    assert (second.answered, second.questions, second.mastered) == (0, 1, 1)


def test_many_attempts_cost_two_queries(
    ines: Student, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """However many there are."""
    other = quiz_of(ines.quiz.course, exercise("more", NUMERIC), slug="more")
    attempts = [ines.attempt, Student(ines.user, other).start()]
    with django_assert_num_queries(2):
        assert len(progress(attempts)) == 2


def test_points_are_unknown_until_something_was_graded() -> None:
    """Never 0 for that."""
    assert Progress(questions=1, max=1000).known is None
    assert Progress(questions=1, answered=1, max=1000, waiting=True).known is None
    assert Progress(questions=1, answered=1, max=1000).known == 0
    both = together([Progress(1, 1, 1000, 1000), Progress(1, 1, 0, 1000, reading=True)])
    assert (both.mark, both.known) == ("awaiting-person", 1000)
