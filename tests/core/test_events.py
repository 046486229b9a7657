"""The outbox: what was committed is heard of, once it works; what was rolled back never was."""

from typing import Any

import pytest
from django.db import transaction

from core import events
from core.models import Event

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What a handler of event ``bell`` was told."""
    said: list[dict[str, Any]] = []
    monkeypatch.setitem(events._handlers, "bell", [said.append])
    return said


def test_a_committed_event_is_heard_once(heard: list[dict[str, Any]]) -> None:
    with transaction.atomic():
        event = events.append("bell", {"n": 1})
        assert heard == []
    assert heard == [{"n": 1}]
    assert events.handle(event.pk)
    assert heard == [{"n": 1}]


def test_an_event_that_was_rolled_back_never_happened(heard: list[dict[str, Any]]) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012 (one transaction)
        events.append("bell", {"n": 1})
        raise ZeroDivisionError
    assert heard == []
    assert not Event.objects.exists()


def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        events.append("bell", {})


def test_a_failing_handler_is_tried_again_and_stops_nobody(
    monkeypatch: pytest.MonkeyPatch, heard: list[dict[str, Any]]
) -> None:
    broken = [True]

    def fragile(payload: dict[str, Any]) -> None:
        if broken[0]:
            raise ValueError("not yet")

    monkeypatch.setitem(events._handlers, "glass", [fragile])
    with transaction.atomic():
        events.append("glass", {})
        events.append("bell", {"n": 2})
    assert heard == [{"n": 2}]
    assert "not yet" in Event.objects.get(name="glass").error
    broken[0] = False
    assert events.sweep() == 1
    assert Event.objects.get(name="glass").handled_at is not None


def test_a_poison_event_is_given_up_after_ten_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def poison(payload: dict[str, Any]) -> None:
        calls.append(payload)
        raise ValueError("always")

    monkeypatch.setitem(events._handlers, "poison", [poison])
    with transaction.atomic():
        events.append("poison", {})
    for _ in range(20):
        events.sweep()
    assert len(calls) == events.MAX_TRIES
