"""The question kinds: one folder each, found by the one registry line below."""

from collections.abc import Mapping
from typing import Any

from graders.kinds.base import Kind
from graders.kinds.choice import KIND as CHOICE
from graders.kinds.cloze import KIND as CLOZE
from graders.kinds.code import KIND as CODE
from graders.kinds.derivation import KIND as DERIVATION
from graders.kinds.diagram import KIND as DIAGRAM
from graders.kinds.expression import KIND as EXPRESSION
from graders.kinds.matching import KIND as MATCHING
from graders.kinds.multiple import KIND as MULTIPLE
from graders.kinds.notebook import KIND as NOTEBOOK
from graders.kinds.numeric import KIND as NUMERIC
from graders.kinds.ordering import KIND as ORDERING
from graders.kinds.table import KIND as TABLE
from graders.kinds.text import KIND as TEXT

REGISTRY: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        CHOICE,
        CLOZE,
        CODE,
        DERIVATION,
        DIAGRAM,
        EXPRESSION,
        MATCHING,
        MULTIPLE,
        NOTEBOOK,
        NUMERIC,
        ORDERING,
        TABLE,
        TEXT,
    )
}

PROGRAMS = (CODE.name, NOTEBOOK.name)
"""Kinds whose answer is a program, judged by a suite of the folder."""


def is_plain(question: Mapping[str, Any]) -> bool:
    """Whether the web process may grade a question, prepared or as written.

    Gaps that take a formula make that one question of a plain kind need a sandbox.
    """
    gaps = question.get("gaps") or ()
    return REGISTRY[question["kind"]].plain and not any("formula" in gap for gap in gaps)


__all__ = ["PROGRAMS", "REGISTRY", "Kind", "is_plain"]
