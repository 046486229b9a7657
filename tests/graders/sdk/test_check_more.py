"""Checks of draws, traces and sources; integers, and numbers that look alike."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from graders.contracts import Message
from graders.messages import render
from graders.sdk import check
from graders.sdk.errors import Mismatch, SuiteError

Array = np.ndarray[Any, Any]


def missed(call: Callable[..., None], *args: Any, **kwargs: Any) -> Mismatch:
    with pytest.raises(Mismatch) as caught:
        call(*args, **kwargs)
    return caught.value


def told(mismatch: Mismatch, language: str = "en") -> list[str]:
    return [render(Message(m["id"], m["params"]), language) for m in mismatch.messages]


def test_integers_neither_wrap_nor_hide() -> None:
    lowest = np.array([-(2**63), 0])
    missed(check.close, lowest, np.array([0, 0]))
    missed(check.close, np.array([2**53 + 1]), np.array([2**53]), rtol=0, atol=0.5)
    check.close(np.array([250], "uint8"), np.array([251], "uint8"), atol=1, rtol=0)
    missed(check.close, np.array([1.0, np.nan]), np.array([True, False]))
    check.close(np.array([1, 0]), np.array([True, False]))


def test_a_result_of_whole_numbers_is_named_by_its_dtype() -> None:
    mismatch = missed(check.close, np.array([0, 1]), np.array([0.5, 1.5]))
    assert told(mismatch)[-1] == (
        "Your result has dtype `int64`, which cuts decimals off. Expected: `float64`."
    )
    assert "sdk.integers" not in str(missed(check.close, np.array([0, 1]), np.array([0.0, 2.0])))


def test_numbers_that_look_alike_come_with_their_difference() -> None:
    assert told(missed(check.close, 1.0000001, 1.0, rtol=1e-9)) == [
        "Expected 1, got 1.0000001.", "Largest difference: 10⁻⁷ (relative: 10⁻⁷)."
    ]  # fmt: skip
    assert told(missed(check.close, 3.0, 2.0)) == ["Expected 2, got 3."]


def test_arrays_that_must_be_equal_say_where_they_are_not() -> None:
    check.equal(np.array([1.0, np.nan]), np.array([1.0, np.nan]))
    mismatch = missed(check.equal, np.array([1, 2, 4]), np.array([1, 2, 3]))
    assert told(mismatch)[0] == "First difference at `[2]`: expected 3, got 4 (1 of 3 differ)."
    wrong = missed(check.equal, np.zeros(2), np.zeros(3))
    assert (wrong.outcome, told(wrong)) == ("refused", ["Expected shape `(3,)`, got `(2,)`."])
    assert missed(check.equal, {"a": 1}, np.zeros(3)).outcome == "refused"
    assert missed(check.equal, np.array([1.0, np.nan]), np.array([1.0, 2.0])).outcome == "failed"


LAWS: dict[str, tuple[Any, Callable[[np.random.Generator, int], Array]]] = {
    "normal": (("normal", 1, 2), lambda rng, n: rng.normal(1, 2, n)),
    "uniform": (("uniform", -1, 3), lambda rng, n: rng.uniform(-1, 3, n)),
    "exponential": (("exponential", 0.5), lambda rng, n: rng.exponential(0.5, n)),
    "a function": (lambda x: x**2 if 0 < x < 1 else float(x >= 1),
                   lambda rng, n: np.sqrt(rng.uniform(size=n))),
    "counts": ({0: 0.5, 1: 0.3, 2: 0.2}, lambda rng, n: rng.choice(3, n, p=[0.5, 0.3, 0.2])),
    "right draws": (np.random.default_rng(9).gamma(2, size=3000),
                    lambda rng, n: rng.gamma(2, size=n)),
}  # fmt: skip


@pytest.mark.parametrize("name", LAWS)
def test_right_draws_pass_whatever_their_number(name: str) -> None:
    want, draw = LAWS[name]
    for seed in range(100):
        for size in (30, 100, 1000):
            check.distribution(draw(np.random.default_rng(seed), size), want)


@pytest.mark.parametrize("name", LAWS)
def test_false_alarms_are_rarer_than_stated(name: str) -> None:
    want, draw = LAWS[name]
    alarms = 0
    for seed in range(300):
        try:
            check.distribution(draw(np.random.default_rng(seed), 200), want, alarm=0.1)
        except Mismatch:
            alarms += 1
    assert alarms <= 45  # right below 0.1 * 300; 45 is 3 deviations above it


WRONG = {
    "variance for deviation": (np.random.default_rng(1).normal(1, 4, 2000), ("normal", 1, 2)),
    "centred": (np.random.default_rng(1).normal(0, 2, 2000), ("normal", 1, 2)),
    "a constant": (np.full(100, 1.0), ("normal", 1, 2)),
    "a narrower range": (np.random.default_rng(1).uniform(0, 1, 2000), ("uniform", -1, 1)),
    "equal shares": (np.random.default_rng(1).choice(3, 2000), {0: 0.5, 1: 0.3, 2: 0.2}),
    "never the rare one": (np.random.default_rng(1).choice(2, 5000), {0: 0.49, 1: 0.49, 2: 0.02}),
    "another law": (np.random.default_rng(1).normal(2, 1, 2000), LAWS["right draws"][0]),
}


@pytest.mark.parametrize(("got", "want"), WRONG.values(), ids=WRONG)
def test_wrong_draws_do_not_pass(got: Array, want: Any) -> None:
    assert missed(check.distribution, got, want).outcome == "failed"


def test_draws_are_told_of_in_words() -> None:
    say = missed(check.distribution, np.zeros(100), ("uniform", 0, 1))
    assert told(say)[0].startswith("The draws do not follow the expected law: 100% are at most 0")
    assert told(missed(check.distribution, np.full(99, 7), {1: 1.0}), "fr")[0].startswith(
        "La valeur 7 a été tirée"
    )
    assert missed(check.distribution, np.zeros(5), ("uniform", 0, 1)).outcome == "refused"
    assert missed(check.distribution, "draws", ("uniform", 0, 1)).outcome == "refused"
    assert told(missed(check.distribution, np.full(99, np.nan), ("normal", 0, 1)))[0].startswith(
        "Some values are not finite"
    )
    law: Any
    for law in (("cauchy", 0, 1), {0: 0.5}, lambda x: x, ("normal", 0, 0)):
        with pytest.raises(SuiteError):
            check.distribution(np.arange(100.0), law)


def lstm(steps: int = 4, samples: int = 2, units: int = 3) -> dict[str, Array]:
    rng = np.random.default_rng(3)
    return {name: rng.normal(size=(steps, samples, units)) for name in ("i", "f", "c", "h")}


NAMES = {"f": {"fr": "porte d'oubli", "en": "forget gate"}}


def test_a_trace_names_the_first_quantity_its_step_and_sample() -> None:
    want = lstm()
    check.trace(lstm(), want)
    got = lstm()
    got["c"][1:] += 1
    got["h"][1:] += 1
    got["f"][1, 0, 2] += 0.5
    mismatch = missed(check.trace, got, want, names=NAMES)
    assert told(mismatch)[0] == "First quantity that differs: forget gate, t = 1, sample 0, unit 2."
    assert told(mismatch, "fr")[0] == (
        "Première grandeur qui diffère : porte d'oubli, t = 1, exemple 0, composante 2."
    )
    assert mismatch.details[0]["at"] == [0, 2]


def test_a_trace_goes_by_time_before_it_goes_by_quantity() -> None:
    got = lstm()
    got["i"][2] += 1
    got["h"][0, 1, 0] += 1
    assert "h, t = 0, sample 1, unit 0" in told(missed(check.trace, got, lstm()))[0]


def test_a_trace_of_another_form_is_refused() -> None:
    want = lstm()
    without = {key: value for key, value in want.items() if key != "f"}
    wrongs: Any = (None, without, {**want, "f": want["f"][1:]}, {**want, "f": "gate"})
    for got in wrongs:
        assert missed(check.trace, got, want, names=NAMES).outcome == "refused"
    nan = lstm()
    nan["i"][3] = np.nan
    assert missed(check.trace, nan, want).outcome == "failed"
    pairs: Any = (({"h": 1.0}, {"h": 1.0}), (want, {}), (want, None))
    for other, wrong in pairs:
        with pytest.raises(SuiteError):
            check.trace(other, wrong)


PROGRAM = """
import numpy as xp
import torch.nn.functional as G
from numpy.linalg import *
from torch import autograd as ag
la = xp.linalg

def f(x, loss):
    a = la.eigh(x)
    b = inv(x)
    c = getattr(xp, "einsum")("ij->i", x)
    loss.backward()
    G.softmax(x)
    ag.grad(x, x)
    x @= x
    return [eval("1") for _ in x]
"""


@pytest.mark.parametrize(
    ("thing", "line"),
    [
        ("np.linalg.eigh", 9), ("numpy.linalg.inv", 10), ("np.einsum", 11), ("backward", 12),
        (".backward", 12), ("F.softmax", 13), ("torch.autograd", 14), ("torch.autograd.grad", 14),
        ("@", 15), ("eval", 16), ("for", 16), ("softmax", None), (".softmax", 13),
        ("np.linalg.solve", None), ("while", None), ("exec", None), ("x", 9),
    ],
)  # fmt: skip
def test_what_a_program_uses(thing: str, line: int | None) -> None:
    student = SimpleNamespace(source=PROGRAM)
    if line is None:
        check.avoids(student, thing)
        assert told(missed(check.uses, student, thing))
    else:
        check.uses(student, thing)
        assert missed(check.avoids, student, thing).messages[0]["params"]["line"] == line


def test_a_program_too_deep_to_read_is_the_students_affair() -> None:
    mismatch = missed(check.avoids, SimpleNamespace(source="-" * 5000 + "1\n"), "while")
    assert mismatch.outcome == "refused"
    assert told(mismatch) == ["Your program is nested too deeply to be read."]
    check.avoids(SimpleNamespace(source="a" + ".b" * 900 + "\n"), "while")
