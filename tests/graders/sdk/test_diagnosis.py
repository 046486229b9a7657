"""One mistake explains the data, and is named; two do, or the data are too plain: silence."""

from typing import Any

import numpy as np
import pytest

from graders.sdk import check, diagnosis
from graders.sdk.errors import Mismatch, SuiteError, message
from graders.sdk.measure import notes

RNG = np.random.default_rng(5)
SEQUENCE = RNG.normal(size=(6, 3))
STATES = RNG.normal(size=(8, 2))
CUBE = RNG.normal(size=(2, 3, 4))
LOGITS = RNG.normal(size=(4, 5))


def softmax(z: Any, axis: int) -> Any:
    e = np.exp(z)
    return e / e.sum(axis, keepdims=True)


def said(got: Any, want: Any, **more: Any) -> list[dict[str, Any]]:
    """The diagnosis of a wrong answer."""
    with pytest.raises(Mismatch) as caught:
        check.close(got, want, **{"rtol": 1e-10, **more})
    return [
        m for m in caught.value.messages if m["id"].startswith(("diagnosis.", "author."))
    ]  # fmt: skip


def only(got: Any, want: Any, **more: Any) -> str:
    found = said(got, want, **more)
    return str(found[0]["id"]).removeprefix("diagnosis.") if len(found) == 1 else str(found)


@pytest.mark.parametrize(
    ("got", "want", "name"),
    [
        (SEQUENCE.T, SEQUENCE, "transposed"),
        (-SEQUENCE.T, SEQUENCE, "transposed-negated"),
        (-SEQUENCE, SEQUENCE, "negated"),
        (CUBE.swapaxes(0, 2), CUBE, "axes"),
        (SEQUENCE[::-1], SEQUENCE, "reversed"),
        (np.vstack([np.zeros(3), SEQUENCE[:-1]]), SEQUENCE, "late"),
        (np.vstack([SEQUENCE[1:], np.zeros(3)]), SEQUENCE, "early"),
        (np.roll(SEQUENCE, 1, 0), SEQUENCE, "late"),
        (np.tile(SEQUENCE[-1], (6, 1)), SEQUENCE, "last-for-all"),
        (np.tile(SEQUENCE[0], (6, 1)), SEQUENCE, "first-for-all"),
        (SEQUENCE[-1], SEQUENCE, "last-only"),
        (STATES[[2, 3, 0, 1, 4, 5, 6, 7]], STATES, "permuted"),
        (softmax(LOGITS, 0), softmax(LOGITS, 1), "wrong-normalised"),
        (SEQUENCE.astype("float32"), SEQUENCE, "float32"),
        (SEQUENCE.astype("float32").astype("float64"), SEQUENCE, "float32"),
        (1.7 * SEQUENCE, SEQUENCE, "factor"),
        (SEQUENCE + 0.25, SEQUENCE, "offset"),
    ],
)
def test_what_the_answer_alone_tells(got: Any, want: Any, name: str) -> None:
    assert only(got, want) == name


X, W, B = RNG.normal(size=(5, 3)), RNG.normal(size=(4, 3)), RNG.normal(size=4)


@pytest.mark.parametrize(
    ("got", "want", "name"),
    [
        (X @ W.T, X @ W.T + B, "without-term"),
        (X.sum(0), X.mean(0), "sum-for-mean"),
        (X.sum(), X.mean(), "sum-for-mean"),
        (X.mean(), X.sum(), "mean-for-sum"),
        (X.mean(1), X.mean(0), "wrong-axis"),
    ],
)
def test_what_the_arguments_tell(got: Any, want: Any, name: str) -> None:
    assert only(got, want, inputs={"X": X, "W": W, "b": B}) == name
    assert only(got, want) != name


@pytest.mark.parametrize(
    ("got", "want"),
    [
        (np.zeros((3, 3)), np.eye(3)),
        (np.ones((3, 2)), np.zeros((3, 2))),
        (np.zeros((3, 2)), SEQUENCE[:3, :2]),
        (np.full((2, 2), 3.0), np.full((2, 2), 2.0)),
        (np.array([[2.0]]), np.array([[1.0]])),
        (-1.0, 1.0),
        (0.5, 1.0),
        (np.array([1.0, 0.0]), np.array([0.0, 1.0])),
        (np.array([True, False, True]), np.array([False, True, False])),
        (SEQUENCE + RNG.normal(size=SEQUENCE.shape), SEQUENCE),
        (SEQUENCE * (1 + 1e-4 * X[0]), SEQUENCE),
        (SEQUENCE + 1e-7 * RNG.normal(size=SEQUENCE.shape), SEQUENCE),
        (np.array([[1.0, np.nan]]), np.array([[1.0, 2.0]])),
    ],
)
def test_plain_or_unlike_data_bear_nothing_out(got: Any, want: Any) -> None:
    assert said(got, want) == []


def test_two_mistakes_that_explain_the_same_data_are_not_told() -> None:
    skew = np.array([[0.0, 1.3, -0.7], [-1.3, 0.0, 2.9], [0.7, -2.9, 0.0]])
    assert said(-skew, skew) == []  # the transpose, and the opposite
    both = [("the one", -SEQUENCE)]
    assert said(-SEQUENCE, SEQUENCE, explain=both) == []


def test_a_mistake_that_does_not_lead_away_from_the_right_answer_explains_nothing() -> None:
    want = SEQUENCE + 1e-9
    assert said(want + 1e-6, want, explain=[("the same", want + 1e-6)]) == [
        message("author.text", text={"*": "the same"}, diagnosis=True)
    ]
    got = want * (1 + 3e-7)
    assert said(got, want, explain=[("nearly", want)]) == []


def test_authors_name_mistakes_of_their_own() -> None:
    slope = {"fr": "Sans la pente.", "en": "Without the slope."}
    found = said(2 * X, np.sin(X), explain=[(slope, lambda: 2 * X), ("other", X)])
    assert found == [message("author.text", text=slope, diagnosis=True)]
    assert said(2 * X, np.sin(X), explain={"twice": 2 * X})[0]["params"]["text"] == {"*": "twice"}


def test_an_authors_mistake_may_explain_several_arrays_at_once() -> None:
    want = {"W": W, "b": B}
    explain = [("half", {"W": W / 2, "b": B / 2}), ("W alone", {"W": W / 2, "b": B})]
    assert said({"W": W / 2, "b": B}, want, explain=explain)[0]["params"]["text"] == {
        "*": "W alone"
    }


def test_a_mistake_that_fails_is_the_authors_affair() -> None:
    explain = [("broken", lambda: 1 / 0)]
    assert said(SEQUENCE + RNG.normal(size=(6, 3)), SEQUENCE, explain=explain) == []
    notes.begin()
    try:
        with pytest.raises(SuiteError, match="ZeroDivisionError"):
            check.close(SEQUENCE + 1.0, SEQUENCE, explain=explain)
    finally:
        notes.rows = None
    with pytest.raises(SuiteError, match="pairs"):
        check.close(SEQUENCE + 1.0, SEQUENCE, explain=["no pair"])


def cell(x: Any, W: Any, b: Any) -> Any:
    """Four gates stacked, as in an LSTM, and the states of a sequence."""
    h = np.zeros(len(b) // 4)
    states = []
    for step in x:
        i, f, g, o = np.split(W @ np.concatenate([step, h]) + b, 4)
        h = o * np.tanh(np.exp(i) * np.tanh(g) + np.cos(f) * h)
        states.append(h)
    return np.array(states)


CELL = (RNG.normal(size=(5, 3)), RNG.normal(size=(8, 5)), RNG.normal(size=8))
GATES = ("i", "f", "g", "o")


def blocks(order: tuple[int, ...], array: Any) -> Any:
    return np.concatenate([np.split(array, 4)[k] for k in order])


def all_recipes() -> list[Any]:
    return [
        *diagnosis.permuted_gates(cell, CELL, (1, 2), GATES),
        *diagnosis.without_bias(cell, CELL, 2),
        *diagnosis.reversed_time(cell, CELL, 0),
        *diagnosis.shifted_time(cell, CELL, 0),
        *diagnosis.last_step(cell, CELL, 0),
    ]


@pytest.mark.parametrize(
    ("args", "name"),
    [
        ((CELL[0], blocks((1, 0, 2, 3), CELL[1]), blocks((1, 0, 2, 3), CELL[2])), "gates"),
        ((*CELL[:2], np.zeros(8)), "without-bias"),
        ((CELL[0][::-1], *CELL[1:]), "read-backwards"),
        ((np.vstack([np.zeros(3), CELL[0][:-1]]), *CELL[1:]), "read-late"),
        ((np.vstack([CELL[0][1:], np.zeros(3)]), *CELL[1:]), "read-early"),
        ((np.tile(CELL[0][-1], (5, 1)), *CELL[1:]), "read-last"),
    ],
)
def test_recipes_tell_the_mistakes_of_a_recurrent_cell_apart(args: Any, name: str) -> None:
    assert only(cell(*args), cell(*CELL), explain=all_recipes()) == name


def test_gates_that_cannot_be_told_apart_are_not_told() -> None:
    """Where two gates act alike, two orders of them explain the same answer."""

    def alike(x: Any, W: Any) -> Any:
        i, f, g, o = np.split(W @ x, 4)
        return i * g + np.tanh(f) - np.sin(o)

    args = (X[0], RNG.normal(size=(8, 3)))
    causes = diagnosis.permuted_gates(alike, args, [1], GATES)
    assert said(alike(X[0], blocks((3, 1, 2, 0), args[1])), alike(*args), explain=causes) == []
    swapped = alike(X[0], blocks((2, 1, 0, 3), args[1]))
    assert said(swapped + 1e-6, alike(*args), explain=causes) == []


def test_sums_slopes_axes_and_loose_randomness() -> None:
    losses = RNG.normal(size=7) ** 2
    mean = [*diagnosis.summed(np.mean, (losses,), 7), *diagnosis.without_slope(W)]
    assert only(losses.sum(), losses.mean(), explain=mean) == "sum-for-mean"
    assert only(W, W * (1 - np.tanh(W) ** 2), explain=mean) == "without-slope"
    axes = diagnosis.every_axis(lambda axis: np.sort(LOGITS, axis), 1, range(2))
    assert only(np.sort(LOGITS, 0), np.sort(LOGITS, 1), explain=axes) == "other-axis"
    draws = iter(RNG.normal(size=(2, 3)))
    again = diagnosis.run_twice(lambda: next(draws))
    assert only(RNG.normal(size=3), np.ones(3), explain=again) == "not-repeatable"
    fixed = RNG.normal(size=3)
    assert said(fixed, np.ones(3), explain=diagnosis.run_twice(lambda: fixed)) == []


def of_exact(got: Any, want: Any, explain: Any) -> list[str]:
    """The diagnoses of a wrong answer that is compared exactly."""
    with pytest.raises(Mismatch) as caught:
        check.equal(got, want, explain=explain, say="beside")
    told = [m for m in caught.value.messages if m["id"] == "author.text"]
    assert told[-1]["params"] == {"text": {"*": "beside"}}
    return [m["params"]["text"]["*"] for m in told if m["params"].get("diagnosis")]


def test_words_and_indices_are_told_by_the_one_mistake_that_leads_to_them() -> None:
    explain = [("kept", [1, 1, 2]), ("doubled", lambda: [2, 4]), ("right", [1, 2])]
    assert of_exact([1, 1, 2], [1, 2], explain) == ["kept"]
    assert of_exact([2, 4], [1, 2], explain) == ["doubled"]
    assert of_exact([1, 3], [1, 2], explain) == []
    assert of_exact([1, 1, 2], [1, 2], [*explain, ("also", [1, 1, 2])]) == []
    assert of_exact("abc", "ab", {"too long": "abc"}) == ["too long"]


def test_a_mistake_that_leads_to_the_right_answer_is_none() -> None:
    assert of_exact([3], [1], [("same", [1]), *diagnosis.when("three", lambda got: 3 in got)]) == [
        "three"
    ]


def test_a_fact_is_told_if_it_is_the_only_one() -> None:
    def told(*explain: Any) -> list[str]:
        with pytest.raises(Mismatch) as caught:
            check.true(False, say="beside", explain=explain)
        return [str(m["params"]["text"]["*"]) for m in caught.value.messages]

    assert told(("one", lambda: True), ("other", False)) == ["one", "beside"]
    assert told(("one", True), ("other", True)) == ["beside"]
    assert told() == ["beside"]


def test_what_an_author_names_may_fail_and_only_the_author_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fails = [("broken", lambda: 1 // 0)]
    assert of_exact([1], [2], fails) == []
    monkeypatch.setattr(notes, "rows", [])
    with pytest.raises(SuiteError, match="explain="):
        check.true(False, explain=fails)
