"""Attempts, variants, and which score counts."""

import datetime

import pytest

from core import clock
from core.errors import Conflict, Invalid
from exercises.models import Exercise, Variant
from quizzes.models import Attempt, Draft, Item, Quiz
from quizzes.services import answering, attempts, rules, scoring
from tests.quizzes.factories import NUMERIC, World, exercise, quiz_of, world
from tests.quizzes.pages import Student

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> World:
    """One numeric question, three tries."""
    return world()


def answered(place: World, *answers: str, quiz: Quiz | None = None) -> Student:
    """Inès, after these answers."""
    ines = Student(place.ines, quiz or place.quiz)
    ines.start()
    for answer in answers:
        ines.submit(answer)
    return ines


@pytest.mark.parametrize(("keep", "points"), [("best", 2000), ("last", 0)])
def test_the_best_or_the_last_answer_counts(place: World, keep: str, points: int) -> None:
    """As the quiz says."""
    Quiz.objects.update(keep=keep)
    ines = answered(place, "1", "69200", "2")
    assert ines.attempt.points == points
    kept = scoring.kept_submission(ines.item(), "count")
    assert kept is not None
    assert kept.answer == ("69200" if keep == "best" else "2")


def test_points_are_on_the_slots_scale(place: World) -> None:
    """A question of 2 points in a slot of 5."""
    place.quiz.slots.update(points=5000)
    assert answered(place, "69200").attempt.points == 5000


def test_rescoring_again_changes_nothing(place: World) -> None:
    """Points are recomputed, never added up."""
    ines = answered(place, "69200")
    for _ in range(3):
        scoring.rescore(item_id=ines.item().pk)
    assert ines.attempt.points == 2000


def test_starting_twice_is_starting_once(place: World) -> None:
    """The same attempt, with one item a slot."""
    first = attempts.start_attempt(quiz=place.quiz, user=place.ines)
    assert attempts.start_attempt(quiz=place.quiz, user=place.ines) == first
    assert Attempt.objects.count() == Item.objects.count() == 1


def test_the_sheets_own_variant_comes_first_and_then_others(place: World) -> None:
    """A named variant for round one; drawn ones after it, none twice while there are more."""
    quiz = quiz_of(place.course, exercise("p", NUMERIC, variants=4), slug="p", mode="practice")
    attempt = attempts.start_attempt(quiz=quiz, user=place.ines)
    item = attempt.items.get()
    seen = [item.variant.number]
    assert item.variant.name == "sheet"
    for _ in range(3):
        item = attempts.another_variant(item=item)
        seen.append(item.variant.number)
    assert sorted(seen) == [1, 2, 3, 4]


def test_a_pool_gives_one_of_its_exercises(place: World) -> None:
    """Chosen at random, kept for good."""
    one, two = exercise("one", NUMERIC), exercise("two", NUMERIC)
    quiz = quiz_of(place.course, one, slug="pool")
    quiz.slots.get().pool.create(exercise=two)
    attempt = attempts.start_attempt(quiz=quiz, user=place.ines)
    assert attempt.items.get().variant.version.exercise in {one, two}


def test_what_is_not_published_cannot_be_started(place: World) -> None:
    """A sentence for the student; nothing half-made is left."""
    Exercise.objects.update(current=None)
    with pytest.raises(Conflict, match="not published"):
        attempts.start_attempt(quiz=place.quiz, user=place.ines)
    assert not Attempt.objects.exists()


def test_an_exercise_without_variants_cannot_be_started(place: World) -> None:
    """The same."""
    Variant.objects.all().delete()
    with pytest.raises(Conflict, match="no variant"):
        attempts.start_attempt(quiz=place.quiz, user=place.ines)


def test_the_earlier_end_closes_the_attempt(place: World) -> None:
    """Minutes or due date, whichever comes first; more time moves both."""
    now = clock.now()
    Quiz.objects.update(minutes=60, due_at=now + datetime.timedelta(minutes=30))
    ines = answered(place)
    assert rules.ends_at(ines.attempt) == Quiz.objects.get().due_at
    Quiz.objects.update(due_at=now + datetime.timedelta(days=1))
    end = rules.ends_at(ines.attempt)
    assert end == ines.attempt.started_at + datetime.timedelta(minutes=60)
    place.course.enrolments.filter(user=place.ines).update(extra_minutes=20)
    assert rules.ends_at(ines.attempt) == end + datetime.timedelta(minutes=20)


def test_half_a_minute_of_grace(place: World) -> None:
    """A click at the last second still counts."""
    ines = answered(place)
    Quiz.objects.update(due_at=clock.now() - datetime.timedelta(seconds=20))
    assert rules.problem(ines.item(), "count") == ""
    Quiz.objects.update(due_at=clock.now() - datetime.timedelta(seconds=40))
    assert rules.problem(ines.item(), "count") == "past-due"


def test_drafts_of_a_question_that_is_not_there_are_refused(place: World) -> None:
    """Nothing is stored under made-up names."""
    ines = answered(place)
    with pytest.raises(Invalid):
        answering.save_draft(item=ines.item(), question="other", answer="1")
    assert not Draft.objects.exists()


def test_the_same_draft_again_is_no_new_revision(place: World) -> None:
    """Two tabs that say the same do not quarrel."""
    ines = answered(place)
    item = ines.item()
    answering.save_draft(item=item, question="count", answer="1", revision=0)
    again = answering.save_draft(item=item, question="count", answer="1", revision=0)
    assert again.revision == 1
