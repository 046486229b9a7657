"""Reading the cells of a raw answer: unreadable ones are marked, and nothing is counted."""

from collections.abc import Mapping
from typing import Any

from graders.contracts import Message
from graders.kinds.base import Parsed
from graders.maths.numbers import Reading, canonical, label, read, shown

_TOLD = 5
"""So many cells are said to be read, at most."""


def parse(prepared: Mapping[str, Any], raw: Any) -> Parsed:
    """The canonical answer: canonical texts of the cells that are filled, by key."""
    if not isinstance(raw, dict):
        problem = Message("table.empty" if raw in (None, "") else "table.not-object")
        return Parsed(problems=(problem,))
    cells = prepared["cells"]
    if unknown := sorted(str(key)[:60] for key in raw.keys() - cells.keys()):
        return Parsed(problems=(Message("table.no-such-cell", {"cell": unknown[0]}),))
    readings = {
        key: read(typed, cells[key]["number"])
        for key, typed in sorted(raw.items())
        if not _is_blank(typed)
    }
    if not readings:
        return Parsed(problems=(Message("table.empty"),))
    return _understood(prepared, raw, readings)


def _is_blank(typed: Any) -> bool:
    return typed is None or (isinstance(typed, str) and len(typed) < 1000 and not typed.strip())


def _understood(
    prepared: Mapping[str, Any], raw: Mapping[str, Any], readings: Mapping[str, Reading]
) -> Parsed:
    fields = {key: r.problem for key, r in readings.items() if r.problem is not None}
    told = tuple(_told(prepared, raw, readings))
    if fields:
        counted = Message("table.unreadable", {"n": len(fields)})
        return Parsed(problems=(counted,), fields=fields, read=told)
    unclear = [key for key, reading in readings.items() if reading.value is None]
    if not unclear:
        answer = {key: canonical(reading.values[0]) for key, reading in readings.items()}
        return Parsed(answer, read=told)
    asked = {key: Message("number.two-readings", {"typed": str(raw[key])[:60]}) for key in unclear}
    problem = Message("table.two-readings", {"n": len(unclear)})
    return Parsed(problems=(problem,), fields=asked, ask=_choices(readings, unclear), read=told)


def _choices(
    readings: Mapping[str, Reading], unclear: list[str]
) -> tuple[tuple[str, dict[str, str]], ...]:
    """Two answers: decimal marks in all unclear cells, or groups of thousands in all."""
    found: list[tuple[str, dict[str, str]]] = []
    for which in (0, -1):
        name = ", ".join(label(readings[key].values[which]) for key in unclear[:3])
        more = ", …" if len(unclear) > 3 else ""
        answer = {key: canonical(reading.values[which]) for key, reading in readings.items()}
        found.append((name + more, answer))
    return tuple(found)


def _told(
    prepared: Mapping[str, Any], raw: Mapping[str, Any], readings: Mapping[str, Reading]
) -> list[Message]:
    """What was understood, of the cells in which something had to be."""
    found: list[Message] = []
    for key, reading in readings.items():
        if reading.value is not None and str(raw[key]) != canonical(reading.value):
            params = {"cell": prepared["cells"][key]["title"], "value": shown(reading.value)}
            found.append(Message("table.read", params))
    return found[:_TOLD]
