"""The course's link."""

import re

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from courses.access import role_of
from courses.models import Course, Enrolment, Role
from courses.services import leave, renew_join_code, set_join_open
from tests.people import browser

LETTER = {"name": "New Student", "email": "new@example.org"}


def link(course: Course) -> str:
    course.refresh_from_db()
    return f"/join/{course.join_code}/"


def test_a_visitor_with_an_account_confirms_and_is_in(course: Course, charlie: User) -> None:
    client = browser(charlie)
    assert "Recurrent networks" in client.get(link(course)).content.decode()
    assert role_of(charlie, course) is None
    assert client.post(link(course)).status_code == 302
    assert role_of(charlie, course) == Role.STUDENT


def test_a_closed_link_says_so(course: Course, charlie: User, teacher: User) -> None:
    set_join_open(course=course, open_=False, by=teacher)
    for answer in (browser(charlie).get(link(course)), browser(charlie).post(link(course))):
        assert answer.status_code == 403
        assert "This link is closed" in answer.content.decode()
    assert role_of(charlie, course) is None


def test_a_renewed_link_leaves_the_old_one_dead(
    course: Course, charlie: User, teacher: User
) -> None:
    old = link(course)
    renew_join_code(course=course, by=teacher)
    assert browser(charlie).get(old).status_code == 404
    assert browser(charlie).get(link(course)).status_code == 200


def test_the_link_does_not_undo_what_a_teacher_did(
    course: Course, teacher: User, malik: User
) -> None:
    leave(place=Enrolment.objects.get(user=malik), by=teacher)
    assert browser(malik).post(link(course)).status_code == 403
    assert role_of(malik, course) is None


def test_whoever_is_in_keeps_their_role(course: Course, teacher: User) -> None:
    assert browser(teacher).post(link(course)).status_code == 302
    assert role_of(teacher, course) == Role.TEACHER


def test_a_visitor_may_sign_in_and_come_back(course: Course) -> None:
    page = browser().get(link(course)).content.decode()
    assert f"/sign-in/?next={link(course)}" in page


@pytest.mark.usefixtures("at_once")
def test_without_an_account_one_comes_by_a_letter(
    course: Course, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        browser().post(link(course), LETTER)
    user = User.objects.get(email="new@example.org")
    assert role_of(user, course) is None
    found = re.search(r"http://localhost:8000(/\S+)", str(mail.outbox[0].body))
    assert found
    client = Client()
    form = client.get(found[1], follow=True).redirect_chain[-1][0]
    word = "a-quite-new-gradient-7"
    answer = client.post(form, {"new_password1": word, "new_password2": word})
    assert answer.headers["Location"] == link(course)
    client.post(link(course))
    assert role_of(user, course) == Role.STUDENT


@pytest.mark.usefixtures("at_once")
def test_the_answer_does_not_tell_who_has_an_account(
    course: Course,
    charlie: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    pages = []
    for email in ("charlie@example.org", "new@example.org"):
        with django_capture_on_commit_callbacks(execute=True):
            page = browser().post(link(course), {**LETTER, "email": email})
        pages.append(re.sub(r'(nonce|csrf|value|token)\S*="[^"]*"', "", page.content.decode()))
    assert pages[0] == pages[1]
    known, new = (str(letter.body) for letter in mail.outbox)
    assert "/password/set/" not in known
    assert "/password/set/" in new


@pytest.mark.usefixtures("at_once")
def test_letters_to_one_address_are_few(course: Course) -> None:
    answers = [browser().post(link(course), LETTER).status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]


@pytest.mark.parametrize("code", ["nothing", "a" * 300, "%00"])
@pytest.mark.django_db
def test_a_code_nobody_gave_is_404(code: str) -> None:
    assert browser().get(f"/join/{code}/").status_code == 404
