"""Random results against a distribution, with a rate of false alarms that is proved.

No asymptotics: the bounds hold for every number of draws. Numbers of a continuous law are held
against its distribution function by the inequality of Dvoretzky, Kiefer and Wolfowitz with
Massart's constant (Annals of Probability 18, 1990): ``P(sup |F_n - F| > e) <= 2 exp(-2 n e^2)``.
Two samples add up their two bounds. Values of a discrete law are counted: the frequency of each
against its probability by Chernoff's bound ``exp(-n KL(frequency, probability))``.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from graders.sdk.check.closeness import said
from graders.sdk.errors import Mismatch, SuiteError, message
from graders.sdk.show import as_array, dtype_of, number

LEAST = 30
"""So few draws tell nothing."""
_LAWS = ("normal", "uniform", "exponential")
Array = np.ndarray[Any, Any]


def distribution(got: Any, want: Any, alarm: float = 1e-6, *, say: Any = None) -> None:
    """The numbers ``got`` look drawn, independently, from ``want``.

    ``want``: ``("normal", mean, deviation)``, ``("uniform", low, high)``, ``("exponential",
    mean)``, a continuous distribution function, an array of right draws, or a dict from values
    to probabilities. A right program fails at most once in ``1 / alarm`` seeds.
    """
    if not 0 < alarm <= 0.5:
        raise SuiteError("check.distribution: alarm is a small probability, as 1e-6")
    drawn = as_array(got)
    if drawn is None or drawn.dtype.kind not in "biuf":
        told = message("sdk.expected-numbers", got=dtype_of(got))
        raise Mismatch(*said(say), told, outcome="refused")
    drawn = drawn.ravel().astype(np.float64)
    if drawn.size < LEAST:
        told = message("sdk.few-draws", least=LEAST, got=int(drawn.size))
        raise Mismatch(*said(say), told, outcome="refused")
    if not np.isfinite(drawn).all():
        raise Mismatch(*said(say), message("sdk.not-finite"))
    try:
        _compare(np.sort(drawn), want, alarm)
    except Mismatch as mismatch:
        raise Mismatch(*said(say), *mismatch.messages) from None


def _compare(drawn: Array, want: Any, alarm: float) -> None:
    if isinstance(want, Mapping):
        _counted(drawn, want, alarm)
    elif isinstance(want, np.ndarray | list):
        _two_samples(drawn, np.sort(np.asarray(want, np.float64).ravel()), alarm)
    else:
        _one_sample(drawn, want if callable(want) else _law(want), alarm)


def _law(want: Any) -> Callable[[float], float]:
    """The distribution function of a law by name. Raises ``SuiteError``."""
    known = isinstance(want, tuple) and len(want) > 1 and want[0] in _LAWS
    numbers = [float(value) for value in want[1:]] if known else []
    name = want[0] if known else ""
    if name == "normal" and len(numbers) == 2 and numbers[1] > 0:
        mean, deviation = numbers
        return lambda x: 0.5 * math.erfc((mean - x) / (deviation * math.sqrt(2)))
    if name == "uniform" and len(numbers) == 2 and numbers[0] < numbers[1]:
        low, high = numbers
        return lambda x: min(1.0, max(0.0, (x - low) / (high - low)))
    if name == "exponential" and len(numbers) == 1 and numbers[0] > 0:
        return lambda x: -math.expm1(-x / numbers[0]) if x > 0 else 0.0
    raise SuiteError(
        'check.distribution: ("normal", mean, deviation), ("uniform", low, high), '
        '("exponential", mean), a function, an array or a dict'
    )


def _bound(count: int, alarm: float) -> float:
    """How far ``count`` right draws stay from their law, but for one time in ``1 / alarm``."""
    return math.sqrt(math.log(2 / alarm) / (2 * count))


def _one_sample(drawn: Array, law: Callable[[float], float], alarm: float) -> None:
    expected = np.asarray([float(law(float(x))) for x in drawn])
    if not ((expected >= 0) & (expected <= 1)).all():
        raise SuiteError("check.distribution: a distribution function has values in [0, 1]")
    steps = np.arange(drawn.size + 1) / drawn.size
    above, below = steps[1:] - expected, expected - steps[:-1]
    gaps = np.maximum(above, below)
    at = int(np.argmax(gaps))
    if gaps[at] > _bound(drawn.size, alarm):
        share = steps[at + 1] if above[at] >= below[at] else steps[at]
        raise _unlike(float(drawn[at]), float(share), float(expected[at]))


def _two_samples(drawn: Array, right: Array, alarm: float) -> None:
    if right.size < LEAST or not np.isfinite(right).all():
        raise SuiteError(f"check.distribution: at least {LEAST} finite right draws are needed")
    points = np.union1d(drawn, right)
    shares = [np.searchsorted(sample, points, "right") / sample.size for sample in (drawn, right)]
    gaps = np.abs(shares[0] - shares[1])
    at = int(np.argmax(gaps))
    if gaps[at] > _bound(drawn.size, alarm / 2) + _bound(right.size, alarm / 2):
        raise _unlike(float(points[at]), float(shares[0][at]), float(shares[1][at]))


def _unlike(place: float, got: float, want: float) -> Mismatch:
    return Mismatch(message(
        "sdk.distribution", place=number(float(f"{place:.3g}")), got=round(100 * got, 1),
        expected=round(100 * want, 1),
    ))  # fmt: skip


def _counted(drawn: Array, want: Mapping[Any, float], alarm: float) -> None:
    total = sum(want.values())
    if not want or min(want.values()) < 0 or abs(total - 1) > 1e-9:
        raise SuiteError("check.distribution: the probabilities of a dict sum to 1")
    values, counts = np.unique(drawn, return_counts=True)
    found = {float(value): int(count) for value, count in zip(values, counts, strict=True)}
    expected = {float(value): float(share) for value, share in want.items()}
    for value in found.keys() - expected.keys():
        raise Mismatch(message("sdk.impossible", value=number(value)))
    sides = 2 * len(expected)
    for value, share in expected.items():
        frequency = found.get(value, 0) / drawn.size
        if _chernoff(frequency, share, drawn.size) < math.log(alarm / sides):
            raise Mismatch(message(
                "sdk.frequency", value=number(value), got=round(100 * frequency, 1),
                expected=round(100 * share, 1),
            ))  # fmt: skip


def _chernoff(frequency: float, share: float, count: int) -> float:
    """The logarithm of a bound on the chance that a frequency is so far off."""
    exponent = 0.0
    for seen, chance in ((frequency, share), (1 - frequency, 1 - share)):
        if seen > 0:
            if chance <= 0:
                return -math.inf
            exponent += seen * math.log(seen / chance)
    return -count * exponent
