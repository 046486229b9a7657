"""The gradebook: right sums, honest signs, few queries, a safe CSV."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from courses.models import Role
from exercises.models import Grading, Part, Submission
from quizzes.models import Attempt, Quiz
from quizzes.selectors.gradebook import Cell, Gradebook, gradebook
from quizzes.services.attempts import another_variant, finish_attempt
from tests.people import browser, give_place, make_course, make_user
from tests.quizzes.factories import CHOICE, CODE, NUMERIC, World, exercise, quiz_of, world
from tests.quizzes.pages import Student, text_of

pytestmark = pytest.mark.django_db
RIGHT, WRONG = "69200", "1"


@pytest.fixture
def there() -> World:
    return world(exercise("lstm", NUMERIC), exercise("gates", CHOICE), exercise("jac", CODE))


def page(there: World, name: str = "gradebook", user: User | None = None, **query: str) -> Any:
    address = reverse(f"quizzes:{name}", args=[there.quiz.public_id])
    return browser(user or there.claire).get(address, query)


def cells(book: Gradebook, name: str) -> list[Cell]:
    return next(row.cells for row in book.rows if row.name == name)


def test_sums_are_what_was_reached_in_each_exercise(there: World) -> None:
    ines, malik = Student(there.ines, there.quiz), Student(there.malik, there.quiz)
    ines.start()
    ines.submit(WRONG)
    ines.submit(RIGHT)
    ines.submit("forget", "gate", position=2)
    malik.start()
    malik.submit("input", "gate", position=2)
    book = gradebook(there.quiz, "en")
    by_name = {row.name: row for row in book.rows}
    assert [row.name for row in book.rows] == ["Inès Caradec", "Malik Benali"]
    assert [cell.points for cell in by_name["Inès Caradec"].cells] == [2000, 1000, None]
    assert [cell.tries for cell in by_name["Inès Caradec"].cells] == [2, 1, 0]
    assert by_name["Inès Caradec"].points == 3000
    assert by_name["Malik Benali"].points == 0
    assert [column.max for column in book.columns] == [2000, 1000, 4000]
    assert [column.mean for column in book.columns] == [2000, 500, None]
    assert (book.max, book.mean) == (7000, 1500)


def test_a_dash_is_not_zero(there: World) -> None:
    ines = Student(there.ines, there.quiz)
    ines.start()
    ines.submit(WRONG)
    ines.submit("def jacobian(A, v): ...", "jacobian", position=3)
    wrong, none, waiting = cells(gradebook(there.quiz, "en"), "Inès Caradec")
    assert (wrong.points, wrong.state, wrong.low) == (0, "", True)
    assert (none.points, none.submission) == (None, None)
    assert (waiting.points, waiting.state, waiting.low) == (None, "queued", False)


@pytest.mark.parametrize(
    ("state", "sign"),
    [("running", "queued"), ("failed", "ours"), ("awaiting-person", "awaiting-person")],
)
def test_each_state_has_its_sign(there: World, state: str, sign: str) -> None:
    ines = Student(there.ines, there.quiz)
    ines.start()
    ines.submit("def jacobian(A, v): ...", "jacobian", position=3)
    Grading.objects.update(state=state)
    assert cells(gradebook(there.quiz, "en"), "Inès Caradec")[2].state == sign


def test_a_failure_of_ours_that_was_answered_again_is_forgotten(there: World) -> None:
    ines = Student(there.ines, there.quiz)
    ines.start()
    ines.submit("def jacobian(A, v): ...", "jacobian", position=3)
    Grading.objects.update(state=Grading.State.FAILED)
    ines.submit("def jacobian(A, v): 1", "jacobian", position=3)
    Grading.objects.exclude(state=Grading.State.FAILED).update(state=Grading.State.GRADED)
    assert cells(gradebook(there.quiz, "en"), "Inès Caradec")[2].state == ""


def test_in_practice_the_best_round_counts(there: World) -> None:
    quiz = quiz_of(there.course, exercise("p", NUMERIC), slug="p", mode=Quiz.Mode.PRACTICE, tries=0)
    ines = Student(there.ines, quiz)
    ines.start()
    ines.submit(RIGHT)
    another_variant(item=ines.item())
    ines.submit(WRONG)
    (cell,) = cells(gradebook(quiz, "en"), "Inès Caradec")
    assert (cell.points, cell.tries, cell.state) == (2000, 2, "right")


def test_who_left_stays_with_their_work_and_others_do_not(there: World) -> None:
    Student(there.ines, there.quiz).start()
    there.course.enrolments.filter(role=Role.STUDENT).update(left_at="2025-01-01T00:00Z")
    assert [row.name for row in gradebook(there.quiz, "en").rows] == ["Inès Caradec"]


def queries(there: World) -> int:
    client = browser(there.claire)
    with CaptureQueriesContext(connection) as seen:
        address = reverse("quizzes:gradebook", args=[there.quiz.public_id])
        assert client.get(address).status_code == 200
    return len(seen)


def test_fifty_students_cost_as_many_queries_as_five(there: World) -> None:
    def more(first: int, last: int) -> None:
        for number in range(first, last):
            user = make_user(f"s{number} Many")
            give_place(there.course, user)
            student = Student(user, there.quiz)
            student.start()
            student.submit(RIGHT if number % 3 else WRONG)

    more(0, 5)
    few = queries(there)
    more(5, 50)
    assert queries(there) == few
    assert few < 20


def test_where_the_class_stumbles_now(there: World) -> None:
    for user in (there.ines, there.malik):
        student = Student(user, there.quiz)
        student.start()
        student.submit(WRONG)
    (stumble,) = gradebook(there.quiz, "en").stumbles
    assert (stumble.slot, stumble.people, stumble.answered) == ("Exercise lstm", 2, 2)
    Part.objects.update(title={"en": "Recurrent kernel", "fr": "Noyau"})
    assert "2 of 2 stumble at the same place: Exercise lstm, Recurrent kernel" in text_of(
        page(there).content.decode()
    )
    Student(there.ines, there.quiz).submit(RIGHT)
    assert gradebook(there.quiz, "en").stumbles == []


def test_a_name_can_be_looked_for(there: World) -> None:
    found = text_of(page(there, q="INÈS").content.decode())
    assert "Inès Caradec" in found
    assert "Malik" not in found
    nobody = page(there, q='"><script>').content.decode()
    assert "Nobody is called so." in nobody
    assert "><script>" not in nobody


def test_an_empty_course_says_how_to_fill_it(there: World) -> None:
    there.course.enrolments.filter(role=Role.STUDENT).delete()
    empty = page(there).content.decode()
    assert "Nobody is enrolled yet." in empty
    assert reverse("courses:people", args=[there.course.public_id]) in empty


def table(there: World, language: str = "en", **how: str) -> list[list[str]]:
    client = browser(there.claire)
    client.cookies["django_language"] = language
    reply = client.get(reverse("quizzes:gradebook-csv", args=[there.quiz.public_id]))
    assert reply.headers["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(reply).decode()
    assert text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}")
    return list(csv.reader(io.StringIO(text[1:]), **how))  # type: ignore[arg-type]


def test_the_csv_says_the_same(there: World) -> None:
    ines = Student(there.ines, there.quiz)
    ines.start()
    ines.submit(WRONG)
    ines.submit(RIGHT)
    finish_attempt(attempt=ines.attempt, actor=there.ines)
    head, worth, first, second = table(there)
    assert head[:6] == ["Name", "User name", "E-mail", "Handed in", "Tries", "Points"]
    assert worth[5:] == ["7", "2", "1", "4"]
    assert first == ["Inès Caradec", "ines", "ines@example.org", "yes", "2", "2", "2", "", ""]
    assert second[3:] == ["no", "0", "", "", "", ""]


def test_a_french_spreadsheet_gets_its_comma_and_semicolon(there: World) -> None:
    student = Student(there.ines, there.quiz)
    student.start()
    Attempt.objects.update(points=2500)
    rows = table(there, "fr", delimiter=";")
    assert rows[0][0] == "Nom"
    assert rows[2][5] == "2,5"


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\t=1", "＝1"])
def test_no_name_is_a_formula(there: World, name: str) -> None:
    User.objects.filter(pk=there.ines.pk).update(name=name)
    names = [row[0] for row in table(there)[2:]]
    assert f"'{name}" in names


def test_who_may_look(there: World) -> None:
    grader, paul = make_user("Sacha Lemoine"), make_user("Paul Other")
    give_place(there.course, grader, Role.GRADER)
    make_course("other", teacher=paul)
    for name in ("gradebook", "gradebook-csv"):
        statuses = [
            page(there, name, user).status_code
            for user in (there.claire, grader, there.ines, there.charlie, paul)
        ]
        assert statuses == [200, 200, 403, 404, 404]


def test_any_submission_opens_with_its_verdict(there: World) -> None:
    ines = Student(there.ines, there.quiz)
    ines.start()
    ines.submit("51900")
    address = reverse("quizzes:submission", args=[Submission.objects.get().pk])
    assert address in page(there).content.decode()
    shown = text_of(browser(there.claire).get(address).content.decode())
    assert "Four blocks." in shown
    assert browser(there.malik).get(address).status_code == 404
