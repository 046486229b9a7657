"""Values that a grader describes, as text to draw: matrices side by side, inputs, tracebacks.

A value is ``{"shape", "dtype", "entries"?}`` (entries: a number, a list or rows; absent when
it is too large to show) or ``{"text"}`` for what is no array.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from web.text import numbers
from web.text.typography import NBSP

MOST_DIGITS = 12


@dataclass(frozen=True)
class Entry:
    """One entry as shown; ``off``: it differs from its counterpart."""

    text: str
    off: bool = False


@dataclass(frozen=True)
class Shown:
    """A value ready to draw. ``rows`` is empty for what has no entries to show."""

    caption: str
    rows: list[list[Entry]]
    text: str = ""


def shown(value: Mapping[str, Any], language: str, digits: int = 5) -> Shown:
    """One value alone."""
    rows = [[Entry(_text(entry, language, digits)) for entry in row] for row in _rows(value)]
    return Shown(caption(value), rows, str(value.get("text", "")))


def pair(
    expected: Mapping[str, Any], got: Mapping[str, Any], at: Sequence[int], language: str
) -> tuple[Shown, Shown]:
    """Two values side by side; with as many digits as their difference at ``at`` needs."""
    ours, theirs = _rows(expected), _rows(got)
    if [len(row) for row in ours] != [len(row) for row in theirs]:
        return shown(expected, language), shown(got, language)
    place = (at[0] if len(at) > 1 else 0, at[-1]) if at else (0, 0)
    digits = _digits(ours, theirs, place, language)
    left = [[Entry(_text(entry, language, digits)) for entry in row] for row in ours]
    right = [
        [_compared(_text(entry, language, digits), left[i][j], (i, j) == place)
         for j, entry in enumerate(row)]
        for i, row in enumerate(theirs)
    ]  # fmt: skip
    return Shown(caption(expected), left), Shown(caption(got), right)


def caption(value: Mapping[str, Any]) -> str:
    """Shape and dtype as Python writes them: (2, 3) float64; never broken over two lines."""
    if "shape" not in value:
        return ""
    sizes = [str(int(size)) for size in value["shape"]]
    shape = f"({sizes[0]},)" if len(sizes) == 1 else f"({f',{NBSP}'.join(sizes)})"
    return (
        f"{shape}{NBSP}{value.get('dtype', '')}".strip() if sizes else str(value.get("dtype", ""))
    )


def shape(sizes: Sequence[int]) -> str:
    """A shape alone."""
    return caption({"shape": sizes}).strip(NBSP) or "()"


def _rows(value: Mapping[str, Any]) -> list[list[Any]]:
    """Entries as rows: a number is one row of one, a vector one row."""
    if "entries" not in value:
        return []
    entries = value["entries"]
    if not isinstance(entries, list):
        return [[entries]]
    return entries if entries and isinstance(entries[0], list) else [entries]


def _text(entry: Any, language: str, digits: int) -> str:
    if isinstance(entry, bool):
        return str(entry)
    if isinstance(entry, str):
        return {"nan": "NaN", "inf": "∞", "-inf": numbers.MINUS + "∞"}.get(entry, entry)
    return numbers.number(entry, language, digits)


def _digits(
    ours: list[list[Any]], theirs: list[list[Any]], place: tuple[int, int], language: str
) -> int:
    i, j = place
    if i >= len(ours) or j >= len(ours[i]):
        return 5
    for digits in range(5, MOST_DIGITS):
        if _text(ours[i][j], language, digits) != _text(theirs[i][j], language, digits):
            return digits
    return MOST_DIGITS


def _compared(text: str, other: Entry, named: bool) -> Entry:
    """What looks different is different; the entry that the message names always is."""
    return Entry(text, off=named or text != other.text)
