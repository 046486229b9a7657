"""Reading what was typed into gaps: one that cannot be read is marked, and nothing is counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graders.contracts import Message
from graders.gaps.preparing import keys_of
from graders.gaps.words import LONGEST, key, near
from graders.kinds import mathematics
from graders.kinds.base import Parsed
from graders.maths.language import read_expression
from graders.maths.numbers import canonical, label, read, shown


@dataclass(frozen=True)
class Read:
    """One gap: canonical ``values`` to choose from, or a ``problem``; ``read`` tells what."""

    values: tuple[str, ...] = ()
    problem: Message | None = None
    labels: tuple[str, ...] = ()
    read: Message | None = None


def parse(question: Mapping[str, Any], raw: Mapping[str, Any]) -> Parsed:
    """The canonical texts of the gaps that are filled in, by id; blank ones are left out.

    Never a problem for want of an answer: the kind says whether there is enough to grade.
    """
    found: dict[str, Read] = {}
    for place, gap in enumerate(question["gaps"], start=1):
        typed = raw.get(gap["id"])
        if not is_blank(typed):
            found[gap["id"]] = _read(question, gap, typed, place)
    return _understood(found, raw)


def is_blank(typed: Any) -> bool:
    """Whether nothing was typed."""
    return typed is None or (isinstance(typed, str) and len(typed) < 1000 and not typed.strip())


def _understood(found: Mapping[str, Read], raw: Mapping[str, Any]) -> Parsed:
    told = tuple(one.read for one in found.values() if one.read is not None)
    if fields := {id_: one.problem for id_, one in found.items() if one.problem is not None}:
        return Parsed(problems=tuple(fields.values()), fields=fields, read=told)
    unclear = {id_: one for id_, one in found.items() if len(one.values) > 1}
    if not unclear:
        return Parsed({id_: one.values[0] for id_, one in found.items()}, read=told)
    asked = {id_: Message("number.two-readings", {"typed": str(raw[id_])[:60]}) for id_ in unclear}
    choices = tuple(
        (
            ", ".join(one.labels[which] for one in unclear.values()),
            {id_: one.values[which] for id_, one in found.items()},
        )
        for which in (0, -1)
    )
    return Parsed(problems=(Message("gap.two-readings"),), fields=asked, ask=choices, read=told)


def _read(question: Mapping[str, Any], gap: Mapping[str, Any], typed: Any, place: int) -> Read:
    if "value" in gap:
        return _number(gap, typed, place)
    if not isinstance(typed, str):
        return Read(problem=Message("gap.not-text"))
    if "options" in gap:
        if typed in [option["id"] for option in gap["options"]]:
            return Read((typed,))
        return Read(problem=Message("gap.no-option", {"id": typed[:60]}))
    return _words(gap, typed) if "words" in gap else _formula(question, gap, typed)


def _number(gap: Mapping[str, Any], typed: Any, place: int) -> Read:
    reading = read(typed, gap["number"])
    if reading.problem is not None:
        return Read(problem=reading.problem)
    values = tuple(canonical(value) for value in reading.values)
    told = None
    if reading.value is not None and str(typed) != values[0]:
        told = Message("gap.read", {"n": place, "value": shown(reading.value)})
    return Read(values, labels=tuple(label(value) for value in reading.values), read=told)


def _words(gap: Mapping[str, Any], typed: str) -> Read:
    text = " ".join(typed[: LONGEST + 1].split())
    if len(text) > LONGEST:
        return Read(problem=Message("gap.long", {"limit": LONGEST}))
    said, right = key(text), keys_of(gap["words"])
    known = {one for entry in gap["misconceptions"] for one in entry["keys"]}
    if said not in right | known and any(near(said, one) for one in right):
        return Read(problem=Message("gap.spelling"))
    return Read((text,))


def _formula(question: Mapping[str, Any], gap: Mapping[str, Any], typed: str) -> Read:
    lines = mathematics.lines_of(typed)
    problem = mathematics.bounds_of(lines)
    if problem is None and lines is not None and len(lines) > 1:
        problem = Message("gap.one-line")
    if problem is None and lines:
        declared = mathematics.declared_of(dict(question))
        target = read_expression(target_of(gap), declared.known)
        problem, _ = mathematics.problem_of(lines[0], target, declared)
    if problem is not None or not lines:
        return Read(problem=problem or Message("gap.not-text"))
    return Read((lines[0],))


def target_of(gap: Mapping[str, Any]) -> str:
    """What a formula gap must equal: its target, else the formula itself."""
    return str(gap.get("target", gap["formula"]))
