"""The norm of the gradient against distance: ``(rho * slope) ** n``, on a logarithmic scale.

W is ``rho`` times an orthogonal matrix and every slope is the same, so the norm of the product
of n Jacobians is exactly that power. Drawn again by ``pictures/gradient-norm.ts``.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from web.pictures import parts
from web.text import numbers

LEFT, RIGHT, TOP, BOTTOM = 60, 424, 26, 226
LOW, HIGH = -16, 8
_EVERY = 4
_KEPT = 1e-9
_ROWS = 6


@dataclass(frozen=True)
class Line:
    """The end of a line that leaves the picture or reaches its last step."""

    x: float
    y: float


def log_norm(factor: float, n: float) -> float:
    """Decimal logarithm of ``factor ** n``."""
    return n * math.log10(factor)


def across(n: float, steps: int) -> float:
    """Where distance ``n`` stands."""
    return round(LEFT + (RIGHT - LEFT) * n / steps, 1)


def up(log10: float) -> float:
    """Where a norm stands; beyond the picture: at its edge."""
    inside = min(max(log10, LOW), HIGH)
    return round(BOTTOM - (BOTTOM - TOP) * (inside - LOW) / (HIGH - LOW), 1)


def end(factor: float, steps: int) -> Line:
    """Where the straight line from (0, 1) ends."""
    slope = math.log10(factor)
    limit = HIGH if slope > 0 else LOW
    last = steps if abs(slope) < _KEPT else min(steps, limit / slope)
    return Line(across(last, steps), up(slope * last))


def phrases(*, gated: bool) -> dict[str, str]:
    """What may be said; places in braces."""
    said = {
        "vanish": _(
            "Each step multiplies the norm by {factor}. Over a distance of {n}, "
            "about {value} of it is left: the gradient vanishes."
        ),
        "explode": _(
            "Each step multiplies the norm by {factor}. Over a distance of {n}, "
            "about {value} times as much: the gradient explodes."
        ),
        "keep": _("Each step multiplies the norm by 1: it is kept over any distance."),
    }
    if gated:
        said["gate"] = _(
            "Along the cell state of an LSTM with f = {gate}, about {value} of it is left."
        )
    return said


def sentence(values: Mapping[str, Any], n: int, language: str) -> str:
    """What is seen at distance ``n``."""
    factor, gate = values["rho"] * values["slope"], values["gate"]
    said = phrases(gated=gate is not None)
    growth = math.log10(factor)
    key = "keep" if abs(growth) < _KEPT else "explode" if growth > 0 else "vanish"
    places = {
        "factor": numbers.number(factor, language, 4),
        "n": numbers.number(n, language),
        "value": parts.rough(log_norm(factor, n), language),
    }
    found = [parts.filled(said[key], places, language)]
    if gate is not None:
        left = parts.rough(log_norm(gate, n), language)
        along = {"gate": numbers.number(gate, language, 4), "value": left}
        found.append(parts.filled(said["gate"], along, language))
    return " ".join(found)


def context(values: Mapping[str, Any], language: str) -> dict[str, Any]:
    """What ``web/pictures/gradient-norm.html`` draws."""
    steps, gate = values["steps"], values["gate"]
    factor, n = values["rho"] * values["slope"], values["steps"] // 2
    moved = [
        ("rho", _("ρ, spectral radius of W"), (0.5, 1.5, 0.05), values["rho"]),
        ("slope", _("σ′, the slope at each step"), (0.05, 1, 0.05), values["slope"]),
        ("gate", _("f, forget gate"), (0.5, 1, 0.01), gate),
        ("n", _("distance T − k"), (1, steps, 1), n),
    ]
    return {
        "title": _("Norm of the gradient against distance, W being ρ times an orthogonal matrix"),
        "alt": _("The norm of the gradient against the distance: a line on a logarithmic scale."),
        "controls": [
            parts.control(key, label, limits, value, language)
            for key, label, limits, value in moved
            if value is not None
        ],
        "say": phrases(gated=gate is not None),
        "said": sentence(values, n, language),
        "box": {"left": LEFT, "right": RIGHT, "top": TOP, "bottom": BOTTOM, "low": LOW,
                "high": HIGH, "steps": steps},
        "ticks": [
            (up(power), numbers.power_of_ten(10.0**power))
            for power in range(LOW, HIGH + 1, _EVERY)
        ],
        "marks": [(across(k, steps), k) for k in (0, steps // 2, steps)],
        "start": Line(LEFT, up(0)),
        "norm": end(factor, steps),
        "here": Line(across(n, steps), up(log_norm(factor, n))),
        "gated": _gated(gate, n, steps),
        "middle": (LEFT + RIGHT) / 2,
        "rows": _rows(factor, gate, steps, language),
        "digits": "",
    }  # fmt: skip


def _gated(gate: float | None, n: int, steps: int) -> dict[str, Line] | None:
    if gate is None:
        return None
    here = Line(across(n, steps), up(log_norm(gate, n)))
    return {"end": end(gate, steps), "here": here}


def _rows(factor: float, gate: float | None, steps: int, language: str) -> list[list[str]]:
    """The table: distance, norm and, where there is a gate, what is left along the cell."""
    found = []
    for place in range(1, _ROWS):
        n = steps * place // (_ROWS - 1)
        lines = [factor] if gate is None else [factor, gate]
        norms = [parts.rough(log_norm(one, n), language) for one in lines]
        found.append([numbers.number(n, language), *norms])
    return found
