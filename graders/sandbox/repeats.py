"""One exception is told once: a test that met it again names the first that did."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeVar

from graders.contracts import Localized, Message

SAME = "sandbox.same-error"
_TOLD = frozenset({"sdk.raised", "sdk.recursion", "sdk.exit", "sdk.allocation", "sdk.no-process"})


class Told(Protocol):
    """A judged test."""

    key: str
    messages: list[Message]
    details: list[dict[str, Any]]


_T = TypeVar("_T", bound=Told)


def fold(judged: _T, before: Iterable[_T], titles: Mapping[str, Localized]) -> None:
    """Say of ``judged`` that it met the error of an earlier test, if type and line are the same.

    Its details stay, for programs; the traceback names the first test as ``same``.
    """
    error = _error(judged)
    first = next((one for one in before if error is not None and _error(one) == error), None)
    if first is None:
        return
    judged.messages = [Message(SAME, {"test": titles[first.key] or first.key, "key": first.key})]
    judged.details = [
        {**detail, "same": first.key} if detail.get("type") == "traceback" else detail
        for detail in judged.details
    ]


def _error(judged: Told) -> Message | None:
    """What a test says of an exception at a line of the submission."""
    said = judged.messages[0] if judged.messages else None
    return said if said is not None and said.id in _TOLD and "line" in said.params else None
