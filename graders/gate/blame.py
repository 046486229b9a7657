"""Why a program of the folder did not do as it should: what its author needs, once."""

from collections.abc import Iterable

from graders.contracts import Json, Message, Part
from graders.faults import fault_of
from graders.gate.trial import Outcome

Details = tuple[dict[str, Json], ...]
Told = tuple[list[Message], Details]
_SHOWN = 3
_TEXT = 300


def why(outcome: Outcome, question: str, path: str) -> Told:
    """Sentences and tracebacks for the outcome of the program at ``path``.

    Faults of the suite come with their line; what the program raised with its own.
    """
    verdict = outcome.verdict
    if verdict is None:
        return _once(outcome.messages)[:2], ()
    faults = [fault_of(note, question) for note in verdict.staff]
    details = tuple(detail for fault in faults[:2] for detail in fault.details)
    told = [fault.said for fault in faults]
    if verdict.state == "failed":
        return _once(told or verdict.messages)[:1], details
    tripped = {note.params.get("part") for note in verdict.staff}
    for part in verdict.parts:
        if part.outcome not in ("passed", "not-run") and part.key not in tripped:
            raised = raised_in(part, path)
            told += [raised] if raised else part.messages[:1]
    return _once(told)[:_SHOWN], details


def raised_in(part: Part, path: str) -> Message | None:
    """What the program at ``path`` raised in a test; None if it raised nothing that is told."""
    for detail in part.details:
        if detail.get("type") == "traceback" and detail.get("exception"):
            frames = detail.get("frames") or [{}]
            line, text = frames[-1].get("line", 0), str(detail.get("text", ""))[:_TEXT]
            place = f"{path}:{line}" if line else path
            said = f"{detail['exception']}: {text}" if text else str(detail["exception"])
            return Message("fault.place", {"place": place, "why": said})
    return None


def exceptions(parts: Iterable[Part]) -> set[str]:
    """The types of what the program raised, as far as it is told."""
    return {
        str(detail["exception"])
        for part in parts
        for detail in part.details
        if detail.get("type") == "traceback" and detail.get("exception")
    }


def _once(messages: Iterable[Message]) -> list[Message]:
    found: list[Message] = []
    for message in messages:
        if message not in found:
            found.append(message)
    return found
