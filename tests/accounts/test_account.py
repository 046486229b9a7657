"""The account page, the language, tokens of a person."""

import datetime as dt

import pytest
from django.test import Client

from accounts.models import PersonalToken, User
from accounts.services import create_personal_token, revoke_personal_token
from core import clock
from core.errors import Invalid
from core.tokens import digest
from tests.people import bearing, browser, program

ME = "/api/v1/me/"
FORM = {"name": "notebook", "scopes": ["read", "submit"], "days": "30"}


@pytest.mark.parametrize("page", ["/account/", "/account/password/", "/account/tokens/"])
@pytest.mark.django_db
def test_strangers_to_the_site_are_sent_to_the_door(page: str) -> None:
    answer = Client().get(page)
    assert answer.headers["Location"] == f"/sign-in/?next={page}"


def test_name_and_language_are_kept(ines: User) -> None:
    client = browser(ines)
    client.post("/account/", {"name": " Inès\u00a0 Caradec-Morel ", "language": "fr"})
    ines.refresh_from_db()
    assert (ines.name, ines.language) == ("Inès Caradec-Morel", "fr")
    assert "Compte" in client.get("/account/").content.decode()


def test_nothing_but_name_and_language_can_be_sent(ines: User) -> None:
    browser(ines).post("/account/", {"name": "Inès", "is_staff": "1", "email": "x@example.org"})
    ines.refresh_from_db()
    assert (ines.is_staff, ines.email) == (False, "ines@example.org")


def test_the_language_switch_is_kept_for_other_devices(ines: User) -> None:
    browser(ines).post("/i18n/setlang/", {"language": "fr", "next": "/account/"})
    ines.refresh_from_db()
    assert ines.language == "fr"


@pytest.mark.parametrize("language", ["xx", "", "fr'; --"])
def test_an_unknown_language_is_not_kept(ines: User, language: str) -> None:
    browser(ines).post("/i18n/setlang/", {"language": language})
    ines.refresh_from_db()
    assert ines.language == ""


def test_a_token_is_shown_once_and_kept_as_a_digest(ines: User) -> None:
    client = browser(ines)
    page = client.post("/account/tokens/", FORM)
    secret = page.context["secret"]
    assert secret in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    token = PersonalToken.objects.get(user=ines)
    assert token.digest == digest(secret)
    assert secret not in str(token.__dict__)
    assert secret not in client.get("/account/tokens/").content.decode()
    assert bearing(secret).get(ME).json()["person"]["username"] == "ines"


def test_a_revoked_token_is_refused(ines: User) -> None:
    client = program(ines)
    token = PersonalToken.objects.get()
    browser(ines).post(f"/account/tokens/{token.pk}/revoke/")
    answer = client.get(ME)
    assert (answer.status_code, answer.json()["code"]) == (401, "authentication-failed")


def test_nobody_revokes_the_token_of_another(ines: User, malik: User) -> None:
    client = program(ines)
    token = PersonalToken.objects.get()
    assert browser(malik).post(f"/account/tokens/{token.pk}/revoke/").status_code == 404
    assert client.get(ME).status_code == 200


def test_an_expired_token_is_refused(ines: User) -> None:
    client = program(ines)
    PersonalToken.objects.update(expires_at=clock.now() - dt.timedelta(seconds=1))
    assert client.get(ME).status_code == 401


def test_the_token_of_a_closed_account_is_refused(ines: User) -> None:
    client = program(ines)
    User.objects.filter(pk=ines.pk).update(is_active=False)
    assert client.get(ME).status_code == 401


@pytest.mark.parametrize("scopes", [[], ["admin"], ["read", "root"]])
def test_unknown_scopes_are_refused(ines: User, scopes: list[str]) -> None:
    with pytest.raises(Invalid):
        create_personal_token(user=ines, name="x", scopes=scopes)
    browser(ines).post("/account/tokens/", {**FORM, "scopes": scopes})
    assert not PersonalToken.objects.exists()


def test_a_token_is_noted_as_used_at_most_once_a_minute(ines: User) -> None:
    client = program(ines)
    client.get(ME)
    first = PersonalToken.objects.get().last_used_at
    client.get(ME)
    assert first is not None
    assert PersonalToken.objects.get().last_used_at == first


def test_revoking_twice_keeps_the_first_moment(ines: User) -> None:
    token, _ = create_personal_token(user=ines, name="x", scopes=["read"])
    revoke_personal_token(token=token)
    first = PersonalToken.objects.get().revoked_at
    revoke_personal_token(token=token)
    assert PersonalToken.objects.get().revoked_at == first
