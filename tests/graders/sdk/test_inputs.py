"""Declared inputs: the smallest sizes first, bounded, the same for the same seed."""

from typing import Any

import numpy as np
import pytest

from graders.contracts import Part, Verdict
from graders.engine import Engine
from graders.sdk import check, inputs
from graders.sdk.collecting import Suite
from graders.sdk.errors import Mismatch, SuiteError
from graders.sdk.inputs import case
from tests.graders.submissions import bundle_of, request_of

SUITE = """
import numpy as np
from graders.sdk import check, suite

@suite.test(points=2, sizes={"n": (1, 5), "d": (1, 5)})
def product(student, A=suite.matrix("n", "d"), v=suite.vector("d"), k=suite.integer(1, 3)):
    with suite.part(points=1):
        check.shape(student.f(A, v, k), (len(A),))
    check.close(student.f(A, v, k), k * A @ v)
"""

MATRIX, SCALAR, STEPS = inputs.matrix("n", "d"), inputs.scalar(), inputs.size("T")
SEQUENCE, CUBE = inputs.sequence("T", 2), inputs.array("n", "n", "n")
PLAIN = inputs.vector(3, draw=lambda rng, shape: np.full(shape, 0.25), dtype="float32")


def judged(engine: Engine, body: str, suite: str = SUITE) -> Verdict:
    source = f"import numpy as np\ndef f(A, v, k):\n    {body}\n"
    request = request_of(source, defines=["f(A, v, k)"], max=2000)
    return engine.grade(request, bundle_of(suite, "def f(A, v, k):\n    return k * A @ v\n"))


def shown(part: Part) -> dict[str, Any]:
    (detail,) = [one for one in part.details if one["type"] == "inputs"]
    return {value["name"]: value for value in detail["values"]}


def sizes(part: Part) -> list[str]:
    return [m.params["sizes"] for m in part.messages if m.id == "sdk.smallest"]


def test_what_is_right_at_every_size_passes(engine: Engine) -> None:
    verdict = judged(engine, "return k * A @ v")
    assert (verdict.points, verdict.parts[0].outcome) == (2000, "passed")
    assert verdict.parts[0].messages == ()


@pytest.mark.parametrize(
    ("body", "smallest"),
    [
        ("return A @ v", "d = 1, k = 2, n = 1"),
        ("return k * A @ v[::-1]", "d = 2, k = 1, n = 1"),
        ("return k * (A @ v if len(A) < 3 else A[::-1] @ v)", "d = 1, k = 1, n = 3"),
        ("return k * (A @ v if A.shape != (5, 5) else 2 * A @ v)", "d = 5, k = 3, n = 5"),
        ("return k * A @ v if k < 3 else 1 / 0", "d = 1, k = 3, n = 1"),
    ],
)
def test_the_first_failure_is_the_smallest_and_comes_with_its_inputs(
    engine: Engine, body: str, smallest: str
) -> None:
    part = judged(engine, body).parts[0]
    assert part.outcome in ("partial", "error")
    assert sizes(part) == [smallest]
    d, _k, n = (int(one.partition(" = ")[2]) for one in smallest.split(", "))
    assert shown(part)["A"]["shape"] == [n, d]
    assert shown(part)["v"]["shape"] == [d]
    if n * d < 10:
        entries = np.asarray(shown(part)["A"]["entries"])
        assert np.array_equal(np.round(entries, 1), entries)
        assert np.all(entries != 0)


def test_partial_credit_is_that_of_the_case_that_fails(engine: Engine) -> None:
    verdict = judged(engine, "return k * A @ v if len(A) < 2 else k * A @ v + 1")
    assert (verdict.points, verdict.parts[0].outcome) == (1000, "partial")
    verdict = judged(engine, "return k * A @ v if len(A) < 2 else (k * A @ v)[:, None]")
    assert (verdict.points, verdict.parts[0].outcome) == (0, "refused")


def test_the_same_seed_gives_the_same_case_and_numbers(engine: Engine) -> None:
    body = "return k * A @ v if len(A) < 2 else k * A @ v + 1"
    first, second = (judged(engine, body).parts[0] for _ in range(2))
    assert (first.messages, first.details) == (second.messages, second.details)
    assert first.messages


def test_a_mistake_is_named_with_declared_inputs(engine: Engine) -> None:
    suite = SUITE.replace("k * A @ v)", "k * A @ v + v.sum())") + (
        "\n\n@suite.test(points=1, sizes={'n': (4, 6)})\n"
        "def bias(student, A=suite.matrix('n', 'n'), v=suite.vector('n')):\n"
        "    check.close(student.f(A, v, 1), A @ v + v)\n"
    )
    verdict = judged(engine, "return A @ v", suite)
    told = [m for m in verdict.parts[1].messages if m.id == "diagnosis.without-term"]
    assert [m.params["name"] for m in told] == ["v"]


def test_a_hidden_test_shows_no_inputs(engine: Engine) -> None:
    hidden = SUITE.replace("points=2", "points=2, visible=False")
    part = judged(engine, "return A @ v", hidden).parts[0]
    assert (part.outcome, part.messages, part.details) == ("partial", (), ())


def plan(**kwargs: Any) -> list[dict[str, int]]:
    def test(A: Any = MATRIX) -> None:
        """A test."""

    drawn = inputs.declared(test, kwargs.get("sizes"), kwargs.get("cases"))
    return drawn.plan(np.random.default_rng(3))


def test_cases_grow_and_end_with_the_largest() -> None:
    cases = plan(sizes={"n": (1, 6), "d": (2, 9)})
    assert cases[0] == {"n": 1, "d": 2}
    assert cases[-1] == {"n": 6, "d": 9}
    assert len(cases) <= inputs.CASES
    totals = [sum(case.values()) for case in cases[:-2]]
    assert totals == sorted(totals)
    assert plan(sizes={"n": (3, 3), "d": (2, 2)}) == [{"n": 3, "d": 2}]
    assert len(plan(cases=1, sizes={"n": (1, 2)})) <= 3


def test_kinds_of_inputs() -> None:
    def test(x: Any = SEQUENCE, s: Any = SCALAR, T: Any = STEPS, p: Any = PLAIN) -> None:
        """A test."""

    drawn = inputs.declared(test, {"T": (2, 4)}, None)
    values = drawn.values({"T": 3}, np.random.default_rng(1), plain=True)
    assert values["x"].shape == (3, 2)
    assert isinstance(values["s"], float)
    assert values["T"] == 3
    assert (values["p"].dtype, values["p"][0]) == (np.float32, 0.25)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"sizes": {"m": (1, 2)}}, "no input has the size m"),
        ({"sizes": {"n": (3, 2)}}, "range"),
        ({"sizes": {"n": (1, 10**9)}}, "range"),
        ({"sizes": {"n": "big"}}, "range"),
        ({"sizes": {"n": (1, 1000), "d": (1, 1000)}, "cases": 41}, "cases"),
    ],
)
def test_what_cannot_be_declared_is_said(given: dict[str, Any], words: str) -> None:
    with pytest.raises(SuiteError, match=words):
        plan(**given)
    with pytest.raises(SuiteError, match="axis"):
        inputs.matrix("n", -1)
    with pytest.raises(SuiteError, match="entries"):
        Suite().test(1, sizes={"n": (1, 1000)})(cube)
    with pytest.raises(SuiteError, match="declare inputs"):
        Suite().test(1, cases=3)(plain)


def cube(A: Any = CUBE) -> None:
    """Too many entries."""


def plain(student: Any) -> None:
    """No inputs."""


def test_a_small_case_takes_its_reason_from_a_large_one(engine: Engine) -> None:
    suite = SUITE.replace(
        "k * A @ v)", "np.tanh(k * A @ v), explain=[('no tanh', k * A @ v), ('no k', A @ v)])"
    )
    part = judged(engine, "return k * A @ v", suite).parts[0]
    assert part.messages[0].params["text"] == {"*": "no tanh"}
    assert sizes(part) == ["d = 1, k = 1, n = 1"]
    assert shown(part)["A"]["shape"] == [1, 1]


CANCELLING = """
from graders.sdk import check, suite

@suite.test(points=2, cases=40)
def total(student, A=suite.scalar(), v=suite.scalar(), k=suite.scalar()):
    check.close(student.f(A, v, k), (A + v) + k, rtol=1e-10)
"""


def test_round_entries_whose_sum_comes_to_nothing_fail_nobody(engine: Engine) -> None:
    bundle = bundle_of(CANCELLING, "def f(A, v, k):\n    return A + v + k\n")
    right = "def f(A, v, k):\n    return A + (v + k)\n"
    wrong = right.rstrip() + " + 1e-12 * (abs(A + v + k) < 1e-9)\n"
    found = {
        source: {
            engine.grade(request_of(source, defines=["f(A, v, k)"], max=2000, seed=seed), bundle)
            .parts[0]
            .outcome
            for seed in range(12)
        }
        for source in (right, wrong)
    }
    assert found == {right: {"passed"}, wrong: {"passed", "failed"}}


def test_only_rounding_is_forgiven_and_only_of_round_entries() -> None:
    own = inputs.vector(2, draw=lambda _rng, _shape: np.array([np.inf, 1e9]))
    declared = inputs.Declared({"x": inputs.vector(2), "own": own, "n": inputs.size("n")})
    drawn = {"x": np.array([0.7, -2.5]), "own": np.array([np.inf, 1e9]), "n": 3}
    left = declared.rounding(drawn)
    assert 1e-15 < left < 1e-14
    assert inputs.Declared({"own": own}).rounding(drawn) == 0
    try:
        case.enter({}, drawn, left)
        check.close(5.5e-17, 0.0, rtol=1e-10)
        with pytest.raises(Mismatch):
            check.close(1e-14, 0.0, rtol=1e-10)
        with pytest.raises(Mismatch):  # less than rounding leaves, but of what is not nothing
            check.close(1e-6 + 1e-15, 1e-6, rtol=1e-10)
        with pytest.raises(Mismatch):
            check.close(5.5e-17, 0.0, rtol=1e-10, atol=0.0)
        case.enter({}, drawn)
        with pytest.raises(Mismatch):
            check.close(5.5e-17, 0.0, rtol=1e-10)
    finally:
        case.enter({}, {})
