"""One component of an LSTM cell whose gates can be moved. Drawn again by ``lstm-cell.ts``."""

import math
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from web.pictures import parts

_GATE, _VALUE, _STATE = (0, 1, 0.05), (-1, 1, 0.1), (-2, 2, 0.1)
_GIVEN = ("before", "candidate", "back")
_THIN, _THICK = 1.0, 2.5
GATE_HIGH = 28
"""How high the box of a gate is: it is filled as far as the gate is open."""


def cell(values: Mapping[str, float]) -> dict[str, float]:
    """One step: ``kept`` and ``written`` add up to ``now``, of which ``hidden`` is shown."""
    kept = values["f"] * values["before"]
    written = values["i"] * values["candidate"]
    now = kept + written
    return {
        "before": values["before"],
        "candidate": values["candidate"],
        "kept": kept,
        "written": written,
        "now": now,
        "hidden": values["o"] * math.tanh(now),
        "back": values["f"],
    }


def thickness(value: float) -> float:
    """Width of a wire that carries ``value``."""
    return round(_THIN + _THICK * abs(value), 2)


def phrases() -> dict[str, str]:
    """What is said; places in braces."""
    return {
        "state": _(
            "c(t) = {f} × {before} + {i} × {candidate} {sign} {now}; "
            "h(t) = {o} × tanh(c(t)) {about} {hidden}. "
            "Along the memory ∂c(t)/∂c(t−1) = f = {f}: that much of a gradient goes back one step."
        )
    }


def context(values: Mapping[str, Any], language: str) -> dict[str, Any]:
    """What ``web/pictures/lstm-cell.html`` draws."""
    digits = values["digits"]
    found = cell(values)
    shown = {
        key: parts.fixed(value, 2 if key in _GIVEN else digits, language)
        for key, value in found.items()
    }
    gates = {key: parts.fixed(values[key], 2, language) for key in "fio"}
    places = {
        **shown, **gates,
        "sign": parts.equals(found["now"], digits), "about": parts.equals(found["hidden"], digits),
    }  # fmt: skip
    return {
        "title": _(
            "One component of an LSTM cell: "
            "c(t) = f × c(t−1) + i × c̃(t), h(t) = o × tanh(c(t))"
        ),
        "alt": _(
            "The memory goes from left to right: the gate f keeps a part of it, the gate i adds a "
            "part of the candidate; the gate o shows a part of tanh(c). A dashed arrow goes back: "
            "the gradient along the memory. Thick wires carry large values."
        ),
        "controls": [
            parts.control("f", _("f, forget gate"), _GATE, values["f"], language),
            parts.control("i", _("i, input gate"), _GATE, values["i"], language),
            parts.control("o", _("o, output gate"), _GATE, values["o"], language),
            parts.control("candidate", _("c̃, candidate"), _VALUE, values["candidate"], language),
            parts.control("before", _("c(t−1), memory before"), _STATE, values["before"], language),
        ],
        "say": phrases(),
        "said": parts.filled(phrases()["state"], places, language),
        "digits": digits,
        "shown": shown,
        "wide": {key: thickness(value) for key, value in found.items()},
        "open": {key: _gate(values[key]) for key in "fio"},
        "rows": _rows(shown, gates),
    }  # fmt: skip


def _gate(value: float) -> float:
    return round(GATE_HIGH * value, 1)


def _rows(shown: Mapping[str, str], gates: Mapping[str, str]) -> list[list[str]]:
    return [
        ["f", gates["f"]], ["i", gates["i"]], ["o", gates["o"]],
        ["c(t−1)", shown["before"]], ["c̃(t)", shown["candidate"]],
        ["f × c(t−1)", shown["kept"]], ["i × c̃(t)", shown["written"]],
        ["c(t)", shown["now"]], ["h(t)", shown["hidden"]],
        ["∂c(t)/∂c(t−1)", gates["f"]],
    ]  # fmt: skip
