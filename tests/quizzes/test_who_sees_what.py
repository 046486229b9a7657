"""Charlie is refused everywhere; Malik does not see Inès's work; Claire sees it all."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from exercises.models import Submission
from tests.people import browser
from tests.quizzes.factories import World, world
from tests.quizzes.pages import Student, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> World:
    """Inès has submitted a wrong answer."""
    made = world()
    ines = Student(made.ines, made.quiz)
    ines.start()
    ines.submit("51900")
    return made


def addresses(place: World) -> dict[str, str]:
    """Every page that hangs on the course or on Inès's work."""
    ines = Student(place.ines, place.quiz)
    submission = Submission.objects.get()
    args: dict[str, tuple[object, ...]] = {
        "course": (place.course.public_id,),
        "quiz": (place.quiz.public_id,),
        "attempt": (ines.attempt.pk,),
        "item": (ines.attempt.pk, 1),
        "submission": (submission.pk,),
        "fragment": (submission.pk,),
        "events": (submission.current_grading_id,),
    }
    return {name: reverse(f"quizzes:{name}", args=value) for name, value in args.items()}


def posts(place: World) -> dict[str, str]:
    """Everything that changes Inès's work."""
    ines = Student(place.ines, place.quiz)
    return {
        "start": reverse("quizzes:start", args=[place.quiz.public_id]),
        "submit": reverse("quizzes:submit", args=[ines.item().pk, "count"]),
        "draft": reverse("quizzes:draft", args=[ines.item().pk, "count"]),
        "another": reverse("quizzes:another", args=[ines.item().pk]),
        "finish": reverse("quizzes:finish", args=[ines.attempt.pk]),
        "reopen": reverse("quizzes:reopen", args=[ines.attempt.pk]),
    }


def test_the_stranger_finds_nothing(place: World) -> None:
    """404, as if it did not exist."""
    charlie = browser(place.charlie)
    assert {n: charlie.get(a).status_code for n, a in addresses(place).items()} == dict.fromkeys(
        addresses(place), 404
    )
    assert {n: charlie.post(a).status_code for n, a in posts(place).items()} == dict.fromkeys(
        posts(place), 404
    )


def test_a_visitor_is_sent_to_sign_in(place: World) -> None:
    """And comes back to the page."""
    visitor = Client()
    for name, address in addresses(place).items():
        response = visitor.get(address)
        if name == "events":
            assert response.status_code == 404
        else:
            assert response.status_code == 302
            assert "next=" in response["Location"]


def test_another_student_sees_the_quiz_and_not_the_work(place: World) -> None:
    """Malik."""
    malik = browser(place.malik)
    found = {name: malik.get(address).status_code for name, address in addresses(place).items()}
    assert found.pop("course") == found.pop("quiz") == 200
    assert set(found.values()) == {404}
    changed = posts(place)
    del changed["start"]
    assert {malik.post(address).status_code for address in changed.values()} == {404}


def test_a_teacher_sees_the_work_and_cannot_answer_for_her(place: World) -> None:
    """Read-only, and without a form."""
    claire = browser(place.claire)
    found = addresses(place)
    del found["events"]
    assert {claire.get(address).status_code for address in found.values()} == {200}
    page = claire.get(found["item"]).content.decode()
    assert "These are the pages of Inès Caradec" in text_of(page)
    assert 'name="answer"' not in page
    assert claire.post(posts(place)["submit"], {"answer": "1"}).status_code == 404


def test_who_left_the_course_is_a_stranger(place: World) -> None:
    """Her work stays, she does not see it."""
    place.course.enrolments.filter(user=place.ines).update(left_at="2026-01-01T00:00Z")
    ines = browser(place.ines)
    found = addresses(place)
    assert {ines.get(address).status_code for address in found.values()} == {404}


def test_a_hidden_quiz_is_for_staff(place: World) -> None:
    """Not published: students do not find it."""
    place.quiz.published = False
    place.quiz.save()
    address = reverse("quizzes:quiz", args=[place.quiz.public_id])
    assert browser(place.malik).get(address).status_code == 404
    assert browser(place.claire).get(address).status_code == 200


def test_figures_are_for_who_is_signed_in(place: World) -> None:
    """Only SVG below figures/, with a policy that lets it do nothing."""
    hash_ = Submission.objects.get().variant.version.bundle_id
    address = reverse("exercises:figure", args=[hash_, "figures/cell.svg"])
    assert Client().get(address).status_code == 302
    response = browser(place.charlie).get(address)
    assert response["Content-Type"] == "image/svg+xml"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    for path in ("exercise.json", "figures/none.svg", "figures/../exercise.json"):
        other = reverse("exercises:figure", args=[hash_, path])
        assert browser(place.charlie).get(other).status_code == 404


def test_made_up_addresses_are_not_found(place: World) -> None:
    """Random identifiers."""
    ines = browser(place.ines)
    for name in ("quiz", "attempt", "submission", "fragment"):
        assert ines.get(reverse(f"quizzes:{name}", args=[uuid.uuid4()])).status_code == 404
    assert ines.get(addresses(place)["item"].replace("/1/", "/9/")).status_code == 404
