"""Read one line: which notation it is in, its relation, its two sides."""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from graders.maths.errors import ExpressionError, fault
from graders.maths.language import latex, text
from graders.maths.language.cursor import Cursor, bounded
from graders.maths.language.grammar import GRAMMAR, expression
from graders.maths.language.known import Known
from graders.maths.language.tree import Tree
from graders.maths.language.words import MAX_LENGTH, Word

__all__ = ["Known", "Line", "read", "read_expression", "read_typed"]

_RELATIONS = ("=", "<=", ">=")
_NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class Line:
    """``left relation right``; an empty ``left`` goes on from the line before.

    A line without a relation has the relation "" and only a right side.
    """

    left: Tree | None
    relation: str
    right: Tree


def read(said: str, known: Known = _NOTHING_KNOWN) -> Line:
    """One line of mathematics. Raises ``ExpressionError`` with the place."""
    return _read(said, known)


def read_expression(said: str, known: Known = _NOTHING_KNOWN) -> Tree:
    """One formula without a relation. Raises ``ExpressionError`` with the place."""
    line = _read(said, known)
    if line.relation:
        raise fault("no-relation", max(0, line.right.at[0] - 1))
    return line.right


def read_typed(said: str, known: Known = _NOTHING_KNOWN) -> Line:
    """A line as somebody typed it: where it makes no sense otherwise, ``0,25`` is a decimal."""
    try:
        return _read(said, known)
    except ExpressionError:
        if "," not in said:
            raise
        try:
            return _read(said, replace(known, comma=True))
        except ExpressionError:
            pass
        raise


@lru_cache(maxsize=2048)
def _read(said: str, known: Known) -> Line:
    at = Cursor(_words(said, known), known, len(said), GRAMMAR)
    while at.take("=>"):  # "hence", at the head of a line
        pass
    if at.word.kind == "end":
        raise fault("empty", 0)
    left = None if at.word.is_sign(*_RELATIONS) else expression(at)
    sign = at.take(*_RELATIONS)
    if sign is None:
        assert left is not None
        _ended(at)
        return Line(None, "", bounded(left))
    right = expression(at)
    if at.word.is_sign(*_RELATIONS):
        raise fault("one-relation", at.word.start)
    _ended(at)
    return Line(bounded(left) if left is not None else None, sign.text, bounded(right))


def _ended(at: Cursor) -> None:
    """Nothing but a full stop or a comma may follow."""
    at.take(",")
    if at.word.kind != "end":
        raise at.unexpected()


def _words(said: str, known: Known) -> list[Word]:
    if len(said) > MAX_LENGTH:
        raise fault("too-long", MAX_LENGTH, limit=MAX_LENGTH)
    bad = next(
        (
            n
            for n, c in enumerate(said)
            if unicodedata.category(c) in {"Cc", "Co"} and not c.isspace()
        ),
        None,
    )
    if bad is not None:
        raise fault("character", bad, character=f"U+{ord(said[bad]):04X}")
    kept = re.sub(r"[.]\s*$", lambda m: " " * len(m[0]), said)
    if "\\" in kept:
        return latex.words(kept, known)
    return text.words(kept.replace("&", " "), known)
