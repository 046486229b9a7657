"""Plots as typed data: what a judge may hand to the page, and in which bounds.

A detail ``{"type": "plot", "form": "lines" | "bars" | "heat", …}``. The judge ran a teacher's
code, so what it says is read again here, on the trusted side; what does not fit is left out.
"""

import math
from collections.abc import Iterable
from typing import Annotated, Any, Literal

import msgspec

from graders.contracts import Localized

TYPE = "plot"
MOST_PLOTS, MOST_POINTS, MOST_LINES, MOST_BARS, MOST_SIDE = 4, 400, 4, 60, 64
_TEXT, _LANGUAGES, _GREATEST = 160, 8, 1e300

Number = float | None
"""None: not a finite number (it leaves a gap)."""
Name = Annotated[str, msgspec.Meta(max_length=_TEXT)]


class _Plot(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """What every plot has: a title, and names of the axes."""

    type: Literal["plot"]
    title: Localized
    x: Localized
    y: Localized


class Line(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """One line: as many ``xs`` as ``ys``."""

    name: Localized
    xs: Annotated[list[float], msgspec.Meta(min_length=1, max_length=MOST_POINTS)]
    ys: Annotated[list[Number], msgspec.Meta(min_length=1, max_length=MOST_POINTS)]


class Lines(_Plot, tag_field="form", tag="lines"):
    """Lines over one axis; ``log``: the upright axis counts powers of ten."""

    lines: Annotated[list[Line], msgspec.Meta(min_length=1, max_length=MOST_LINES)]
    log: bool = False


class Bars(_Plot, tag_field="form", tag="bars"):
    """One bar for each name."""

    names: Annotated[list[Name], msgspec.Meta(min_length=1, max_length=MOST_BARS)]
    values: Annotated[list[Number], msgspec.Meta(min_length=1, max_length=MOST_BARS)]


class Heat(_Plot, tag_field="form", tag="heat"):
    """A matrix as colours; ``log``: by power of ten. ``step``: rows and columns for each cell."""

    rows: Annotated[
        list[Annotated[list[Number], msgspec.Meta(min_length=1, max_length=MOST_SIDE)]],
        msgspec.Meta(min_length=1, max_length=MOST_SIDE),
    ]
    log: bool = False
    step: tuple[int, int] = (1, 1)


Plot = Lines | Bars | Heat


def read(detail: dict[str, Any]) -> Plot:
    """The plot of a detail. Raises ``msgspec.ValidationError`` for what is none."""
    plot: Plot = msgspec.convert(detail, Plot)
    for text in _texts(plot):
        if len(text) > _LANGUAGES or any(len(words) > _TEXT for words in text.values()):
            raise msgspec.ValidationError("a text of a plot is too long")
    known = [value for value in _values(plot) if value is not None]
    if not known or not all(math.isfinite(x) and abs(x) <= _GREATEST for x in known):
        raise msgspec.ValidationError("a plot has values, and all are finite")
    if isinstance(plot, Lines):
        _read_lines(plot)
    if isinstance(plot, Bars) and len(plot.names) != len(plot.values):
        raise msgspec.ValidationError("a bar of a plot has no name")
    if isinstance(plot, Heat) and (
        len({len(row) for row in plot.rows}) > 1 or not 0 < min(plot.step) <= max(plot.step) < 10**6
    ):
        raise msgspec.ValidationError("a heat map is a matrix")
    return plot


def _read_lines(plot: Lines) -> None:
    if any(len(one.xs) != len(one.ys) for one in plot.lines):
        raise msgspec.ValidationError("a line of a plot has points without a place")
    heights = [y for one in plot.lines for y in one.ys if y is not None]
    if not heights or (plot.log and min(heights) <= 0):
        raise msgspec.ValidationError("lines have values; by powers of ten, positive ones")


def _texts(plot: Plot) -> Iterable[Localized]:
    yield from (plot.title, plot.x, plot.y)
    if isinstance(plot, Lines):
        yield from (one.name for one in plot.lines)


def _values(plot: Plot) -> Iterable[Number]:
    if isinstance(plot, Lines):
        for one in plot.lines:
            yield from one.xs
            yield from one.ys
    elif isinstance(plot, Bars):
        yield from plot.values
    else:
        for row in plot.rows:
            yield from row


def kept(details: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The details without plots that are malformed, too large or too many."""
    found: list[dict[str, Any]] = []
    count = 0
    for detail in details:
        if detail.get("type") == TYPE:
            try:
                read(detail)
            except msgspec.ValidationError:
                continue
            count += 1
            if count > MOST_PLOTS:
                continue
        found.append(detail)
    return found
