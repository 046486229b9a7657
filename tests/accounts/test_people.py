"""Making people and meeting them again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Identity, User
from accounts.services import clean_name, create_user, provision_identity
from core.errors import Conflict, Invalid

ISSUER = "https://moodle.example.org"


@given(st.text(max_size=400))
def test_a_name_is_one_line_of_printable_text(name: str) -> None:
    cleaned = clean_name(name)
    assert cleaned == cleaned.strip()
    assert len(cleaned) <= 150
    assert not set(cleaned) & set("\n\r\t\0\u202e\u200b\u2028")
    assert clean_name(cleaned).strip() == cleaned


def test_an_address_belongs_to_one_person_in_any_case(ines: User) -> None:
    with pytest.raises(Conflict):
        create_user(name="Other", email="INES@Example.org")


def test_many_people_may_have_no_address(db: None) -> None:
    assert create_user(name="One").pk != create_user(name="Two").pk


@pytest.mark.parametrize(
    "fields",
    [
        {"name": " \n "},
        {"name": "X", "email": "not an address"},
        {"name": "X", "username": "ines@example.org"},
        {"name": "X", "username": "a b"},
        {"name": "X", "username": "../x"},
    ],
)
def test_what_cannot_be_used_is_refused(db: None, fields: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        create_user(**fields)


@pytest.mark.parametrize("username", ["INES", "ｉｎｅｓ"])
def test_a_user_name_that_looks_like_another_is_taken(ines: User, username: str) -> None:
    with pytest.raises(Conflict):
        create_user(name="Impostor", username=username)


def test_the_same_identity_is_the_same_person(db: None) -> None:
    first = provision_identity(issuer=ISSUER, subject="7", name="Inès")
    again = provision_identity(issuer=ISSUER, subject="7", name="Somebody else")
    assert first.pk == again.pk
    assert again.name == "Inès"


def test_the_same_subject_elsewhere_is_another_person(db: None) -> None:
    here = provision_identity(issuer=ISSUER, subject="7")
    there = provision_identity(issuer="https://other.example.org", subject="7")
    assert here.pk != there.pk


def test_a_claimed_address_never_takes_over_an_account(ines: User) -> None:
    claimed = provision_identity(issuer=ISSUER, subject="7", name="X", email="ines@example.org")
    assert claimed.pk != ines.pk
    assert claimed.email is None
    assert not Identity.objects.filter(user=ines).exists()


def test_a_provisioned_person_has_no_password(db: None) -> None:
    assert not provision_identity(issuer=ISSUER, subject="7").has_usable_password()
