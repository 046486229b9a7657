"""Plots that a grader describes (``graders/plots.py``), as the pieces of a picture.

Coordinates are of a picture 440 wide, so that its letters can be read on a phone. Everything
that the picture says stands in words (``about``) and in a table (``head``, ``rows``) too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from web.text import numbers, scales
from web.text.language import localized

WIDTH, LEFT, RIGHT, TOP = 440, 66, 424, 32
TALL = 170
_STYLES = ("a", "b", "c", "d")
_MARKED = 12
_DIGITS = 4
_WHOLE_TABLE, _LARGEST = 144, 10
_LEVELS = 9
_BAR, _CELL = 22, 30
_NAME = 18


@dataclass(frozen=True)
class Path:
    """A line, or an area."""

    css: str
    d: str


@dataclass(frozen=True)
class Label:
    """Words in the picture."""

    x: float
    y: float
    text: str
    anchor: str = "middle"
    css: str = ""


@dataclass
class Picture:
    """A plot ready to draw."""

    title: str
    height: float = TOP + TALL + 54
    width: float = WIDTH
    about: str = ""
    paths: list[Path] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


def picture(plot: Mapping[str, Any], language: str) -> Picture:
    """The pieces of one plot."""
    drawn = Picture(localized(plot["title"]))
    {"lines": _lines, "bars": _bars, "heat": _heat}[plot["form"]](plot, drawn, language)
    return drawn


def _shown(value: float | None, language: str) -> str:
    return "NaN" if value is None else numbers.number(value, language, _DIGITS)


def _box(x: float, y: float, width: float, height: float) -> str:
    return f"M{x:.1f} {y:.1f}h{width:.1f}v{height:.1f}h{-width:.1f}z"


def _lines(plot: Mapping[str, Any], drawn: Picture, language: str) -> None:
    lines = plot["lines"]
    every_x = [x for line in lines for x in line["xs"]]
    every_y = [y for line in lines for y in line["ys"] if y is not None]
    across = scales.fitted(every_x, LEFT, RIGHT, tight=True)
    up = scales.fitted(every_y, TOP + TALL, TOP, log=bool(plot.get("log")))
    _axes(plot, drawn, across, up, language)
    points = [
        [
            (across(x), None if y is None else up(y))
            for x, y in zip(line["xs"], line["ys"], strict=True)
        ]
        for line in lines
    ]
    for css, placed in zip(_STYLES, points, strict=False):
        drawn.paths.append(Path(css, _trace(placed)))
        drawn.paths.append(Path(f"p{css}", _marks(placed, square=css in "bd")))
    names = [localized(line["name"]) for line in lines]
    drawn.labels += _named(names, points)
    drawn.about = " ".join(
        _told(name, line["ys"], language) for name, line in zip(names, lines, strict=True)
    )
    _line_table(plot, drawn, names, language)


def _axes(
    plot: Mapping[str, Any], drawn: Picture, across: scales.Scale, up: scales.Scale, language: str
) -> None:
    for value in up.ticks:
        drawn.paths.append(Path("grid", f"M{LEFT} {up(value):.1f}H{RIGHT}"))
        text = numbers.power_of_ten(value) if up.log else _shown(value, language)
        drawn.labels.append(Label(LEFT - 8, up(value) + 4, text, "end"))
    for value in across.ticks:
        text = _shown(value, language)
        drawn.labels.append(Label(across(value), TOP + TALL + 20, text))
    drawn.paths.append(Path("axis", f"M{LEFT} {TOP}V{TOP + TALL}H{RIGHT}"))
    drawn.labels.append(Label((LEFT + RIGHT) / 2, TOP + TALL + 44, localized(plot["x"])))
    drawn.labels.append(Label(6, TOP - 18, localized(plot["y"]), "start"))


def _trace(points: list[tuple[float, float | None]]) -> str:
    """A path that has a gap where there is no number."""
    found, pen = [], "M"
    for x, y in points:
        if y is None:
            pen = "M"
            continue
        found.append(f"{pen}{x:.1f} {y:.1f}")
        pen = "L"
    return "".join(found)


def _marks(points: list[tuple[float, float | None]], *, square: bool) -> str:
    """Discs or squares on some of the points, so that colour is not all that tells lines apart."""
    step = max(1, -(-len(points) // _MARKED))
    found = []
    for x, y in points[::step]:
        if y is None:
            continue
        disc = f"M{x - 3.2:.1f} {y:.1f}a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0z"
        found.append(_box(x - 3, y - 3, 6, 6) if square else disc)
    return "".join(found)


def _named(names: list[str], points: list[list[tuple[float, float | None]]]) -> list[Label]:
    """Names where the lines are farthest apart, above the upper one and below the others."""
    count = min(len(one) for one in points)
    inner = [k for k in range(count) if count < 6 or count * 0.2 <= k <= count * 0.8]
    known = [k for k in inner if all(one[k][1] is not None for one in points)]

    def gap(k: int) -> float:
        heights = sorted(one[k][1] or 0.0 for one in points)
        return min((b - a for a, b in pairwise(heights)), default=0.0)

    best = max(known, key=gap, default=None)
    found = []
    for place, (css, name, one) in enumerate(zip(_STYLES, names, points, strict=False)):
        at = best
        if at is None:  # nowhere are there points of all lines
            at = next((k for k, (_x, y) in enumerate(one) if y is not None), None)
        if at is None:
            continue
        x, y = one[at][0], one[at][1] or 0.0
        above = best is None or y <= min(other[at][1] or 0.0 for other in points)
        level = min(max(y - 10 if above else y + 20, TOP + 10), TOP + TALL - 6)
        side = "start" if x < LEFT + 90 else "end" if x > RIGHT - 90 else "middle"
        if best is None:
            level = TOP + 12 + 18 * place
        found.append(Label(x, level, name[:_NAME], side, f"l{css} halo"))
    return found


def _told(name: str, ys: list[float | None], language: str) -> str:
    finite = [y for y in ys if y is not None]
    facts = {
        "name": name, "first": _shown(finite[0], language), "last": _shown(finite[-1], language),
        "least": _shown(min(finite), language), "most": _shown(max(finite), language),
    } if finite else {"name": name}  # fmt: skip
    if not finite:
        return _("%(name)s: no finite value.") % facts
    if len(finite) < len(ys):
        return (
            _("%(name)s: from %(first)s to %(last)s, with gaps where the value is not finite.")
            % facts
        )
    return _("%(name)s: from %(first)s to %(last)s, between %(least)s and %(most)s.") % facts


def _line_table(plot: Mapping[str, Any], drawn: Picture, names: list[str], language: str) -> None:
    by_x: dict[float, list[str]] = {}
    for place, line in enumerate(plot["lines"]):
        for x, y in zip(line["xs"], line["ys"], strict=True):
            by_x.setdefault(x, [""] * len(names))[place] = _shown(y, language)
    drawn.head = [localized(plot["x"]) or "x", *names]
    drawn.rows = [[_shown(x, language), *by_x[x]] for x in sorted(by_x)]


def _bars(plot: Mapping[str, Any], drawn: Picture, language: str) -> None:
    names, values = plot["names"], plot["values"]
    finite = [value for value in values if value is not None]
    left = LEFT + 50
    across = scales.fitted([0.0, *finite], left, RIGHT)
    bottom = TOP + _BAR * len(names)
    for value in across.ticks:
        drawn.paths.append(Path("grid", f"M{across(value):.1f} {TOP}V{bottom}"))
        drawn.labels.append(Label(across(value), bottom + 20, _shown(value, language)))
    for place, (name, value) in enumerate(zip(names, values, strict=True)):
        top = TOP + _BAR * place
        drawn.labels.append(Label(left - 8, top + 15, name[:_NAME], "end"))
        if value is not None:
            ends = sorted((across(0.0), across(value)))
            drawn.paths.append(Path("bar", _box(ends[0], top + 4, ends[1] - ends[0], _BAR - 8)))
    drawn.paths.append(Path("axis", f"M{across(0.0):.1f} {TOP}V{bottom}"))
    drawn.labels.append(Label((left + RIGHT) / 2, bottom + 42, localized(plot["y"])))
    drawn.height = bottom + 52
    order = sorted(zip(names, values, strict=True), key=lambda one: one[1] or 0.0)
    drawn.about = _("Largest: %(name)s, %(value)s. Smallest: %(other)s, %(least)s.") % {
        "name": order[-1][0], "value": _shown(order[-1][1], language),
        "other": order[0][0], "least": _shown(order[0][1], language),
    }  # fmt: skip
    drawn.head = [localized(plot["x"]) or _("name"), localized(plot["y"]) or _("value")]
    drawn.rows = [[n, _shown(v, language)] for n, v in zip(names, values, strict=True)]


def _heat(plot: Mapping[str, Any], drawn: Picture, language: str) -> None:
    rows = plot["rows"]
    high, wide = len(rows), len(rows[0])
    cell = min(_CELL, (RIGHT - LEFT) / wide, 360 / high)
    level = scales.levels([v for row in rows for v in row], _LEVELS, log=bool(plot.get("log")))
    cells: dict[str, list[str]] = {}
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            css = "nan" if value is None else f"h{level(value)}"
            cells.setdefault(css, []).append(_box(LEFT + cell * j, TOP + cell * i, cell, cell))
    drawn.paths = [Path(css, "".join(cells[css])) for css in sorted(cells)]
    bottom = TOP + cell * high
    drawn.paths.append(Path("axis", _box(LEFT, TOP, cell * wide, cell * high)))
    step = plot.get("step", (1, 1))
    for place in sorted({0, high - 1}):
        text = str(place * step[0])
        drawn.labels.append(Label(LEFT - 8, TOP + cell * (place + 0.5) + 5, text, "end"))
    for place in sorted({0, wide - 1}):
        drawn.labels.append(Label(LEFT + cell * (place + 0.5), bottom + 18, str(place * step[1])))
    drawn.labels.append(Label(6, TOP - 18, localized(plot["y"]), "start"))
    drawn.labels.append(Label(LEFT + cell * wide / 2, bottom + 18, localized(plot["x"])))
    _legend(drawn, plot, bottom + 34, language)
    _heat_words(plot, drawn, language)


def _legend(drawn: Picture, plot: Mapping[str, Any], top: float, language: str) -> None:
    """The colours from the least to the most; by powers of ten, from the least positive value."""
    log = bool(plot.get("log"))
    finite = [v for row in plot["rows"] for v in row if v is not None and (v > 0 or not log)]
    shown = range(1 if log else 0, _LEVELS)
    left, right = LEFT + 18 * shown.start, LEFT + 18 * _LEVELS
    for place in shown:
        drawn.paths.append(Path(f"h{place}", _box(LEFT + 18 * place, top, 18, 12)))
    drawn.paths.append(Path("axis", _box(left, top, right - left, 12)))
    for x, side, value in ((left, "start", min), (right, "end", max)):
        drawn.labels.append(Label(x, top + 30, _shown(value(finite, default=0.0), language), side))
    if log:
        drawn.labels.append(Label(right + 10, top + 11, _("by powers of ten"), "start"))
    drawn.height = top + 40


def _heat_words(plot: Mapping[str, Any], drawn: Picture, language: str) -> None:
    rows, step = plot["rows"], plot.get("step", (1, 1))
    known = [
        (value, i, j) for i, row in enumerate(rows) for j, value in enumerate(row)
        if value is not None
    ]  # fmt: skip
    largest = sorted(known, key=lambda one: -one[0])[:_LARGEST]
    value, i, j = largest[0]
    drawn.about = _("%(rows)s × %(columns)s values. Largest: %(value)s at [%(i)s, %(j)s].") % {
        "rows": len(rows), "columns": len(rows[0]), "value": _shown(value, language),
        "i": i * step[0], "j": j * step[1],
    }  # fmt: skip
    if len(rows) * len(rows[0]) <= _WHOLE_TABLE:
        drawn.head = ["", *(str(j * step[1]) for j in range(len(rows[0])))]
        drawn.rows = [
            [str(i * step[0]), *(_shown(v, language) for v in row)] for i, row in enumerate(rows)
        ]
    else:
        drawn.head = [localized(plot["y"]), localized(plot["x"]), _("value")]
        drawn.rows = [
            [str(i * step[0]), str(j * step[1]), _shown(v, language)] for v, i, j in largest
        ]
