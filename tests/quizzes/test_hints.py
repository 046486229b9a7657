"""Hints: one by one, the price said before, paid by later answers only, free in practice."""

import re
from typing import Any

import pytest
from django.urls import reverse

from core.errors import Conflict
from quizzes.models import HintTaken, ItemSubmission, Quiz
from quizzes.services import hints
from tests.people import browser
from tests.quizzes.factories import NUMERIC, World, exercise, world
from tests.quizzes.pages import Student, text_of

pytestmark = pytest.mark.django_db(transaction=True)
RIGHT, WRONG = "69200", "51900"
HINTED: dict[str, Any] = {
    **NUMERIC,
    "hints": [
        {"cost": 0.25, "text": {"fr": "Combien de portes ?", "en": "How many gates?"}},
        {"cost": 0.5, "text": {"fr": "Quatre fois [[n]].", "en": "Four times [[n]]."}},
    ],
}


@pytest.fixture
def place() -> World:
    """A question of two points with two hints."""
    return world(exercise("lstm", HINTED))


@pytest.fixture
def ines(place: World) -> Student:
    """Inès, who has started."""
    student = Student(place.ines, place.quiz)
    student.start()
    return student


def take(student: Student, number: int, **headers: str) -> Any:
    """Press « Read the hint »."""
    address = reverse("quizzes:hint", args=[student.item().pk, "count"])
    return student.client.post(address, {"number": number}, headers=headers)


def test_the_price_is_said_before_and_the_text_only_after(ines: Student) -> None:
    """The next hint appears when the one before was taken, with its value in place."""
    page = text_of(ines.page())
    assert "Hint 1 of 2, costs 0.5 points" in page
    assert "at most 1.5 points" in page
    assert "How many gates?" not in page
    assert take(ines, 1).status_code == 303
    page = text_of(ines.page())
    assert "How many gates?" in page
    assert "Hint 2 of 2, costs 1 point" in page
    take(ines, 2)
    page = text_of(ines.page())
    assert "Four times 17,300." in page
    assert "Hint 3" not in page


def test_an_answer_after_a_hint_is_worth_less(ines: Student) -> None:
    """A quarter each: the right answer after both is worth a quarter of its points."""
    take(ines, 1)
    ines.submit(WRONG)
    take(ines, 2)
    ines.submit(RIGHT)
    assert [entry.cap for entry in ItemSubmission.objects.order_by("number")] == [750, 250]
    assert ines.attempt.points == 500
    assert "0.5 of 2" in text_of(ines.page())


def test_points_that_were_earned_before_stay(ines: Student) -> None:
    """A hint read out of interest takes nothing back."""
    ines.submit(RIGHT)
    ines.page(query="?edit=count")
    take(ines, 1)
    ines.submit(RIGHT)
    assert ines.attempt.points == 2000


def test_a_hint_is_paid_once_and_none_is_skipped(ines: Student) -> None:
    """A double click, a jump ahead, a number that is none."""
    for _ in range(2):
        take(ines, 1)
    assert HintTaken.objects.count() == 1
    for number in (0, 3, 9):
        with pytest.raises(Conflict):
            hints.take(item=ines.item(), question="count", number=number)
    assert "no such hint" in text_of(take(ines, 7).content.decode())
    assert HintTaken.objects.count() == 1


def test_a_hint_comes_back_as_a_piece(ines: Student) -> None:
    """Sent by a script, its place alone."""
    html = take(ines, 1, **{"X-Piece": "1"}).content.decode()
    assert html.lstrip().startswith('<div class="hints')
    assert "How many gates?" in html


def test_hints_are_free_in_practice(place: World) -> None:
    """There is no grade to lower."""
    Quiz.objects.update(mode=Quiz.Mode.PRACTICE)
    ines = Student(place.ines, place.quiz)
    ines.start()
    assert "Hint 1 of 2, free" in text_of(ines.page())
    take(ines, 1)
    ines.submit(RIGHT)
    assert ines.attempt.points == 2000


def test_nobody_else_takes_them_and_nothing_after_the_end(place: World, ines: Student) -> None:
    """404 for others; once handed in, none."""
    address = reverse("quizzes:hint", args=[ines.item().pk, "count"])
    for user in (place.malik, place.claire, place.charlie):
        assert browser(user).post(address, {"number": 1}).status_code == 404
    ines.client.post(reverse("quizzes:finish", args=[ines.attempt.pk]))
    assert "handed this quiz in" in text_of(take(ines, 1).content.decode())
    assert not HintTaken.objects.exists()


def test_the_teacher_sees_what_was_read_before_an_answer(place: World, ines: Student) -> None:
    """On the page of the submission, not of those before."""
    ines.submit(WRONG)
    take(ines, 1)
    ines.submit(RIGHT)
    first, second = ItemSubmission.objects.order_by("number")
    claire = browser(place.claire)
    claire.cookies["django_language"] = "en"
    pages = [
        text_of(
            claire.get(reverse("quizzes:submission", args=[entry.submission_id])).content.decode()
        )
        for entry in (first, second)
    ]
    assert "read before this answer" not in pages[0]
    assert "1 read before this answer, worth at most 1.5 points." in pages[1]
    assert "1.5 of 2" in pages[1]


def test_a_right_answer_says_what_the_hint_cost_and_shows_it_still(
    place: World, ines: Student
) -> None:
    """Right is right: the solution opens as it does after full marks."""
    Quiz.objects.update(solutions=Quiz.Solutions.AFTER_FULL)
    take(ines, 1)
    ines.submit(WRONG)
    page = text_of(ines.page())
    assert "1 hint read before this answer, worth at most 1.5 points." in page
    assert "The right answer, and how" not in page
    ines.submit(RIGHT)
    page = text_of(ines.page())
    assert "1 hint read before this answer: −0.5 points." in page
    assert "How many gates?" in page
    assert "The right answer, and how" in page


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Hint 1, cost 0.5 points How many gates?"),
        ("fr", "Indice 1, a coûté 0,5 point Combien de portes ?"),
    ],
)
def test_a_hint_stays_in_sight_with_its_cost(place: World, language: str, said: str) -> None:
    """Once it is open, and after a wrong verdict, unfolded; once on the page."""
    ines = Student(place.ines, place.quiz, language)
    ines.start()
    take(ines, 1)
    assert text_of(ines.page()).count(said) == 1
    ines.submit(WRONG)
    page = ines.page()
    assert text_of(page).count(said) == 1
    assert not re.search(r"<details(?:(?!</details>).)*class=\"annot hint\"", page, re.DOTALL)


def test_a_hint_is_offered_beside_a_wrong_verdict_not_beside_a_right_one(ines: Student) -> None:
    ines.submit(WRONG)
    assert "Hint 1 of 2, costs 0.5 points" in text_of(ines.page())
    ines.submit(RIGHT)
    assert "Hint 1 of 2" not in text_of(ines.page())


def test_a_hint_that_is_free_says_no_cost(ines: Student) -> None:
    """In practice."""
    Quiz.objects.update(mode="practice")
    take(ines, 1)
    assert "cost" not in text_of(ines.page()).split("Hint 1")[1].split("How many")[0]
