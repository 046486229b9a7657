"""Reading places: which step is first, second, … and which ones are not used."""

from collections.abc import Mapping
from typing import Any

from graders.contracts import Message
from graders.gaps import reading
from graders.kinds.base import Parsed


def parse(prepared: Mapping[str, Any], raw: Any) -> Parsed:
    """Places from 1 without holes by step, and what is filled in by gap."""
    if raw is None or raw == "":
        return Parsed(problems=(Message("ordering.empty"),))
    if not isinstance(raw, dict) or len(raw) > 1000:
        return Parsed(problems=(Message("ordering.not-object"),))
    steps = [step["id"] for step in prepared["steps"]]
    gaps = {gap["id"] for gap in prepared["gaps"]}
    if unknown := sorted(str(key)[:60] for key in raw.keys() - gaps - set(steps)):
        return Parsed(problems=(Message("ordering.unknown", {"id": unknown[0]}),))
    typed = {id_: raw[id_] for id_ in steps if id_ in raw and not reading.is_blank(raw[id_])}
    places, fields = _places(typed, len(steps))
    filled = reading.parse(prepared, raw)
    if fields or filled.problems:
        problems = (*dict.fromkeys(m.id for m in fields.values()),)
        told = tuple(next(m for m in fields.values() if m.id == name) for name in problems)
        both = {**fields, **filled.fields}
        if fields:
            return Parsed(problems=(*told, *filled.problems), fields=both, read=filled.read)
        ask = tuple((label, {**places, **answer}) for label, answer in filled.ask)
        return Parsed(problems=filled.problems, fields=both, read=filled.read, ask=ask)
    answer = {**places, **filled.answer}
    if not answer:
        return Parsed(problems=(Message("ordering.empty"),))
    return Parsed(answer, read=filled.read)


def order_of(answer: Mapping[str, Any], prepared: Mapping[str, Any]) -> list[str]:
    """The steps that are placed, in their order."""
    placed = [step["id"] for step in prepared["steps"] if step["id"] in answer]
    return sorted(placed, key=lambda id_: int(answer[id_]))


def place_of(typed: Any, most: int) -> int | None:
    """A place from 1 to ``most`` as it is typed or sent."""
    if isinstance(typed, str) and len(typed) < 10 and typed.strip().isascii():
        typed = int(typed) if typed.strip().isdecimal() else None
    if isinstance(typed, bool) or not isinstance(typed, int):
        return None
    return typed if 1 <= typed <= most else None


def _places(typed: Mapping[str, Any], most: int) -> tuple[dict[str, int], dict[str, Message]]:
    """Places without holes, or what is wrong with each that is none."""
    read = {id_: place_of(one, most) for id_, one in typed.items()}
    fields = {
        id_: Message("ordering.not-place", {"most": most}) for id_, n in read.items() if n is None
    }
    placed = {id_: n for id_, n in read.items() if n is not None}
    counted = list(placed.values())
    for id_, n in placed.items():
        if counted.count(n) > 1:
            fields[id_] = Message("ordering.same-place", {"n": n})
    in_order = sorted(placed, key=lambda id_: placed[id_])
    return {id_: n for n, id_ in enumerate(in_order, start=1)}, fields
