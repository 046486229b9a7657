"""Answers in words: they wait apart, are read together, marked, marked again, taken back."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core import clock
from core.models import AuditEntry
from courses.models import Role
from exercises.models import Grading, Submission
from exercises.services.taking_back import take_back
from quizzes.models import Attempt
from quizzes.selectors.gradebook import gradebook
from quizzes.selectors.marking import Marking, marking, waiting
from quizzes.selectors.rail import rail
from tests.graders.kinds.test_text import ANSWERS, DISCUSS
from tests.people import browser, give_place, make_user
from tests.quizzes.factories import NUMERIC, World, exercise, world
from tests.quizzes.pages import Student, text_of

pytestmark = pytest.mark.django_db
STATEMENT = {"fr": "[[?count]]\n\n[[?discuss]]", "en": "[[?count]]\n\n[[?discuss]]"}
VALUES = {**DISCUSS["rubric"][0], "text": {"fr": "[[n]] Jacobiens", "en": "[[n]] Jacobians"}}
QUESTION = {**DISCUSS, "rubric": [VALUES, DISCUSS["rubric"][1]]}


@pytest.fixture
def there() -> World:
    return world(exercise("vanish", NUMERIC, QUESTION, statement=STATEMENT), tries=0)


def answered(there: World, user: User, text: str) -> Student:
    student = Student(user, there.quiz)
    if not Attempt.objects.filter(quiz=there.quiz, user=user).exists():
        student.start()
    student.submit(text, "discuss")
    return student


def class_of(there: World) -> list[Student]:
    """Five students, who say three things."""
    people = [there.ines, there.malik, *(make_user(f"Student{n} X") for n in range(3))]
    for user in people[2:]:
        give_place(there.course, user)
    return [answered(there, user, text) for user, text in zip(people, ANSWERS, strict=True)]


def address(there: World, name: str = "group") -> str:
    item = Attempt.objects.filter(quiz=there.quiz).first().items.get()  # type: ignore[union-attr]
    exercise = item.variant.version.exercise.public_id
    return reverse(f"quizzes:marking-{name}", args=[there.quiz.public_id, 1, exercise, "discuss"])


def desk(there: World) -> Marking:
    """What is to be read next."""
    item = Attempt.objects.filter(quiz=there.quiz).first().items.get()  # type: ignore[union-attr]
    exercise = item.variant.version.exercise.public_id
    found = marking(there.quiz, 1, exercise, "discuss", language="en")
    assert found is not None
    return found


def form(page: Marking, how: str = "group", **fields: Any) -> dict[str, Any]:
    assert page.group is not None
    answers = page.group.answers
    return {
        "answer": [str(a.submission) for a in answers],
        **{f"seen.{a.submission}": a.seen for a in answers},
        **{f"how.{a.submission}": how for a in answers},
        **fields,
    }


def claire(there: World) -> Client:
    client = browser(there.claire)
    client.cookies["django_language"] = "en"
    return client


def mark(there: World, **fields: Any) -> str:
    return posted(claire(there), address(there, "mark"), form(desk(there), **fields))


def posted(client: Client, path: str, data: Any = None) -> str:
    """The page after a form was sent."""
    # in a test's own transaction nothing commits by itself
    with TestCase.captureOnCommitCallbacks(execute=True):
        response = client.post(path, data, follow=True)
    return text_of(response.content.decode())


def test_words_wait_for_a_person_and_take_no_place_in_the_queue(there: World) -> None:
    ines = Student(there.ines, there.quiz)
    ines.start()
    assert "read and marked by a person" in text_of(ines.page())
    answered(there, there.ines, "Un produit de Jacobiens.")
    grading = Grading.objects.get()
    assert grading.state == Grading.State.AWAITING_PERSON
    Grading.objects.update(lease_until=clock.now() - clock.HOUR)
    assert take_back() == 0  # it does not expire
    assert Grading.objects.get().state == Grading.State.AWAITING_PERSON
    assert Submission.objects.get().score is None
    page = text_of(ines.page())
    assert "a person will read and mark it" in page
    assert "Un produit de Jacobiens." in page


def test_automatic_points_stand_apart(there: World) -> None:
    ines = answered(there, there.ines, "Un produit.")
    ines.submit("69200", "count")
    attempt = ines.attempt
    assert attempt.points == 2000
    (stop,) = rail(attempt, "en")
    assert (stop.mark, stop.known) == ("awaiting-person", 2000)
    result = ines.client.get(reverse("quizzes:attempt", args=[attempt.pk])).content.decode()
    assert "a person has yet to read" in text_of(result)


def test_the_most_frequent_thought_is_read_first(there: World) -> None:
    class_of(there)
    page = desk(there)
    assert page.group is not None
    assert (page.group.number, page.group.count, len(page.group.answers)) == (1, 3, 2)
    assert (page.question.read, page.question.answers) == (0, 5)
    shown = text_of(claire(there).get(address(there)).content.decode())
    assert "0 of 5 read" in shown
    assert "Inès Caradec" in shown
    assert "17300 Jacobians" in shown.replace(",", "").replace("\u202f", "")


def test_a_group_is_marked_at_once_and_the_next_one_follows(there: World) -> None:
    students = class_of(there)
    mark(there, grant=["product"], comment="Which norms?")
    page = desk(there)
    assert page.group is not None
    assert (page.question.read, page.group.number) == (2, 2)
    assert students[0].attempt.points == students[2].attempt.points == 2000
    shown = text_of(students[0].page())
    assert "Which norms?" in shown
    assert "Read and marked by a person." in shown


def test_an_answer_of_a_group_may_be_marked_in_its_own_way_or_left(there: World) -> None:
    students = class_of(there)
    first, second = desk(there).group.answers  # type: ignore[union-attr]
    own, left = str(first.submission), str(second.submission)
    fields: dict[str, Any] = {
        "grant": ["product", "norm"],
        f"how.{own}": "own", f"grant.{own}": ["norm"], f"comment.{own}": "Ses propres mots.",
        f"how.{left}": "leave",
    }  # fmt: skip
    mark(there, **fields)
    assert students[0].attempt.points == 1000
    assert "Ses propres mots." in text_of(students[0].page())
    assert Submission.objects.get(pk=left).score is None


def test_marking_again_makes_a_grading_of_its_own(there: World) -> None:
    ines = answered(there, there.ines, "Un produit.")
    mark(there, grant=["product"])
    mark(there, grant=["product", "norm"])
    assert ines.attempt.points == 3000
    origins = Grading.objects.order_by("created_at").values_list("origin", "points")
    assert list(origins) == [("engine", 0), ("person", 2000), ("person", 3000)]
    assert set(Grading.objects.filter(origin="person").values_list("graded_by", flat=True)) == {
        there.claire.pk
    }
    assert AuditEntry.objects.filter(action="marked", actor=there.claire.pk).count() == 2


def test_the_last_marking_is_taken_back_whole(there: World) -> None:
    students = class_of(there)
    mark(there, grant=["product"])
    assert "2 markings taken back." in posted(claire(there), address(there, "undo"))
    assert students[0].attempt.points == 0
    assert waiting([there.quiz]) == {there.quiz.pk: 5}
    assert AuditEntry.objects.filter(action="marking-undone").count() == 2
    assert "nothing of yours to undo" in posted(claire(there), address(there, "undo"))


def test_taking_back_a_second_marking_leads_to_the_first(there: World) -> None:
    ines = answered(there, there.ines, "Un produit.")
    mark(there, grant=["product"])
    mark(there, grant=[])
    assert ines.attempt.points == 0
    posted(claire(there), address(there, "undo"))
    assert ines.attempt.points == 2000


def test_two_readers_do_not_overwrite_each_other(there: World) -> None:
    ines = answered(there, there.ines, "Un produit.")
    stale = form(desk(there), grant=[])
    mark(there, grant=["product"])
    other = make_user("Greta Grader")
    give_place(there.course, other, Role.GRADER)
    shown = posted(browser(other), address(there, "mark"), stale)
    assert "1 answer changed meanwhile" in shown
    assert ines.attempt.points == 2000


def test_only_the_latest_answer_is_read_and_the_better_mark_stays(there: World) -> None:
    ines = answered(there, there.ines, "Un produit.")
    mark(there, grant=["product"])
    answered(there, there.ines, "Autre chose.")
    page = desk(there)
    assert [a.text for a in page.group.answers] == ["Autre chose."]  # type: ignore[union-attr]
    assert ines.attempt.points == 2000


def test_names_are_hidden_when_asked(there: World) -> None:
    answered(there, there.ines, "Un produit.")
    client = claire(there)
    names = reverse("quizzes:marking-names", args=[there.quiz.public_id])
    client.post(names, {"names": "hidden"})
    assert "Inès" not in client.get(address(there)).content.decode()
    client.post(names, {"names": "shown"})
    assert "Inès" in client.get(address(there)).content.decode()


def test_the_gradebook_and_the_first_page_tell_how_many_wait(there: World) -> None:
    class_of(there)
    assert gradebook(there.quiz, "en").unread == 5
    book = reverse("quizzes:gradebook", args=[there.quiz.public_id])
    overview = reverse("quizzes:marking", args=[there.quiz.public_id])
    for page in (book, reverse("quizzes:home")):
        shown = claire(there).get(page).content.decode()
        assert "5 answers to read" in text_of(shown)
        assert overview in shown
    assert "0 of 5 read" in text_of(claire(there).get(overview).content.decode())


@pytest.mark.parametrize("name", ["group", "mark", "undo"])
def test_students_and_strangers_are_refused(there: World, name: str) -> None:
    answered(there, there.ines, "Un produit.")
    sent = form(desk(there), grant=["product", "norm"])
    for user, status in ((there.ines, 403), (there.malik, 403), (there.charlie, 404)):
        client = browser(user)
        path = address(there, name)
        response = client.get(path) if name == "group" else client.post(path, sent)
        assert response.status_code == status
        overview = reverse("quizzes:marking", args=[there.quiz.public_id])
        assert client.get(overview).status_code == status
    assert Grading.objects.filter(origin="person").count() == 0


def test_an_answer_of_another_quiz_is_not_marked_here(there: World) -> None:
    answered(there, there.ines, "Un produit.")
    sent = form(desk(there), grant=["product"])
    Submission.objects.update(kind="code")
    response = claire(there).post(address(there, "mark"), sent)
    assert response.status_code == 302
    assert Grading.objects.filter(origin="person").count() == 0


def test_a_form_that_makes_no_sense_marks_nothing(there: World) -> None:
    answered(there, there.ines, "Un produit.")
    for data in ({}, {"answer": "x", "how.x": "group"}, form(desk(there), how="leave")):
        assert claire(there).post(address(there, "mark"), data).status_code == 302
    odd = form(desk(there), grant=["no such criterion"], comment="\0<b>" + "a" * 5000)
    claire(there).post(address(there, "mark"), odd)
    grading = Grading.objects.get(origin="person")
    assert grading.points == 0
    assert "<b>aaa" not in claire(there).get(address(there)).content.decode()
    assert claire(there).get(address(there), {"at": "x"}).status_code == 200


def test_reading_costs_as_many_queries_however_many_answers(there: World) -> None:
    answered(there, there.ines, ANSWERS[0])
    with CaptureQueriesContext(connection) as one:
        desk(there)
    class_of_rest = [make_user(f"Student{n} X") for n in range(4)]
    for user in class_of_rest:
        give_place(there.course, user)
        answered(there, user, ANSWERS[0])
    with CaptureQueriesContext(connection) as many:
        assert len(desk(there).group.answers) == 5  # type: ignore[union-attr]
    assert len(many) == len(one)
