"""Verdicts of kinds that compare plain data: points, outcomes, what could not be read."""

import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from graders.contracts import GradeRequest, Message, Outcome, Part, Verdict

HUGE = 10_000_000
"""Characters of the gigantic answer that every kind must refuse at once."""


@cache
def schema_beside(module: str) -> dict[str, Any]:
    """``schema.json`` of the kind whose ``__file__`` this is."""
    schema: dict[str, Any] = json.loads(Path(module).with_name("schema.json").read_text())
    return schema


def worth(credit: float, points: int) -> int:
    """The points, in thousandths, of a share ``credit`` of ``points``; halves go up."""
    return min(points, max(0, int(credit * points + 0.5)))


def shared(points: int, count: int) -> list[int]:
    """The points in thousandths over ``count`` equal parts; together exactly ``points``."""
    upto = [round(points * done / count) for done in range(count + 1)]
    return [after - before for before, after in pairwise(upto)]


def outcome_of(credit: float) -> Outcome:
    """``passed`` for all of the points, ``partial`` for some."""
    return "passed" if credit >= 1 else "partial" if credit > 0 else "failed"


def verdict(
    request: GradeRequest, parts: tuple[Part, ...], messages: tuple[Message, ...] = ()
) -> Verdict:
    """The verdict with the sum of its parts."""
    return Verdict(
        grading=request.grading,
        token=request.token,
        state="graded",
        points=sum(part.points for part in parts),
        max=request.question["points"],
        parts=parts,
        messages=messages,
    )


def unreadable(request: GradeRequest, *problems: Message) -> Verdict:
    """The verdict, free of charge, of an answer that is not one."""
    return Verdict(
        grading=request.grading,
        token=request.token,
        state="graded",
        max=request.question["points"],
        answered="malformed",
        counts=False,
        messages=problems,
    )


def common(question: dict[str, Any]) -> dict[str, Any]:
    """What every prepared question keeps of its definition."""
    kept = ("id", "kind", "points", "title", "uses")
    return {key: question[key] for key in kept if key in question}


def typed_text(raw: Any, longest: int = 1000) -> str:
    """A raw answer as the text to show in its field again; other JSON shows nothing."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return ""
    if isinstance(raw, int) and raw.bit_length() > longest:
        return ""
    return str(raw)[:longest]
