"""From what a person grants to the parts of a verdict."""

from collections.abc import Collection
from typing import Any

from graders.contracts import Message, Part
from graders.kinds.formulas import author
from graders.messages import render


def parts_of(prepared: dict[str, Any], granted: Collection[str]) -> tuple[Part, ...]:
    """One part for each criterion of the prepared question. ``granted``: ids of criteria."""
    return tuple(_part(criterion, criterion["id"] in granted) for criterion in prepared["rubric"])


def _part(criterion: dict[str, Any], granted: bool) -> Part:
    said = author(criterion["text"])
    return Part(
        key=criterion["id"],
        outcome="passed" if granted else "failed",
        points=criterion["max"] if granted else 0,
        max=criterion["max"],
        title={language: render(said, language) for language in criterion["text"]["text"]},
        messages=(Message("text.granted" if granted else "text.not-granted"),),
    )
