"""Forgotten, set and changed passwords."""

import re

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from accounts.services import create_user
from accounts.tasks import send_invitation, send_reset
from tests.people import PASSWORD, browser

NEW = "a-quite-new-gradient-7"


def ask(callbacks: DjangoCaptureOnCommitCallbacks, email: str) -> tuple[int, str]:
    with callbacks(execute=True):
        answer = Client().post("/password/forgotten/", {"email": email})
    return answer.status_code, answer.headers["Location"]


def path_in(letter: str) -> str:
    found = re.search(r"http://localhost:8000(/password/set/\S+)", letter)
    assert found
    return found[1]


def set_password(path: str, password: str = NEW) -> Client:
    client = Client()
    answer = client.get(path, follow=True)
    form = answer.redirect_chain[-1][0]
    client.post(form, {"new_password1": password, "new_password2": password})
    return client


@pytest.fixture
def letter(ines: User) -> str:
    send_reset(ines.pk)
    return str(mail.outbox[0].body)


@pytest.mark.usefixtures("at_once")
def test_known_and_unknown_addresses_get_the_same_answer(
    ines: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    known = ask(django_capture_on_commit_callbacks, "INES@example.org")
    unknown = ask(django_capture_on_commit_callbacks, "nobody@example.org")
    assert known == unknown == (302, "/password/forgotten/sent/")
    assert [letter.to for letter in mail.outbox] == [["ines@example.org"]]


@pytest.mark.usefixtures("at_once")
def test_a_closed_account_gets_no_letter(
    ines: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    User.objects.filter(pk=ines.pk).update(is_active=False)
    ask(django_capture_on_commit_callbacks, "ines@example.org")
    assert mail.outbox == []


def test_the_link_sets_the_password_and_signs_in(ines: User, letter: str) -> None:
    client = set_password(path_in(letter))
    assert client.session["_auth_user_id"] == str(ines.pk)
    ines.refresh_from_db()
    assert ines.check_password(NEW)


def test_the_link_works_once(ines: User, letter: str) -> None:
    set_password(path_in(letter))
    again = Client().get(path_in(letter))
    assert "This link no longer works" in again.content.decode()


def test_a_link_with_another_persons_number_does_not_work(
    ines: User, malik: User, letter: str
) -> None:
    send_reset(malik.pk)
    mine, his = path_in(letter), path_in(str(mail.outbox[1].body))
    mixed = his.rsplit("/", 2)[0] + "/" + mine.rsplit("/", 2)[1] + "/"
    assert "This link no longer works" in Client().get(mixed).content.decode()


def test_links_name_the_site_and_not_the_host_of_the_request(letter: str) -> None:
    assert letter.count("http://localhost:8000/") == 1


def test_a_weak_password_is_refused(ines: User, letter: str) -> None:
    set_password(path_in(letter), "password")
    ines.refresh_from_db()
    assert ines.check_password(PASSWORD)


def test_an_invited_person_comes_to_the_place_they_were_invited_to(db: None) -> None:
    guest = create_user(name="New Student", email="new@example.org")
    send_invitation(guest.pk, "Recurrent networks", "/join/abc/")
    client = Client()
    form = client.get(path_in(str(mail.outbox[0].body)), follow=True).redirect_chain[-1][0]
    answer = client.post(form, {"new_password1": NEW, "new_password2": NEW})
    assert answer.headers["Location"] == "/join/abc/"
    assert client.session["_auth_user_id"] == str(guest.pk)


def test_a_link_that_was_tampered_with_leads_home(ines: User, letter: str) -> None:
    client = Client()
    path = path_in(letter) + "?next=https://evil.example/"
    form = client.get(path, follow=True).redirect_chain[-1][0]
    answer = client.post(form, {"new_password1": NEW, "new_password2": NEW})
    assert answer.headers["Location"] == "/"


def test_letters_are_in_the_readers_language(ines: User) -> None:
    User.objects.filter(pk=ines.pk).update(language="fr")
    send_reset(ines.pk)
    assert mail.outbox[0].subject == "Gradus\u00a0: choisir un nouveau mot de passe"


def test_changing_needs_the_old_one(ines: User) -> None:
    client = browser(ines)
    words = {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}
    assert client.post("/account/password/", words).status_code == 200
    assert client.post("/account/password/", {**words, "old_password": PASSWORD}).status_code == 302
    ines.refresh_from_db()
    assert ines.check_password(NEW)
