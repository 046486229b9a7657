"""A teacher makes a quiz, puts exercises into it, sets its rules."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.models import AuditEntry
from courses.models import Role
from exercises.models import Exercise
from quizzes.models import Item, Quiz, Slot
from quizzes.services.answering import save_draft
from tests.people import browser, give_place, make_course, make_user
from tests.quizzes.factories import CHOICE, NUMERIC, World, exercise, world
from tests.quizzes.pages import Student, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def there() -> World:
    return world()


def post(there: World, name: str, *more: int, user: User | None = None, **data: Any) -> Any:
    address = reverse(f"quizzes:{name}", args=[there.quiz.public_id, *more])
    return browser(user or there.claire).post(address, data, follow=True)


def rules(**changes: Any) -> dict[str, Any]:
    form = {
        "title_fr": "TD5", "title_en": "Sheet 5", "mode": "graded", "tries": "3", "keep": "best",
        "solutions": "never", "opens_at": "", "due_at": "", "minutes": "", "published": "on",
    }  # fmt: skip
    return {**form, **changes}


def slugs(quiz: Quiz) -> list[str]:
    return [slot.exercises.get().slug for slot in quiz.slots.order_by("position")]


def test_a_new_quiz_is_empty_and_hidden(there: World) -> None:
    page = reverse("quizzes:new", args=[there.course.public_id])
    reply = browser(there.claire).post(page, {"title": "TD5"}, follow=True)
    made = Quiz.objects.exclude(pk=there.quiz.pk).get()
    assert (made.slug, made.title, made.published) == ("td5-2", {"en": "TD5"}, False)
    assert "No exercise yet." in reply.content.decode()
    assert browser(there.claire).post(page, {"title": ""}).status_code == 422
    assert (
        browser(there.ines).get(reverse("quizzes:quiz", args=[made.public_id])).status_code == 404
    )


def test_an_exercise_is_put_into_the_quiz_once(there: World) -> None:
    more = exercise("gates", CHOICE)
    page = reverse("quizzes:edit", args=[there.quiz.public_id])
    assert str(more.public_id) in browser(there.claire).get(page).content.decode()
    for _ in range(2):
        post(there, "add", exercise=more.public_id)
    assert slugs(there.quiz) == ["lstm", "gates"]
    assert there.quiz.slots.get(position=2).points == 1000
    assert str(more.public_id) not in browser(there.claire).get(page).content.decode()


def test_who_has_started_gets_the_new_exercise_too(there: World) -> None:
    ines = Student(there.ines, there.quiz)
    ines.start()
    post(there, "add", exercise=exercise("gates", CHOICE).public_id)
    assert "Exercise gates" in ines.page(2)
    ines.submit("forget", "gate", position=2)
    assert ines.item(2).points == 1000


def test_the_courses_own_exercise_and_the_librarys_of_the_same_name_differ(there: World) -> None:
    Exercise.objects.update(course=there.course)
    Exercise.objects.filter(slug="lstm").update(slug="same")
    library = exercise("same", CHOICE)
    post(there, "add", exercise=library.public_id)
    assert there.quiz.slots.get(position=2).exercises.get() == library


@pytest.mark.parametrize("wanted", ["", "lstm", "00000000-0000-0000-0000-000000000000"])
def test_what_is_no_exercise_is_404(there: World, wanted: str) -> None:
    assert post(there, "add", exercise=wanted).status_code == 404


def test_an_exercise_of_another_course_is_404(there: World) -> None:
    foreign = exercise("foreign", CHOICE)
    Exercise.objects.filter(pk=foreign.pk).update(course=make_course("other"))
    assert post(there, "add", exercise=foreign.public_id).status_code == 404


def test_what_is_not_published_cannot_be_added(there: World) -> None:
    more = exercise("gates", CHOICE)
    Exercise.objects.filter(pk=more.pk).update(current=None)
    reply = post(there, "add", exercise=more.public_id)
    assert "its check has not passed" in reply.content.decode()
    assert slugs(there.quiz) == ["lstm"]


def test_slots_move_and_leave_and_stay_numbered(there: World) -> None:
    for name in ("b", "c"):
        post(there, "add", exercise=exercise(name, CHOICE).public_id)
    post(there, "move", 3)
    assert slugs(there.quiz) == ["lstm", "c", "b"]
    post(there, "move", 1)
    post(there, "move", 99)
    assert slugs(there.quiz) == ["lstm", "c", "b"]
    post(there, "remove", 2)
    assert slugs(there.quiz) == ["lstm", "b"]
    assert [slot.position for slot in there.quiz.slots.all()] == [1, 2]


def test_what_somebody_only_looked_at_can_be_taken_out(there: World) -> None:
    Student(there.ines, there.quiz).start()
    post(there, "remove", 1)
    assert slugs(there.quiz) == []
    assert not Item.objects.exists()


@pytest.mark.parametrize("work", ["answer", "draft"])
def test_work_is_never_taken_out(there: World, work: str) -> None:
    ines = Student(there.ines, there.quiz)
    ines.start()
    if work == "answer":
        ines.submit("1")
    else:
        save_draft(item=ines.item(), question="count", answer="12")
    reply = post(there, "remove", 1)
    assert "cannot be taken out any more" in reply.content.decode()
    assert Slot.objects.count() == 1


def test_rules_are_saved_and_written_down(there: World) -> None:
    post(there, "edit", **rules(tries="1", keep="last", minutes="90", title_en="Exam"))
    there.quiz.refresh_from_db()
    assert (there.quiz.tries, there.quiz.keep, there.quiz.minutes) == (1, "last", 90)
    assert there.quiz.title == {"fr": "TD5", "en": "Exam"}
    assert AuditEntry.objects.get(action="quiz-changed").actor == there.claire.pk


def test_dates_are_read_in_the_platforms_time_and_shown_again(there: World) -> None:
    post(there, "edit", **rules(opens_at="2025-11-17T08:00", due_at="2025-11-24T23:59"))
    there.quiz.refresh_from_db()
    assert there.quiz.due_at is not None
    assert timezone.localtime(there.quiz.due_at).strftime("%d %H:%M") == "24 23:59"
    page = reverse("quizzes:edit", args=[there.quiz.public_id])
    assert 'value="2025-11-24T23:59"' in browser(there.claire).get(page).content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title_fr": "", "title_en": ""}, "Give a title in at least one language."),
        ({"opens_at": "2025-11-24T08:00", "due_at": "2025-11-17T08:00"}, "before the opening"),
        ({"tries": "-1"}, "greater than or equal to 0"),
        ({"tries": "many"}, "Enter a whole number"),
        ({"mode": "preview"}, "Select a valid choice"),
        ({"due_at": "tomorrow"}, "Enter a valid date"),
    ],
)
def test_rules_that_make_no_sense_are_told_at_their_field(
    there: World, changes: dict[str, str], said: str
) -> None:
    reply = post(there, "edit", **rules(**changes))
    assert reply.status_code == 422
    assert said in text_of(reply.content.decode())
    there.quiz.refresh_from_db()
    assert there.quiz.mode == Quiz.Mode.GRADED


def test_hiding_a_quiz_hides_it_from_students(there: World) -> None:
    page = reverse("quizzes:quiz", args=[there.quiz.public_id])
    assert browser(there.ines).get(page).status_code == 200
    form = rules()
    del form["published"]
    post(there, "edit", **form)
    assert browser(there.ines).get(page).status_code == 404
    assert browser(there.claire).get(page).status_code == 200


def test_who_may_set(there: World) -> None:
    grader, paul = make_user("Sacha Lemoine"), make_user("Paul Other")
    give_place(there.course, grader, Role.GRADER)
    make_course("other", teacher=paul)
    slot = there.quiz.slots.get()
    for user, status in (
        (grader, 403), (there.ines, 403), (there.charlie, 404), (paul, 404),
    ):  # fmt: skip
        page = reverse("quizzes:edit", args=[there.quiz.public_id])
        new = reverse("quizzes:new", args=[there.course.public_id])
        assert browser(user).get(page).status_code == status
        assert browser(user).get(new).status_code == status
        assert post(there, "edit", user=user, **rules(tries="9")).status_code == status
        assert post(there, "add", user=user, exercise="x").status_code == status
        for name in ("remove", "move"):
            assert post(there, name, slot.position, user=user).status_code == status
    assert Slot.objects.get() == slot
    there.quiz.refresh_from_db()
    assert there.quiz.tries == 3


def test_the_first_page_offers_a_course_to_who_may_make_one(there: World) -> None:
    grader = make_user("Sacha Lemoine")
    give_place(there.course, grader, Role.GRADER)
    new, people = reverse("courses:new"), reverse("courses:people", args=[there.course.public_id])
    home = {user.name: browser(user).get("/").content.decode() for user in (there.claire, grader)}
    assert new in home["Claire Morel"]
    assert new not in home["Sacha Lemoine"]
    course = reverse("quizzes:course", args=[there.course.public_id])
    assert people in browser(there.claire).get(course).content.decode()


def test_a_past_date_closes_the_quiz(there: World) -> None:
    past = timezone.localtime() - datetime.timedelta(days=2)
    post(there, "edit", **rules(due_at=past.strftime("%Y-%m-%dT%H:%M")))
    start = reverse("quizzes:start", args=[there.quiz.public_id])
    page = browser(there.ines).post(start, follow=True).content.decode()
    assert "due date has passed" in page


NUMERIC_TWICE = {**NUMERIC, "id": "again"}


def test_points_of_a_slot_are_the_sum_of_its_questions(there: World) -> None:
    post(there, "add", exercise=exercise("two", NUMERIC, NUMERIC_TWICE).public_id)
    assert there.quiz.slots.get(position=2).points == 4000
