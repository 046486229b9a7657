"""Drawing parameters: integers, reals of so many decimals, choices, with exclusions."""

import random
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

TRIES = 1000
DECIMALS = 2
"""Decimals of a real parameter when the author does not say."""


class DrawError(Exception):
    """``not:`` leaves nothing to draw for the parameter ``name``."""

    def __init__(self, name: str) -> None:
        super().__init__(f"nothing is left to draw for {name}")
        self.name = name


def draw_all(parameters: Mapping[str, Mapping[str, Any]], rng: random.Random) -> dict[str, Any]:
    """A value for every parameter, in their order. Raises ``DrawError``."""
    values: dict[str, Any] = {}
    for name, spec in parameters.items():
        values[name] = _draw(name, spec, values, rng)
    return values


def _draw(
    name: str, spec: Mapping[str, Any], earlier: Mapping[str, Any], rng: random.Random
) -> Any:
    choices = spec.get("choice", ())
    excluded = [_excluded(item, choices, earlier) for item in spec.get("not", ())]
    if choices:
        left = [choice for choice in choices if choice not in excluded]
        if not left:
            raise DrawError(name)
        return rng.choice(left)
    for _ in range(TRIES):
        value = _number(spec, rng)
        if value not in excluded:
            return value
    raise DrawError(name)


def _excluded(item: Any, choices: Any, earlier: Mapping[str, Any]) -> Any:
    """A text in ``not:`` is a parameter drawn before, unless it is one of the choices."""
    return earlier[item] if isinstance(item, str) and item not in choices else item


def _number(spec: Mapping[str, Any], rng: random.Random) -> int | float:
    if "integer" in spec:
        low, high = spec["integer"]
        return rng.randrange(low, high + 1, spec.get("step", 1))
    low, high = (Decimal(str(bound)) for bound in spec["real"])
    fallback = Decimal(1).scaleb(-spec.get("decimals", DECIMALS))
    step = Decimal(str(spec["step"])) if "step" in spec else fallback
    return float(low + step * rng.randint(0, int((high - low) / step)))
