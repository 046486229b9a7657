"""A teacher sees an exercise as a student would; it counts nowhere."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from courses.models import Role
from exercises.models import Exercise, Submission, Variant
from quizzes.models import Attempt, Quiz
from quizzes.selectors.gradebook import gradebook
from tests.people import browser, give_place, make_course, make_user
from tests.quizzes.factories import NUMERIC, World, exercise, world
from tests.quizzes.pages import Student

pytestmark = pytest.mark.django_db


@pytest.fixture
def lstm() -> Exercise:
    return exercise("lstm", NUMERIC)


@pytest.fixture
def there(lstm: Exercise) -> World:
    return world(lstm)


def look(exercise_: Exercise, user: User, **query: str) -> Any:
    address = reverse("quizzes:preview", args=[exercise_.public_id])
    return browser(user).get(address, query, follow=True)


@pytest.mark.parametrize(
    ("variant", "shown"),
    [({}, "17,300"), ({"variant": "2"}, "17,400"), ({"variant": "sheet"}, "17,300")],
)
def test_the_chosen_variant_is_shown(
    there: World, lstm: Exercise, variant: dict[str, str], shown: str
) -> None:
    page = look(lstm, there.claire, **variant)
    assert page.status_code == 200
    assert f"{shown} parameters" in page.content.decode()


@pytest.mark.parametrize("variant", ["99", "nothing", "123456789012345678901234567890"])
def test_a_variant_that_is_none(there: World, lstm: Exercise, variant: str) -> None:
    assert look(lstm, there.claire, variant=variant).status_code == 404


def test_it_can_be_answered_and_counts_nowhere(there: World, lstm: Exercise) -> None:
    look(lstm, there.claire, variant="2")
    claire = Student(there.claire, Quiz.objects.get(mode=Quiz.Mode.PREVIEW))
    for _ in range(5):
        claire.submit("69600")
    assert claire.item().points == 2000
    assert set(Submission.objects.values_list("purpose", flat=True)) == {"preview"}
    assert [row.name for row in gradebook(there.quiz, "en").rows] == [
        "Inès Caradec",
        "Malik Benali",
    ]
    course = reverse("quizzes:course", args=[there.course.public_id])
    for user in (there.claire, there.ines):
        assert "Preview" not in browser(user).get(course).content.decode()


def test_looking_twice_is_one_item_another_variant_another_one(
    there: World, lstm: Exercise
) -> None:
    for number in ("1", "1", "2", "1"):
        look(lstm, there.claire, variant=number)
    attempt = Attempt.objects.get()
    numbers = attempt.items.order_by("round").values_list("variant__number", flat=True)
    assert list(numbers) == [1, 2, 1]


def test_handing_a_preview_in_does_not_end_it(there: World, lstm: Exercise) -> None:
    look(lstm, there.claire)
    Attempt.objects.update(finished_at="2025-01-01T00:00Z")
    assert "Submit" in look(lstm, there.claire).content.decode()


def test_two_teachers_do_not_meet(there: World, lstm: Exercise) -> None:
    other = make_user("Sacha Lemoine")
    give_place(there.course, other, Role.GRADER)
    look(lstm, there.claire)
    look(lstm, other)
    assert Attempt.objects.count() == 2


def test_an_exercise_of_the_course_is_tried_there(there: World) -> None:
    own = exercise("own", NUMERIC)
    Exercise.objects.filter(pk=own.pk).update(course=there.course)
    assert look(own, there.claire).status_code == 200
    assert Attempt.objects.get().quiz.course == there.course


def test_who_may_preview(there: World, lstm: Exercise) -> None:
    paul = make_user("Paul Other")
    make_course("other", teacher=paul)
    assert look(lstm, there.ines).status_code == 404
    assert look(lstm, there.charlie).status_code == 404
    assert look(lstm, paul).status_code == 200  # the library is every teacher's
    Exercise.objects.update(course=there.course)
    assert look(lstm, paul).status_code == 404
    preview = Attempt.objects.get().quiz
    assert (
        browser(there.ines).get(reverse("quizzes:quiz", args=[preview.public_id])).status_code
        == 404
    )


def test_what_is_not_published_cannot_be_previewed(there: World, lstm: Exercise) -> None:
    Exercise.objects.update(current=None)
    assert look(lstm, there.claire).status_code == 404
    assert Variant.objects.exists()


def test_a_mended_statement_shows_on_what_students_hold(there: World, lstm: Exercise) -> None:
    """The text of the current version stands over the variant that they were given."""
    ines = Student(there.ines, there.quiz)
    ines.start()
    before = lstm.current
    assert before is not None
    statement = {**before.definition["statement"], "en": "A mended text, [[n]].\n\n[[?count]]"}
    version = lstm.versions.create(
        number=2, state="ready", content_hash="2", grading_hash=before.grading_hash,
        definition={**before.definition, "statement": statement}, bundle=before.bundle,
    )  # fmt: skip
    Exercise.objects.update(current=version)
    assert "A mended text, 17,300." in ines.page()
    version.grading_hash = "another"
    version.save()
    assert "A layer has 17,300 parameters" in ines.page()
