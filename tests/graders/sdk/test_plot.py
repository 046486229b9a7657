"""Plots: typed, bounded, read again on the trusted side, shown with a failed test."""

from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np
import pytest

from graders import contracts, plots
from graders.engine import Engine
from graders.sdk import check
from graders.sdk.errors import SuiteError
from tests.graders.submissions import bundle_of, request_of

TITLE = {"fr": "Titre", "en": "Title"}
RNG = np.random.default_rng(2)


def test_the_ready_made_plots_are_what_the_trusted_side_reads() -> None:
    made = [
        check.plot.losses([1.0, 0.5, 0.25], [1.0, 0.4, 0.2]),
        check.plot.gradient_norm(10.0 ** -np.arange(30.0), np.ones(30)),
        check.plot.error(RNG.normal(size=(5, 3)), RNG.normal(size=(5, 3))),
        check.plot.error(RNG.normal(size=7), RNG.normal(size=7)),
        check.plot.attention(np.full((4, 4), 0.25)),
        check.plot.bars({"a": 1, "b": -2.5}, title=TITLE, x="gate", y="mean"),
        check.plot.lines([(TITLE, [1, 2]), ("other", [0, 1])], title=TITLE, xs=[0.1, 0.7]),
    ]
    for plot in made:
        assert plot is not None
        read = plots.read(plot)
        assert plots.read(msgspec.json.decode(msgspec.json.encode(plot))) == read
        assert set(plot["title"]) <= {"fr", "en"}


def test_the_trusted_side_keeps_four() -> None:
    assert plots.kept([GOOD, {"type": "shape"}, HEAT, GOOD, HEAT, GOOD]) == [
        GOOD, {"type": "shape"}, HEAT, GOOD, HEAT
    ]  # fmt: skip


@pytest.mark.parametrize(
    "got", [np.zeros((2, 3)), "text", None, [1.0, 2.0], np.full((2, 2), np.nan), np.zeros((0, 2))]
)
def test_there_is_nothing_to_draw_of_an_answer_of_another_kind(got: Any) -> None:
    assert check.plot.error(got, np.ones((2, 2))) is None
    assert check.plot.losses(None) is None
    assert check.plot.lines({"a": [-1.0, 0.0]}, title=TITLE, log=True) is None


def test_large_data_are_thinned_out() -> None:
    line = check.plot.losses(np.arange(10_000.0))
    assert line is not None
    xs = line["lines"][0]["xs"]
    assert (len(xs), xs[0], xs[-1]) == (400, 1.0, 10_000.0)
    got = np.zeros((130, 200))
    got[129, 7] = 0.5
    heat = check.plot.error(got, np.zeros((130, 200)))
    assert heat is not None
    assert heat["step"] == [3, 4]
    assert np.shape(heat["rows"]) == (44, 50)
    assert heat["rows"][43][1] == 0.5
    plots.read(heat)


def test_what_is_not_finite_leaves_a_gap() -> None:
    plot = check.plot.losses([1.0, np.nan, np.inf, 0.25])
    assert plot is not None
    assert plot["lines"][0]["ys"] == [1.0, None, None, 0.25]
    logs = check.plot.gradient_norm([1.0, 0.0, -1.0])
    assert logs is not None
    assert logs["lines"][0]["ys"] == [1.0, None, None]


def test_misuse_is_said() -> None:
    calls: tuple[Callable[[], Any], ...] = (
        lambda: check.plot.lines([("a", [1.0])] * 5, title=TITLE),
        lambda: check.plot.bars({str(k): 1.0 for k in range(61)}, title=TITLE),
        lambda: check.plot.lines({"a": [1.0, 2.0]}, title=TITLE, xs=[1.0]),
    )
    for call in calls:
        with pytest.raises(SuiteError, match=r"check\.plot"):
            call()


GOOD = check.plot.losses([1.0, 0.5]) or {}
HEAT = check.plot.attention(np.eye(2)) or {}


@pytest.mark.parametrize(
    "bad",
    [
        {**GOOD, "form": "pie"},
        {**GOOD, "script": "x"},
        {**GOOD, "title": "not by language"},
        {**GOOD, "title": {"fr": "x" * 161}},
        {**GOOD, "lines": []},
        {**GOOD, "lines": GOOD["lines"] * 5},
        {**GOOD, "lines": [{**GOOD["lines"][0], "xs": [1.0]}]},
        {**GOOD, "lines": [{**GOOD["lines"][0], "ys": [float("nan"), 1.0]}]},
        {**GOOD, "lines": [{**GOOD["lines"][0], "xs": [1.0, "2"]}]},
        {**GOOD, "lines": [{"name": {}, "xs": [1.0] * 401, "ys": [1.0] * 401}]},
        {**HEAT, "rows": [[1.0], [1.0, 2.0]]},
        {**HEAT, "rows": [[1.0] * 65]},
        {**HEAT, "rows": [[None, None]]},
        {**GOOD, "log": True, "lines": [{**GOOD["lines"][0], "ys": [1.0, -1.0]}]},
        {**GOOD, "lines": [{**GOOD["lines"][0], "ys": [None, None]}]},
        {**HEAT, "step": [0, 1]},
    ],
)
def test_a_plot_that_the_sdk_would_not_make_is_left_out(bad: dict[str, Any]) -> None:
    assert plots.kept([bad, {"type": "shape"}]) == [{"type": "shape"}]


SUITE = """
import numpy as np
from graders.sdk import check, suite

@suite.test(points=1)
def first(student):
    got = student.double(np.arange(3.0))
    suite.show(check.plot.error(got, 2 * np.arange(3.0)))
    suite.show(check.plot.losses([2.0, 1.0]), always=True)
    check.close(got, 2 * np.arange(3.0))

@suite.test(points=1, needs="first")
def second(student):
    check.close(student.double(1.0), 2.0)

@suite.test(points=1, visible=False)
def third(student):
    got = student.double(np.arange(4.0))
    suite.show(check.plot.error(got, 2 * np.arange(4.0)))
    suite.show(check.plot.losses([3.0, 1.0]), hidden=True)
    check.close(got, 2 * np.arange(4.0))
"""


def shown(engine: Engine, source: str) -> list[list[str]]:
    verdict = engine.grade(request_of(source), bundle_of(SUITE))
    again = contracts.decode_reply(contracts.encode(verdict))
    assert isinstance(again, contracts.Verdict)
    return [[one["form"] for one in part.details if one["type"] == "plot"] for part in again.parts]


def test_plots_come_with_the_failed_test_that_shows_them(engine: Engine) -> None:
    assert shown(engine, "def double(x):\n    return 3 * x\n") == [["heat", "lines"], [], ["lines"]]
    assert shown(engine, "def double(x):\n    return 2 * x\n") == [["lines"], [], []]


def test_a_test_shows_four_plots_at_most(engine: Engine) -> None:
    body = SUITE.replace(
        "    suite.show(check.plot.losses([2.0, 1.0]), always=True)\n",
        "    for _ in range(5):\n        suite.show(check.plot.losses([2.0, 1.0]))\n",
    )
    verdict = engine.grade(request_of("def double(x):\n    return 2 * x\n"), bundle_of(body))
    assert verdict.fault == "suite-error"
    assert "at most 4 plots" in str(verdict.staff)
