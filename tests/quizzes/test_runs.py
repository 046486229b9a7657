"""A free run: the visible tests alone, no try, no points, and nothing that counts sees it."""

import pytest
from django.test import TestCase
from django.urls import reverse

from core.errors import Conflict, TooMany
from exercises.models import Grading, Submission
from exercises.services import grading, leases
from exercises.services.grading import request_for
from exercises.services.uses import latest_answers
from graders.contracts import Message, Part, Verdict
from quizzes.models import ItemSubmission, Quiz
from quizzes.services import trying
from quizzes.services.answering import submit_once
from tests.people import browser
from tests.quizzes.factories import CODE, NUMERIC, World, exercise, world
from tests.quizzes.pages import Student, text_of

pytestmark = pytest.mark.django_db(transaction=True)
SOURCE = "def jacobian(A, v):\n    return A\n"


@pytest.fixture
def place() -> World:
    """A quiz with a code question and a number."""
    return world(exercise("jac", CODE), exercise("lstm", NUMERIC))


@pytest.fixture
def ines(place: World) -> Student:
    """Inès, who has started."""
    student = Student(place.ines, place.quiz)
    student.start()
    return student


def run(student: Student, source: str = SOURCE, **headers: str) -> object:
    """Press Run."""
    address = reverse("quizzes:run", args=[student.item().pk, "jacobian"])
    with TestCase.captureOnCommitCallbacks(execute=True):
        return student.client.post(address, {"answer": source}, headers=headers)


def judged(run_: Submission) -> None:
    """Its verdict comes: one test of two passed."""
    found = run_.current_grading
    assert found is not None
    leases.claim_one(found)
    parts = (
        Part(key="shape", outcome="passed", points=0, max=0, title={"*": "The shape"}),
        Part(key="value", outcome="failed", points=0, max=0, title={"*": "The value"},
             messages=(Message("sdk.not-true"),)),
    )  # fmt: skip
    verdict = Verdict(grading=str(found.pk), token=found.token, state="graded", parts=parts)
    assert grading.accept(verdict)


def test_a_run_asks_for_the_visible_tests_alone(ines: Student) -> None:
    """And an answer that is submitted for all of them."""
    run(ines)
    ines.submit(SOURCE, "jacobian")
    runs, counted = Submission.objects.order_by("created_at")
    assert request_for(runs.current_grading).visible_only  # type: ignore[arg-type]
    assert not request_for(counted.current_grading).visible_only  # type: ignore[arg-type]


def test_a_run_uses_no_try_and_gives_no_points(ines: Student) -> None:
    """Its verdict stands under the editor, says that it is free, and counts nowhere."""
    run(ines)
    judged(Submission.objects.get())
    page = text_of(ines.page())
    assert "Free run" in page
    assert "1 of 2 passed" in page
    assert "No try, no points" in page
    assert "3 tries left" in page
    assert not ItemSubmission.objects.exists()
    made = Submission.objects.get()
    assert (made.counts, made.score) == (False, None)
    assert ines.attempt.points == 0
    assert "0 of 2 questions answered" in text_of(ines.page(2))


def test_a_run_is_shown_until_an_answer_is_submitted(ines: Student) -> None:
    """What it said is older news then."""
    run(ines)
    judged(Submission.objects.get())
    ines.submit(SOURCE, "jacobian")
    assert "Free run" not in text_of(ines.page())


def test_a_run_that_is_sent_by_script_comes_back_as_a_piece(ines: Student) -> None:
    """Its progress, with the addresses to ask; then its result."""
    response = run(ines, **{"X-Piece": "1"})
    html = response.content.decode()  # type: ignore[attr-defined]
    made = Submission.objects.get()
    fragment = reverse("quizzes:run-fragment", args=[made.pk])
    assert 'id="run-jacobian" data-grading' in html
    assert fragment in html
    judged(made)
    html = ines.client.get(fragment).content.decode()
    assert "data-grading" not in html
    assert "The value" in html


def test_somebody_elses_run_is_not_found(place: World, ines: Student) -> None:
    """Neither by another student nor by a stranger; nor can they run anything there."""
    run(ines)
    fragment = reverse("quizzes:run-fragment", args=[Submission.objects.get().pk])
    address = reverse("quizzes:run", args=[ines.item().pk, "jacobian"])
    for user in (place.malik, place.charlie):
        assert browser(user).get(fragment).status_code == 404
        assert browser(user).post(address, {"answer": SOURCE}).status_code == 404
    assert Submission.objects.count() == 1


def test_pressed_twice_it_is_one_run(ines: Student) -> None:
    """Other code has to wait for the first one."""
    item = ines.item()
    for _ in range(2):
        trying.run(item=item, question="jacobian", raw=SOURCE, user=ines.user)
    assert Submission.objects.count() == 1
    with pytest.raises(Conflict):
        trying.run(item=item, question="jacobian", raw="x = 1", user=ines.user)


def test_twenty_runs_an_hour_and_submitting_is_still_possible(ines: Student) -> None:
    """Free is not without end; an answer is never refused for having run much."""
    item = ines.item()
    for _ in range(20):
        judged(trying.run(item=item, question="jacobian", raw=SOURCE, user=ines.user))
    with pytest.raises(TooMany):
        trying.run(item=item, question="jacobian", raw=SOURCE, user=ines.user)
    assert "Twenty free runs" in text_of(run(ines).content.decode())  # type: ignore[attr-defined]
    made = submit_once(item=item, question="jacobian", raw=SOURCE, user=ines.user, key="k")
    assert made.counts


def test_a_closed_quiz_runs_nothing_and_a_number_cannot_be_run(ines: Student) -> None:
    """The rules of submitting hold."""
    address = reverse("quizzes:run", args=[ines.item(2).pk, "count"])
    response = ines.client.post(address, {"answer": "12"})
    assert "Only code can be run" in text_of(response.content.decode())
    Quiz.objects.update(opens_at="2100-01-01T00:00Z")
    assert "not open yet" in text_of(run(ines).content.decode())  # type: ignore[attr-defined]
    assert not Submission.objects.exists()


def test_what_cannot_be_read_is_said_beside_the_form(ines: Student) -> None:
    """No run, no queue."""
    response = run(ines, "  ", **{"X-Piece": "1"})
    assert response.status_code == 422  # type: ignore[attr-defined]
    assert "Nothing to run" in text_of(response.content.decode())  # type: ignore[attr-defined]
    assert not Grading.objects.exists()


def test_other_questions_never_read_what_was_only_run(ines: Student) -> None:
    """They use submitted answers."""
    made = trying.run(item=ines.item(), question="jacobian", raw=SOURCE, user=ines.user)
    made.variant.questions["jacobian"]["uses"] = ["jacobian"]
    assert latest_answers(made) == {}
