"""Waiting for a verdict: the stream, the fragment, and what takes its place."""

import json

import pytest
from asgiref.sync import async_to_sync
from django.urls import reverse

from exercises import live
from exercises.models import Grading, Submission
from exercises.services import grading as recording
from exercises.services import leases
from graders.contracts import Message, Part, Verdict
from tests.quizzes.factories import CODE, World, exercise, world
from tests.quizzes.pages import Student, text_of

pytestmark = pytest.mark.django_db
SOURCE = "def jacobian(A, v):\n    return A\n"


@pytest.fixture(autouse=True)
def no_wire(settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing listens there: the pages must do without; and polls do not wait."""
    settings.REDIS_URL = "redis://127.0.0.1:1/0"  # type: ignore[attr-defined]
    monkeypatch.setattr(live, "LONGEST", 1.5)


@pytest.fixture
def place() -> World:
    """A quiz of one code question."""
    return world(exercise("jac", CODE, statement={"en": "Write it.\n\n[[?jacobian]]"}))


@pytest.fixture
def ines(place: World) -> Student:
    """Inès, who has submitted code."""
    student = Student(place.ines, place.quiz)
    student.start()
    assert student.submit(SOURCE, question="jacobian").status_code == 303
    return student


def verdict(*, failed: bool = True, **fields: object) -> None:
    """What a grader answers to the queued grading."""
    run = Grading.objects.get()
    assert leases.claim(run)
    points = 0 if failed else 4000
    part = Part(
        key="one-layer",
        outcome="failed" if failed else "passed",
        points=points,
        max=4000,
        title={"en": "One layer", "fr": "Une couche"},
        messages=(Message("author.text", {"text": {"en": "Transposed."}}),) if failed else (),
    )
    given = {"state": "graded", "points": points, "max": 4000, "parts": (part,), **fields}
    recording.accept(Verdict(grading=str(run.pk), token=run.token, **given))  # type: ignore[arg-type]


def stream(run: Grading, language: str = "en") -> list[str]:
    """Everything the stream says."""

    async def listen() -> list[str]:
        return [text async for text in live.stream(str(run.pk), language)]

    return async_to_sync(listen)()


def fragment(ines: Student) -> str:
    """What the page asks for."""
    address = reverse("quizzes:fragment", args=[Submission.objects.get().pk])
    response = ines.client.get(address)
    assert response.status_code == 200
    return response.content.decode().strip()


def test_code_waits_and_the_page_says_where_to_listen(ines: Student) -> None:
    """The editor stays, under it a block with both addresses."""
    run, page = Grading.objects.get(), ines.page()
    assert reverse("quizzes:events", args=[run.pk]) in page
    assert reverse("quizzes:fragment", args=[run.submission_id]) in page
    assert 'name="answer"' in page
    assert page.count("data-grading") == 1


def test_the_fragment_is_one_element_that_waits_and_then_does_not(ines: Student) -> None:
    """It carries data-grading until the verdict is there."""
    waiting = fragment(ines)
    assert waiting.startswith("<div")
    assert "data-grading" in waiting
    verdict()
    done = fragment(ines)
    assert "data-grading" not in done
    assert "data-verdict" in done
    assert "Transposed." in text_of(done)
    for place in ("#stop-1", "#m-jacobian"):
        assert f'data-swap="{place}"' in done


def test_the_stream_of_a_finished_grading_ends_at_once(ines: Student) -> None:
    """Status, then verdict."""
    verdict()
    said = stream(Grading.objects.get())
    assert said[-1] == 'event: verdict\ndata: {"state": "graded"}\n\n'
    assert len(said) == 2


def test_without_a_wire_the_stream_asks_the_database(ines: Student) -> None:
    """Pings keep the line open; it ends by itself."""
    said = stream(Grading.objects.get())
    assert live.PING in said
    assert said[-1].startswith("event: verdict")


def test_titles_are_told_in_the_readers_language() -> None:
    """The wire carries texts by language."""
    expected = [{"key": "a", "title": {"fr": "Une couche", "en": "One layer"}}]
    assert live.told(expected, "fr") == [{"key": "a", "title": "Une couche"}]
    assert live.told({"key": "a", "title": {"*": "x"}, "points": 1}, "en")["title"] == "x"
    assert live.told(expected, "") == expected


def test_the_events_of_a_page_are_a_stream(ines: Student) -> None:
    """With the headers that keep proxies from holding it back."""
    verdict()
    response = ines.client.get(reverse("quizzes:events", args=[Grading.objects.get().pk]))
    assert response.status_code == 200
    assert response["Content-Type"] == "text/event-stream"
    assert response["Cache-Control"] == "no-store"
    assert response["X-Accel-Buffering"] == "no"


def test_our_failure_says_so_and_costs_nothing(ines: Student) -> None:
    """No points, no zero, no try, and the work is kept."""
    verdict(state="failed", fault="suite-error", parts=(), points=0)
    page = text_of(ines.page())
    assert "This is not your fault." in page
    assert "no try used" in page
    assert "3 tries left" in page
    assert SOURCE.splitlines()[0] in page
    assert "0 of 4" not in page


def test_code_that_does_not_load_costs_no_try(ines: Student) -> None:
    """Not runnable: a sentence, no points shown."""
    verdict(answered="not-runnable", counts=False, parts=(), messages=(
        Message("author.text", {"text": {"en": "No function `jacobian`."}}),
    ))  # fmt: skip
    page = text_of(ines.page())
    assert "No function jacobian ." in page
    assert "3 tries left" in page
    assert "0 of 4" not in page


def test_a_second_answer_waits_for_the_first(ines: Student) -> None:
    """One grading at a time and question, whatever the number of tabs."""
    response = ines.submit("def jacobian(A, v): return v", question="jacobian")
    assert response.status_code == 422
    assert "still being graded" in text_of(response.content.decode())
    assert Submission.objects.count() == 1


def test_a_fault_of_the_suite_is_told_to_staff_with_its_lines(ines: Student, place: World) -> None:
    trace = 'Traceback (most recent call last):\n  File "suite.py", line 6, in one\nKeyError: 1\n'
    verdict(staff=(Message("sandbox.note", {"part": "suite-error", "text": trace}),))
    address = reverse("quizzes:submission", args=[Submission.objects.get().pk])
    shown = Student(place.claire, place.quiz).client.get(address).content.decode()
    assert "code/jacobian/suite.py:6" in shown
    assert "in one\nKeyError: 1\n" in shown
    assert "KeyError" not in ines.client.get(address).content.decode()


def test_the_permanent_page_shows_staff_what_is_theirs(ines: Student, place: World) -> None:
    """Output and staff messages; the student sees the verdict and her code."""
    verdict(output="printed", staff=(Message("author.text", {"text": {"en": "Staff only."}}),))
    address = reverse("quizzes:submission", args=[Submission.objects.get().pk])
    student = text_of(ines.client.get(address).content.decode())
    assert "Transposed." in student
    assert "Staff only." not in student
    teacher = text_of(Student(place.claire, place.quiz).client.get(address).content.decode())
    assert "Staff only." in teacher
    assert "printed" in teacher
    assert "Inès Caradec" in teacher


def test_a_page_with_many_answers_shows_each_of_them(ines: Student) -> None:
    """The history links to every submission."""
    verdict()
    ines.submit("def jacobian(A, v): return v", question="jacobian")
    page = ines.page()
    for submission in Submission.objects.all():
        assert reverse("quizzes:submission", args=[submission.pk]) in page


def test_the_wire_format_is_json(ines: Student) -> None:
    """Each event has a name and one line of data."""
    verdict()
    for text in stream(Grading.objects.get()):
        head, data = text.strip().split("\n")
        assert head.startswith("event: ")
        assert json.loads(data.removeprefix("data: "))
