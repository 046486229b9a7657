"""Plots: typed data that the page draws. ``suite.show(check.plot.losses(got, want))``.

Each function gives a plot, or None where there is nothing to draw (an answer of another shape,
no finite number): ``suite.show(None)`` shows nothing, so a suite need not ask.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from graders.sdk.declared import Text, localized
from graders.sdk.errors import SuiteError
from graders.sdk.show import as_array

Plot = dict[str, Any]
Array = np.ndarray[Any, Any]
MOST_POINTS, MOST_LINES, MOST_BARS, MOST_SIDE = 400, 4, 60, 64
_TEXT = 160

YOURS = {"fr": "le vôtre", "en": "yours"}
EXPECTED = {"fr": "attendu", "en": "expected"}
_ERROR = {"fr": "Écart absolu par entrée", "en": "Absolute error of each entry"}
_ROW, _COLUMN = {"fr": "ligne", "en": "row"}, {"fr": "colonne", "en": "column"}
_LOSS = {"fr": "Perte par époque", "en": "Loss by epoch"}
_EPOCH, _LOSS_AXIS = {"fr": "époque", "en": "epoch"}, {"fr": "perte", "en": "loss"}
_NORM = {"fr": "Norme du gradient dans le temps", "en": "Gradient norm through time"}
_STEP, _NORM_AXIS = {"fr": "pas de temps", "en": "time step"}, {"fr": "norme", "en": "norm"}
_ATTENTION = {"fr": "Poids d’attention", "en": "Attention weights"}
_QUERY, _KEY = {"fr": "requête", "en": "query"}, {"fr": "clé", "en": "key"}


def _real(values: Any, axes: int) -> Array | None:
    """Finite numbers or NaN with this many axes; None for anything else, or nothing finite."""
    array = as_array(values)
    if array is None or array.ndim != axes or array.dtype.kind not in "biuf" or not array.size:
        return None
    real: Array = array.astype(np.float64)
    return real if np.isfinite(real).any() else None


def _plain(values: Array) -> list[float | None]:
    return [float(x) if math.isfinite(x) else None for x in values]


def _head(form: str, title: Text, x: Text, y: Text) -> Plot:
    texts = {"title": title, "x": x, "y": y}
    return {"type": "plot", "form": form, **{key: _words(text) for key, text in texts.items()}}


def _words(text: Text) -> dict[str, str]:
    return {language: words[:_TEXT] for language, words in localized(text).items()}


def lines(
    series: Mapping[str, Any] | Sequence[tuple[Text, Any]],
    *,
    title: Text,
    x: Text = "",
    y: Text = "",
    xs: Any = None,
    log: bool = False,
) -> Plot | None:
    """Up to 4 lines, names beside them. ``series``: name to numbers; ``xs``: 1, 2, … if not given.

    More than 400 points are thinned out evenly. ``log``: powers of ten upwards; what is not
    positive leaves a gap.
    """
    named = list(series.items()) if isinstance(series, Mapping) else list(series)
    if len(named) > MOST_LINES:
        raise SuiteError(f"check.plot.lines draws at most {MOST_LINES} lines")
    drawn = []
    for name, values in named:
        ys = _real(values, 1)
        if ys is None:
            continue
        own = np.arange(1.0, len(ys) + 1) if xs is None else _real(xs, 1)
        if own is None or len(own) < len(ys) or not np.isfinite(own).all():
            raise SuiteError("check.plot.lines: xs is a number for each point")
        picked = np.unique(np.linspace(0, len(ys) - 1, min(len(ys), MOST_POINTS)).astype(int))
        shown = np.where(ys > 0, ys, np.nan) if log else ys
        drawn.append({
            "name": _words(name),
            "xs": [float(at) for at in own[picked]],
            "ys": _plain(shown[picked]),
        })  # fmt: skip
    if not any(y is not None for one in drawn for y in one["ys"]):
        return None
    return {**_head("lines", title, x, y), "lines": drawn, "log": log}


def bars(values: Mapping[str, Any], *, title: Text, x: Text = "", y: Text = "") -> Plot | None:
    """One bar for each of at most 60 names."""
    if len(values) > MOST_BARS:
        raise SuiteError(f"check.plot.bars draws at most {MOST_BARS} bars")
    heights = _real(list(values.values()), 1) if values else None
    if heights is None:
        return None
    names = [str(name)[:_TEXT] for name in values]
    return {**_head("bars", title, x, y), "names": names, "values": _plain(heights)}


def heat(
    matrix: Any, *, title: Text, x: Text = _COLUMN, y: Text = _ROW, log: bool = False
) -> Plot | None:
    """A matrix as colours, first row on top.

    Beyond 64 rows or columns a cell shows the largest entry of a block. ``log``: by powers of
    ten; zero and below is the lightest.
    """
    array = _real(matrix, 2)
    if array is None:
        return None
    step = tuple(-(-size // MOST_SIDE) for size in array.shape)
    if max(step) > 1:
        array = _pooled(array, step)
    rows = [_plain(row) for row in array]
    return {**_head("heat", title, x, y), "rows": rows, "log": log, "step": list(step)}


def _pooled(array: Array, step: tuple[int, ...]) -> Array:
    """The largest entry of each block; NaN where one is."""
    for axis, by in enumerate(step):
        starts = np.arange(0, array.shape[axis], by)
        array = np.maximum.reduceat(array, starts, axis=axis)
    return array


def error(got: Any, want: Any, *, title: Text = _ERROR) -> Plot | None:
    """Where an answer is off: ``|got - want|`` by power of ten. A vector is one row."""
    ours, theirs = as_array(got), as_array(want)
    if ours is None or theirs is None or ours.shape != theirs.shape:
        return None
    if ours.ndim not in (1, 2) or {ours.dtype.kind, theirs.dtype.kind} - set("biufc"):
        return None
    with np.errstate(all="ignore"):
        gaps = np.abs(ours.astype(complex) - theirs.astype(complex))
    return heat(np.atleast_2d(gaps), title=title, log=True)


def losses(got: Any, want: Any = None, *, title: Text = _LOSS, log: bool = False) -> Plot | None:
    """A training's loss by epoch, beside the expected one if given."""
    return _beside(got, want, title=title, x=_EPOCH, y=_LOSS_AXIS, log=log)


def gradient_norm(got: Any, want: Any = None, *, title: Text = _NORM) -> Plot | None:
    """Norms of the gradients by time step, by powers of ten: they vanish, explode, or neither."""
    return _beside(got, want, title=title, x=_STEP, y=_NORM_AXIS, log=True)


def attention(weights: Any, *, title: Text = _ATTENTION) -> Plot | None:
    """Weights (queries, keys) of one attention head."""
    return heat(weights, title=title, x=_KEY, y=_QUERY)


def _beside(got: Any, want: Any, *, title: Text, x: Text, y: Text, log: bool) -> Plot | None:
    series: list[tuple[Text, Any]] = [(YOURS, got)]
    if want is not None:
        series.append((EXPECTED, want))
    return lines(series, title=title, x=x, y=y, log=log)
