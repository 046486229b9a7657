"""Answering in the browser: tries, what costs nothing, double submits, two tabs."""

import datetime

import pytest
from django.urls import reverse

from core import clock
from exercises.models import Submission
from quizzes.models import Attempt, Draft, ItemSubmission, Quiz
from tests.quizzes.factories import CHOICE, NUMERIC, World, exercise, quiz_of, world
from tests.quizzes.pages import Student, key_of, text_of

pytestmark = pytest.mark.django_db(transaction=True)
RIGHT, WRONG = "69200", "51900"


@pytest.fixture
def place() -> World:
    """A course with one numeric question."""
    return world()


@pytest.fixture
def ines(place: World) -> Student:
    """Inès, who has started."""
    student = Student(place.ines, place.quiz)
    student.start()
    return student


def test_a_right_answer_comes_back_right_with_its_points(ines: Student) -> None:
    """Post, redirect to the question, the verdict stands there."""
    response = ines.submit(RIGHT)
    assert response.status_code == 303
    assert response["Location"].endswith("#q-count")
    page = text_of(ines.page())
    assert "Right" in page
    assert "2 of 2" in page
    assert ines.attempt.points == 2000


def test_a_wrong_answer_says_why_and_offers_to_correct(ines: Student) -> None:
    """The misconception's sentence, the tries that are left, the way on."""
    ines.submit(WRONG)
    page = text_of(ines.page())
    assert "Four blocks." in page
    assert "Correct my answer" in page
    assert "2 tries left" in page
    assert 'name="answer"' not in ines.page()
    again = ines.page(query="?edit=count")
    assert 'name="answer"' in again
    assert WRONG in again


def test_tries_are_counted_and_run_out(ines: Student) -> None:
    """After the third counted try nothing more is taken."""
    for number in (1, 2, 3):
        ines.submit(str(number))
    assert ItemSubmission.objects.count() == 3
    assert "All tries of this question are used" in text_of(ines.page())
    response = ines.submit(RIGHT)
    assert response.status_code == 422
    assert "All tries of this question are used" in text_of(response.content.decode())
    assert ItemSubmission.objects.count() == 3


@pytest.mark.parametrize("answer", ["", "abc", "twelve", "1e", "[[n]]", "\x00", "1" * 5000])
def test_what_cannot_be_read_is_said_costs_nothing_and_is_kept(ines: Student, answer: str) -> None:
    """A sentence, no submission, and the text still in the field."""
    response = ines.submit(answer)
    assert response.status_code == 422
    page = response.content.decode()
    assert 'role="alert"' in page
    assert "No try used" in text_of(page)
    assert not Submission.objects.exists()
    assert "3 tries" in text_of(ines.page())


def test_an_answer_of_ten_megabytes_gets_a_sentence(ines: Student) -> None:
    """It is refused before anything reads it."""
    response = ines.submit("9" * 10_000_000)
    assert response.status_code == 422
    assert "longer than 256 kB" in text_of(response.content.decode())
    assert not Submission.objects.exists()


def test_an_answer_with_two_readings_is_asked_about(place: World) -> None:
    """Choosing one submits it; nothing was counted before."""
    real = {**NUMERIC, "number": "real", "answer": "1.234", "misconceptions": []}
    quiz = quiz_of(place.course, exercise("real", real), slug="real")
    ines = Student(place.ines, quiz)
    ines.start()
    response = ines.submit("1,234")
    page = response.content.decode()
    assert response.status_code == 422
    assert page.count('name="reading"') == 2
    assert not Submission.objects.exists()
    readings = [0, 1]
    for reading in readings:
        ines.submit("1,234", reading=reading)
    assert sorted(s.score or 0 for s in Submission.objects.all()) == [0, 2000]


def test_a_form_sent_twice_makes_one_submission(ines: Student) -> None:
    """A double click and a refreshed POST carry the same key."""
    key = key_of(ines.page())
    for _ in range(3):
        assert ines.submit(WRONG, idempotency_key=key).status_code == 303
    assert Submission.objects.count() == 1


def test_back_and_another_answer_is_another_submission(ines: Student) -> None:
    """The page of the browser's history has the old key, and a new answer."""
    key = key_of(ines.page())
    ines.submit(WRONG, idempotency_key=key)
    ines.submit(RIGHT, idempotency_key=key)
    assert Submission.objects.count() == 2


def test_after_the_due_date_nothing_is_taken_and_the_page_says_so(ines: Student) -> None:
    """The server's clock decides."""
    Quiz.objects.update(due_at=clock.now() - datetime.timedelta(hours=1))
    response = ines.submit(RIGHT)
    assert response.status_code == 422
    assert "The due date has passed" in text_of(response.content.decode())
    assert not Submission.objects.exists()
    assert "The due date has passed" in text_of(ines.page())


def test_more_time_for_somebody_moves_the_due_date(ines: Student, place: World) -> None:
    """An accommodation stretches it for this person alone."""
    Quiz.objects.update(due_at=clock.now() - datetime.timedelta(minutes=10))
    place.course.enrolments.filter(user=place.ines).update(extra_minutes=30)
    assert ines.submit(RIGHT).status_code == 303


def test_minutes_run_out(ines: Student) -> None:
    """A quiz of an hour closes an hour after its start."""
    Quiz.objects.update(minutes=60)
    Attempt.objects.update(started_at=clock.now() - datetime.timedelta(minutes=62))
    assert "The time of this quiz is over" in text_of(ines.submit(RIGHT).content.decode())


def test_a_draft_is_kept_and_shown_again(ines: Student) -> None:
    """Reload, another device: the text is there."""
    response = ines.draft("17 3", 0)
    assert response.status_code == 200
    assert response.json()["revision"] == 1
    assert "17 3" in ines.page()
    assert 'data-revision="1"' in ines.page()


def test_two_tabs_do_not_overwrite_each_other(ines: Student) -> None:
    """The older tab is told, with the revision it has not seen."""
    ines.draft("first", 0)
    ines.draft("second", 1)
    response = ines.draft("old tab", 1)
    assert response.status_code == 409
    assert response.json()["revision"] == 2
    assert Draft.objects.get().answer == "second"
    assert ines.draft("old tab", 2).status_code == 200


def test_submitting_from_an_old_tab_leaves_the_newer_draft(ines: Student) -> None:
    """Both are kept: the submission, and what the other tab typed since."""
    ines.draft("1", 0)
    ines.draft("70000", 1)
    ines.submit(WRONG, revision=1)
    assert Submission.objects.get().answer == WRONG
    assert Draft.objects.get().answer == "70000"
    assert "70000" in ines.page()


def test_handing_in_and_taking_it_back(ines: Student) -> None:
    """Closed, then open again while the quiz is."""
    attempt = ines.attempt
    response = ines.client.post(reverse("quizzes:finish", args=[attempt.pk]), follow=True)
    assert "Handed in." in text_of(response.content.decode())
    assert ines.submit(RIGHT).status_code == 422
    ines.client.post(reverse("quizzes:reopen", args=[attempt.pk]))
    assert ines.submit(RIGHT).status_code == 303


def test_handing_in_shows_no_solution_that_could_be_used_after_taking_it_back(
    ines: Student,
) -> None:
    """The right answer waits for the tries, or for the date."""
    ines.submit(WRONG)
    ines.client.post(reverse("quizzes:finish", args=[ines.attempt.pk]))
    assert "The right answer, and how" not in text_of(ines.page())


def test_the_solution_comes_with_full_marks(ines: Student) -> None:
    """And not before."""
    assert "The right answer, and how" not in text_of(ines.page())
    ines.submit(RIGHT)
    assert "The right answer, and how" in text_of(ines.page())


def test_another_variant_in_practice_only(place: World, ines: Student) -> None:
    """Other numbers, the better one stays; a graded quiz has none."""
    graded = ines.client.post(reverse("quizzes:another", args=[ines.item().pk]))
    assert graded.status_code == 404
    practice = quiz_of(
        place.course, exercise("more", NUMERIC), slug="more", mode=Quiz.Mode.PRACTICE, tries=0
    )
    malik = Student(place.malik, practice)
    malik.start()
    malik.submit(RIGHT)
    first = malik.item()
    assert "Another variant" in malik.page()
    malik.client.post(reverse("quizzes:another", args=[first.pk]))
    malik.client.post(reverse("quizzes:another", args=[first.pk]))
    assert malik.item().round == 2
    assert malik.item().variant_id != first.variant_id
    malik.submit("1")
    assert malik.attempt.points == 2000


def test_the_rail_marks_what_was_done(place: World) -> None:
    """A ring, then a tick."""
    both = quiz_of(place.course, exercise("one", NUMERIC), exercise("two", CHOICE), slug="both")
    ines = Student(place.ines, both)
    ines.start()
    assert text_of(ines.page()).count("0 of 2 questions answered") == 1
    ines.submit(RIGHT)
    page = ines.page(2)
    assert "1 of 2 questions answered" in text_of(page)
    assert 'aria-label="right"' in page


def test_a_question_that_is_not_there_is_not_found(ines: Student) -> None:
    """An address made up by hand."""
    assert ines.submit(RIGHT, question="nothing").status_code == 404


def test_the_points_of_the_exercise_come_with_the_verdict() -> None:
    """Also while the event that books them is still on its way."""
    place = world(exercise("two", NUMERIC, CHOICE))
    ines = Student(place.ines, place.quiz)
    ines.start()
    item = ines.item()
    address = reverse("quizzes:submit", args=[item.pk, "count"])
    # nothing commits in a test's own transaction: no event is handled
    response = ines.client.post(address, {"answer": "69200"}, headers={"X-Piece": "1"})
    piece = response.content.decode()
    assert 'id="item-score"' in piece
    assert "2 of 3" in text_of(piece[piece.index('id="item-score"') :])


PAIRS: dict[str, object] = {
    "id": "pairs",
    "kind": "matching",
    "points": 2000,
    "left": [
        {"id": "f", "text": {"*": "f"}, "match": "erase"},
        {"id": "i", "text": {"*": "i"}, "match": "write"},
    ],
    "right": [{"id": "erase", "text": {"*": "erases"}}, {"id": "write", "text": {"*": "writes"}}],
}


def test_an_answer_with_gaps_is_asked_about_before_a_try_is_used() -> None:
    """One word, one more button; sent all the same it counts. Where tries are free, no word."""
    place = world(exercise("cell", PAIRS))
    ines = Student(place.ines, place.quiz)
    ines.start()
    response = ines.submit({"f": "erase", "i": ""}, "pairs")
    assert response.status_code == 422
    assert "1 of 2 fields is empty. Submit all the same?" in text_of(response.content.decode())
    assert not Submission.objects.exists()
    assert ines.submit({"f": "erase", "i": ""}, "pairs", incomplete="on").status_code == 303
    assert ines.attempt.points == 1000
    Quiz.objects.update(tries=0)
    assert ines.submit({"f": "write"}, "pairs").status_code == 303
