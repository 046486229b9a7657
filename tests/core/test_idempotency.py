"""The same request, sent again, gets the same answer and does nothing twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import idempotency
from core.errors import Conflict, Invalid
from core.models import IdempotencyKey


@pytest.mark.django_db
def test_the_second_time_the_first_answer_is_given() -> None:
    first = idempotency.begin(caller="ines", key="k", request="r")
    assert first.status is None
    idempotency.finish(first, status=201, body={"id": 7})
    again = idempotency.begin(caller="ines", key="k", request="r")
    assert (again.status, again.body) == (201, {"id": 7})


@pytest.mark.django_db
def test_a_key_serves_one_request_only() -> None:
    idempotency.finish(
        idempotency.begin(caller="ines", key="k", request="r"), status=200, body=None
    )
    with pytest.raises(Invalid, match="another request"):
        idempotency.begin(caller="ines", key="k", request="other")


@pytest.mark.django_db
def test_a_request_under_way_is_not_begun_again() -> None:
    idempotency.begin(caller="ines", key="k", request="r")
    with pytest.raises(Conflict, match="under way"):
        idempotency.begin(caller="ines", key="k", request="r")


@pytest.mark.django_db
def test_keys_of_different_people_never_meet() -> None:
    idempotency.begin(caller="ines", key="k", request="r")
    assert idempotency.begin(caller="malik", key="k", request="r").status is None
    assert IdempotencyKey.objects.count() == 2


@pytest.mark.django_db
def test_a_key_as_long_as_a_novel_is_refused() -> None:
    with pytest.raises(Invalid, match="200"):
        idempotency.begin(caller="ines", key="k" * 201, request="r")


@given(st.dictionaries(st.text(), st.integers()), st.dictionaries(st.text(), st.integers()))
def test_fingerprints_differ_exactly_when_requests_do(
    one: dict[str, int], other: dict[str, int]
) -> None:
    same = idempotency.fingerprint("POST", one) == idempotency.fingerprint("POST", other)
    assert same == (one == other)
