"""Signing in and out."""

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from accounts.services import create_user
from tests.people import PASSWORD, browser

SIGN_IN = "/sign-in/"


def sign_in(client: Client, name: str, password: str = PASSWORD, **more: str) -> int:
    return client.post(SIGN_IN, {"username": name, "password": password, **more}).status_code


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("name", ["ines", "INES", " ines ", "ines@example.org", "Ines@Example.ORG"])
def test_by_user_name_or_address_in_any_case(ines: User, name: str) -> None:
    client = Client()
    assert sign_in(client, name) == 302
    assert client.session["_auth_user_id"] == str(ines.pk)


@pytest.mark.parametrize(
    ("name", "password"),
    [("ines", "wrong"), ("nobody", PASSWORD), ("", PASSWORD), ("ines", ""), ("ine%", PASSWORD)],
)
def test_a_wrong_name_or_password_is_refused_alike(ines: User, name: str, password: str) -> None:
    client = Client()
    assert sign_in(client, name, password) == 200
    assert not signed_in(client)


def test_an_unknown_name_and_a_wrong_password_read_the_same(ines: User) -> None:
    unknown = Client().post(SIGN_IN, {"username": "nobody", "password": "x"})
    wrong = Client().post(SIGN_IN, {"username": "ines", "password": "x"})
    said = "No account has this name and this password."
    assert said in unknown.content.decode()
    assert said in wrong.content.decode()


def test_a_closed_account_stays_out(ines: User) -> None:
    ines.is_active = False
    ines.save()
    client = Client()
    assert sign_in(client, "ines") == 200
    assert not signed_in(client)


def test_somebody_without_a_password_cannot_guess_one(db: None) -> None:
    create_user(name="Guest", username="guest")
    client = Client()
    for password in ("", "!", "None"):
        sign_in(client, "guest", password)
        assert not signed_in(client)


def test_two_names_that_differ_by_case_alone_are_told_apart(db: None) -> None:
    User.objects.create_user("One", username="Sam", password=PASSWORD)
    User.objects.create_user("Two", username="SAM", password="another-password-9")
    client = Client()
    # folded by the form, the name fits both: nobody is let in on a guess
    assert sign_in(client, "sAm") == 200
    assert not signed_in(client)


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "http:evil.example",
        "javascript:alert(1)",
        "\thttps://evil.example",
    ],
)
def test_next_never_leads_to_another_site(ines: User, target: str) -> None:
    answer = Client().post(SIGN_IN, {"username": "ines", "password": PASSWORD, "next": target})
    assert answer.headers["Location"] == "/"


def test_next_leads_back_to_the_page_that_was_wanted(ines: User) -> None:
    answer = Client().post(
        SIGN_IN, {"username": "ines", "password": PASSWORD, "next": "/account/tokens/"}
    )
    assert answer.headers["Location"] == "/account/tokens/"


def test_signing_in_goes_on_in_ones_own_language(ines: User) -> None:
    User.objects.filter(pk=ines.pk).update(language="fr")
    client = Client()
    sign_in(client, "ines")
    assert "Compte" in client.get("/account/").content.decode()


def test_signing_out_takes_a_post(ines: User) -> None:
    client = browser(ines)
    assert client.get("/sign-out/").status_code == 405
    assert signed_in(client)
    assert client.post("/sign-out/").status_code == 302
    assert not signed_in(client)


def test_signing_in_needs_the_token_of_the_form(ines: User) -> None:
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client, "ines") == 403


def test_the_session_changes_its_key_at_sign_in(ines: User) -> None:
    client = Client()
    client.get(SIGN_IN)
    client.session["seen"] = 1
    before = client.session.session_key
    sign_in(client, "ines")
    assert client.session.session_key != before


class TestBruteForce:
    @pytest.fixture(autouse=True)
    def _locks(self, settings: Settings) -> None:
        settings.AXES_ENABLED = True
        settings.AXES_FAILURE_LIMIT = 3

    def test_too_many_tries_lock_the_name_even_with_the_right_password(self, ines: User) -> None:
        client = Client()
        for name in ("ines", "INES", " Ines"):
            sign_in(client, name, "wrong")
        answer = client.post(SIGN_IN, {"username": "ines", "password": PASSWORD})
        assert answer.status_code == 429
        assert "Too many tries" in answer.content.decode()
        assert not signed_in(client)

    def test_others_may_still_sign_in(self, ines: User, malik: User) -> None:
        client = Client()
        for _ in range(4):
            sign_in(client, "ines", "wrong")
        assert sign_in(Client(), "malik") == 302
