"""The first page: different for students, teachers, and who is in no course."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core import clock
from courses.models import Course
from quizzes.models import ItemSubmission, Quiz
from tests.people import browser, give_place
from tests.quizzes.factories import CHOICE, NUMERIC, World, exercise, quiz_of, world
from tests.quizzes.pages import Student, text_of

pytestmark = pytest.mark.django_db
HOME = "/"


def home(client: Client) -> str:
    """The text of the first page."""
    response = client.get(HOME)
    assert response.status_code == 200
    return text_of(response.content.decode())


@pytest.fixture
def place() -> World:
    """A quiz due tomorrow."""
    return world(due_at=clock.now() + datetime.timedelta(days=1))


def test_a_visitor_is_sent_to_sign_in() -> None:
    """There is nothing to see without a name."""
    response = Client().get(HOME)
    assert response.status_code == 302
    assert response["Location"] == "/sign-in/?next=/"


def test_a_student_finds_what_is_due_and_starts_it(place: World) -> None:
    """Greeted by first name; the date, the points, the way in."""
    page = home(browser(place.ines))
    assert "Hello Inès. One quiz due this week." in page
    assert "To hand in" in page
    assert "tomorrow" in page
    assert "1 exercise, 2 points. 3 tries for each question." in page
    assert "Start Sheet 5" in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"due_at": None}, "One quiz is open, without a due date."),
        ({"due_at": clock.now() + datetime.timedelta(days=30)}, "Nothing is due within seven days"),
        ({"opens_at": clock.now() + datetime.timedelta(days=2)}, "Nothing is open yet."),
        ({"mode": "practice", "due_at": None}, "there is practice below."),
        ({"published": False}, "Nothing is due."),
    ],
)
def test_the_greeting_says_what_there_is(place: World, fields: dict[str, Any], said: str) -> None:
    """What is due, else what is open, else what is to come: never a dead end."""
    Quiz.objects.update(**fields)
    page = home(browser(place.ines))
    assert f"Hello Inès. {said}" in page or f"Nothing is due; {said}" in page


def test_what_came_back_is_told_with_its_first_sentence(place: World) -> None:
    """The misconception, the points, and Continue instead of Start."""
    ines = Student(place.ines, place.quiz)
    ines.start()
    ines.submit("51900")
    page = home(ines.client)
    assert "Came back" in page
    assert "Four blocks." in page
    assert "0 of 2" in page
    assert "Continue Sheet 5" in page


def test_practice_shows_a_stair_of_exercises_done(place: World) -> None:
    """One step for each exercise done in full."""
    practice = quiz_of(
        place.course, exercise("a", NUMERIC), exercise("b", CHOICE), slug="p", mode="practice"
    )
    ines = Student(place.ines, practice)
    ines.start()
    ines.submit("69200")
    assert "1 of 2 done" in home(ines.client)


def test_hidden_quizzes_are_not_told_to_students(place: World) -> None:
    """Only published ones."""
    Quiz.objects.update(published=False)
    page = home(browser(place.ines))
    assert "Sheet 5" not in page
    assert "No quiz yet" in page


def test_a_teacher_finds_courses_with_numbers_and_where_they_stumble(place: World) -> None:
    """How many answered, the mean, the hardest exercise, and the ways on."""
    for student in (place.ines, place.malik):
        one = Student(student, place.quiz)
        one.start()
        one.submit("51900")
    response = browser(place.claire).get(HOME)
    page = text_of(response.content.decode())
    assert "You teach one course" in page
    assert "2 of 2 have answered, 0 points on average" in page
    assert "They stumble on: Exercise lstm." in page
    for address in (
        reverse("quizzes:gradebook", args=[place.quiz.public_id]),
        reverse("exercises:exercises", args=[place.course.public_id]),
        reverse("courses:people", args=[place.course.public_id]),
    ):
        assert address in response.content.decode()
    assert "To hand in" not in page


def test_somebody_without_a_course_learns_what_to_do(place: World) -> None:
    """A join link; creating a course is for those who may."""
    page = home(browser(place.charlie))
    assert "You are in no course yet." in page
    assert "Join a course" in page
    assert "Create a course" not in page
    User.objects.filter(pk=place.charlie.pk).update(is_staff=True)
    assert "Create a course" in home(browser(place.charlie))


def test_the_course_page_differs_by_role(place: World) -> None:
    """States and points for a student, numbers for a teacher."""
    address = reverse("quizzes:course", args=[place.course.public_id])
    student = text_of(browser(place.ines).get(address).content.decode())
    teacher = text_of(browser(place.claire).get(address).content.decode())
    assert "Start Sheet 5" in student
    assert "Gradebook" not in student
    assert "Gradebook Sheet 5" in teacher


def test_the_door_says_what_the_quiz_asks_and_when_it_is_shut(place: World) -> None:
    """Before the opening, open, past due."""
    address = reverse("quizzes:quiz", args=[place.quiz.public_id])
    ines = browser(place.ines)
    page = text_of(ines.get(address).content.decode())
    assert "1 exercise, 1 question." in page
    assert "3 for each question. The best answer counts." in page
    Quiz.objects.update(opens_at=clock.now() + datetime.timedelta(hours=1))
    page = text_of(ines.get(address).content.decode())
    assert "This quiz is not open yet." in page
    assert "Start" not in page
    shut = ines.post(reverse("quizzes:start", args=[place.quiz.public_id]), follow=True)
    assert "This quiz is not open yet." in text_of(shut.content.decode())
    Quiz.objects.update(opens_at=None, due_at=clock.now() - datetime.timedelta(days=1))
    assert "The due date has passed." in text_of(ines.get(address).content.decode())


def test_pages_speak_french(place: World) -> None:
    """All of it: no English sentence is left on the student's pages."""
    ines = Student(place.ines, place.quiz, "fr")
    page = home(ines.client)
    assert "Bonjour Inès. Un quiz à rendre cette semaine." in page
    ines.start()
    ines.submit("51900")
    page = text_of(ines.page())
    assert "Quatre blocs." in page
    assert "Corriger ma réponse" in page
    assert "Reste 2 essais, la meilleure réponse compte." in page
    assert "17 300 paramètres" in page


def test_queries_do_not_grow_with_the_course(place: World) -> None:
    """Twelve more quizzes and ten more exercises cost no more queries."""
    ines, claire = browser(place.ines), browser(place.claire)
    pages = {
        "home": (ines, HOME),
        "teacher": (claire, HOME),
        "course": (ines, reverse("quizzes:course", args=[place.course.public_id])),
    }
    before = {name: queries(client, path) for name, (client, path) in pages.items()}
    for number in range(12):
        quiz_of(place.course, exercise(f"q{number}", NUMERIC), slug=f"q{number}")
        student = Student(place.ines, Quiz.objects.get(slug=f"q{number}"))
        student.start()
        student.submit("1")
    after = {name: queries(client, path) for name, (client, path) in pages.items()}
    # the first verdict adds the queries of "came back" and of "where they stumble", once
    assert {name for name in pages if after[name] > before[name] + 4} == set()
    assert max(after.values()) <= 25


def test_queries_of_a_sheet_do_not_grow_with_its_questions(place: World) -> None:
    """Eight questions, three answers each."""
    small = Student(place.ines, place.quiz)
    small.start()
    small.submit("1")
    few = queries(small.client, reverse("quizzes:item", args=[small.attempt.pk, 1]))
    many = [{**NUMERIC, "id": f"count{n}"} for n in range(8)]
    statement = {"en": "\n\n".join(f"[[?count{n}]]" for n in range(8))}
    big_quiz = quiz_of(place.course, exercise("big", *many, statement=statement), slug="big")
    big = Student(place.ines, big_quiz)
    big.start()
    for n in range(8):
        for answer in ("1", "2", "3"):
            big.submit(answer, question=f"count{n}")
    assert queries(big.client, reverse("quizzes:item", args=[big.attempt.pk, 1])) <= few


def queries(client: Client, path: str) -> int:
    """How many queries a page takes, once its session is warm."""
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_another_course_of_somebody_else_is_not_told(place: World) -> None:
    """Only one's own courses."""
    other = Course.objects.create(slug="other", title={"en": "Other course"})
    give_place(other, place.malik)
    assert "Other course" not in home(browser(place.ines))
    assert "Other course" in home(browser(place.malik))


def test_what_came_back_is_told_by_its_place_with_hints_paid() -> None:
    """As on the sheet: the question's place, and what the hint left of its points."""
    hinted = {**NUMERIC, "hints": [{"cost": 0.5, "text": {"en": "Four.", "fr": "Quatre."}}]}
    made = world(exercise("hinted", CHOICE, hinted))
    ines = Student(made.ines, made.quiz)
    ines.start()
    item = ines.item()
    ines.client.post(reverse("quizzes:hint", args=[item.pk, "count"]), {"number": 1})
    ines.submit("69200")
    said = home(ines.client)
    assert "Sheet 5, question 1.2" in said
    assert "1 of 2" in said


def test_a_right_answer_comes_back_without_what_was_read(place: World) -> None:
    """« Read as 69200. » beside its field, not on the first page."""
    two = quiz_of(place.course, exercise("two", NUMERIC, CHOICE), slug="two")
    ines = Student(place.ines, two)
    ines.start()
    ines.submit("51900")
    stand = text_of(
        ines.client.get(reverse("quizzes:attempt", args=[ines.attempt.pk])).content.decode()
    )
    assert "begun" in stand
    assert "1 question has no answer yet." in stand
    ines.submit("69200")
    assert "Came back" in home(ines.client)
    assert "Read as" not in home(ines.client)
    pk = ItemSubmission.objects.latest("number").submission_id
    own = text_of(ines.client.get(reverse("quizzes:submission", args=[pk])).content.decode())
    assert "Question 1.1" in own
