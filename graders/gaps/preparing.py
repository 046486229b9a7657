"""Gaps prepared for a variant: plain JSON, with answers and the points of each."""

import json
import random
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from graders.contracts import Json
from graders.gaps.words import key, listed
from graders.kinds import expected
from graders.kinds.base import Values
from graders.kinds.formulas import number_of, saying

_NUMBERS = ("accept", "misconceptions")


@cache
def definitions() -> dict[str, Any]:
    """Schemas of ``gaps`` and of ``words``, for the ``$defs`` of a kind."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name("schema.json").read_text())
    return found


def prepare(
    gaps: Sequence[Mapping[str, Any]], values: Values, rng: random.Random
) -> list[dict[str, Json]]:
    """The gaps in the author's order. Raises as ``expected.prepare`` does."""
    return [
        {"id": gap["id"], "weight": gap.get("weight", 1), **_own(gap, values, rng, ["gaps", place])}
        for place, gap in enumerate(gaps)
    ]


def world_of(question: Mapping[str, Any], gaps: Sequence[Mapping[str, Any]]) -> dict[str, Json]:
    """``world`` where some gap takes a formula: the engine then adds what it declares."""
    needed = any("formula" in gap for gap in gaps)
    return {"world": question.get("world", "")} if needed else {}


def formulas_alone(question: Mapping[str, Any]) -> dict[str, Json]:
    """What the sandbox has to know of a question's gaps; other gaps keep their places.

    The same for variants that differ in their numbers alone.
    """
    gaps = [gap if "formula" in gap else {} for gap in question["gaps"]]
    return {"kind": question["kind"], "world": question["world"], "gaps": gaps}


def _own(
    gap: Mapping[str, Any], values: Values, rng: random.Random, path: list[str | int]
) -> dict[str, Json]:
    if "value" in gap:
        return _number(gap, values, path)
    if "words" in gap:
        return _words(gap, values)
    if "options" in gap:
        return _options(gap, values, rng)
    kept = {name: gap[name] for name in ("formula", "target", "repairs") if name in gap}
    return {**kept, "misconceptions": _said(gap, values, "formula")}


def _number(gap: Mapping[str, Any], values: Values, path: list[str | int]) -> dict[str, Json]:
    way = [*path, "value"]
    known = {
        group: [
            {**entry, "path": [*path, group, index, "value"]}
            for index, entry in enumerate(gap.get(group, ()))
        ]
        for group in _NUMBERS
    }
    return {
        "value": str(gap["value"]),
        "number": gap.get("number", "integer"),
        "inputmode": expected.keyboard(gap),
        **expected.prepare(gap, number_of(gap["value"], values, way), known, values, way),
    }


def _words(gap: Mapping[str, Any], values: Values) -> dict[str, Json]:
    return {
        "words": listed(gap["words"]),
        "misconceptions": [
            {**entry, "keys": sorted(keys_of(listed(entry["words"])))}
            for entry in _said(gap, values, "words")
        ],
    }


def keys_of(words: Mapping[str, Sequence[str]]) -> set[str]:
    """The keys of all the words, of all languages."""
    return {key(word) for several in words.values() for word in several}


def _options(gap: Mapping[str, Any], values: Values, rng: random.Random) -> dict[str, Json]:
    options = list(gap["options"])
    rng.shuffle(options)
    return {"options": [_option(option, values) for option in options]}


def _option(option: Mapping[str, Any], values: Values) -> dict[str, Json]:
    right = bool(option.get("correct"))
    made: dict[str, Json] = {
        "id": option["id"],
        "text": saying(option["text"], values),
        "credit": 1 if right else option.get("credit", 0),
    }
    if "say" in option:
        made["say"] = saying(option["say"], values, option["id"])
    return made


def _said(gap: Mapping[str, Any], values: Values, name: str) -> list[dict[str, Json]]:
    return [
        {"id": entry["id"], name: entry[name], "say": saying(entry["say"], values, entry["id"])}
        for entry in gap.get("misconceptions", ())
    ]
