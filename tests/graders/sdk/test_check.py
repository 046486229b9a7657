"""What a check says: shape before values, the first entry that differs, and what it looks like."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from graders.sdk import check
from graders.sdk.errors import Mismatch, StudentError

WANT = np.arange(1.0, 7.0).reshape(2, 3)


def missed(call: Callable[..., None], *args: Any, **kwargs: Any) -> Mismatch:
    with pytest.raises(Mismatch) as caught:
        call(*args, **kwargs)
    return caught.value


def ids(mismatch: Mismatch) -> list[str]:
    return [message["id"] for message in mismatch.messages]


def test_what_is_close_is_silent() -> None:
    check.close(WANT * (1 + 1e-9), WANT)
    check.close([1.0, 2.0], np.array([1.0, 2.0]))
    check.close(3, 3.0)
    check.close((WANT, {"a": [1.0]}), (WANT, {"a": np.array([1.0])}))
    check.close(np.array([np.nan, np.inf]), np.array([np.nan, np.inf]))


@pytest.mark.parametrize(
    ("got", "sentence"),
    [
        (-WANT, "diagnosis.negated"),
        (WANT[::-1], "diagnosis.reversed"),
        (WANT[:, ::-1], "diagnosis.reversed"),
        (WANT * 2, "diagnosis.factor"),
        (WANT.astype("float32") * 1.000001, "diagnosis.float32"),
        (WANT * np.nan, "sdk.not-finite"),
    ],
)
def test_it_says_what_a_wrong_array_looks_like(got: Any, sentence: str) -> None:
    mismatch = missed(check.close, got, WANT)
    assert mismatch.outcome == "failed"
    assert "sdk.first-entry" in ids(mismatch)
    assert sentence in ids(mismatch)


def test_a_transpose_is_recognised_in_shape_and_in_values() -> None:
    assert ids(missed(check.close, WANT.T, WANT)) == ["sdk.shape", "diagnosis.transposed"]
    square = np.array([[1.0, 2.0], [3.0, 4.0]])
    assert "diagnosis.transposed" in ids(missed(check.close, square.T, square))
    assert "diagnosis.transposed-negated" in ids(missed(check.close, -square.T, square))


def test_the_first_entry_and_the_largest_difference() -> None:
    got = WANT.copy()
    got[0, 2] += 1e-3
    got[1, 1] += 0.5
    mismatch = missed(check.close, got, WANT)
    assert mismatch.messages[0]["params"] == {
        "place": "[0, 2]", "count": 2, "size": 6, "got": got[0, 2], "expected": 3.0
    }  # fmt: skip
    assert mismatch.messages[1]["params"] == {"difference": 0.5, "relative": 0.1}
    detail = mismatch.details[0]
    assert (detail["type"], detail["at"]) == ("matrices", [0, 2])
    assert detail["expected"]["entries"][0] == [1.0, 2.0, 3.0]


@pytest.mark.parametrize(
    "got", [None, "text", [[1.0], [2.0, 3.0]], {"a": 1}, np.zeros(3), np.zeros((2, 3, 1)), 1.0]
)
def test_a_wrong_type_or_shape_is_refused(got: Any) -> None:
    assert missed(check.close, got, WANT).outcome == "refused"


def test_an_empty_array_or_a_nan_is_no_wildcard() -> None:
    for got in (np.zeros((0, 3)), np.full((2, 3), np.nan), np.full((2, 3), np.inf)):
        missed(check.close, got, WANT)


def test_zeros_do_not_pass_for_small_values() -> None:
    missed(check.close, np.zeros((2, 3)), WANT * 1e-12)


def test_structures_say_where() -> None:
    mismatch = missed(check.close, {"a": (1.0, 2.0)}, {"a": (1.0, 3.0)})
    assert mismatch.messages[-1]["params"] == {"where": "['a'][1]"}
    named = missed(check.close, (1.0, (2.0, 5.0)), (1.0, (2.0, 3.0)), names=("h", "c"))
    assert named.messages[-1]["params"] == {"where": "c[1]"}
    assert ids(missed(check.close, {}, {"a": 1.0})) == ["sdk.key-missing"]
    assert ids(missed(check.close, (1.0,), (1.0, 2.0))) == ["sdk.length"]


@pytest.mark.parametrize("asked", [check.close, check.equal])
def test_a_function_that_returns_nothing_is_told_so(asked: Callable[..., None]) -> None:
    assert ids(missed(asked, None, WANT))[0] == "sdk.nothing"
    assert ids(missed(check.shape, None, (2,)))[0] == "sdk.nothing"
    assert "sdk.nothing" not in ids(missed(asked, np.zeros(9), WANT))


def test_the_authors_sentence_comes_first_and_inputs_are_shown() -> None:
    mismatch = missed(check.close, 1.0, 2.0, inputs={"n": 3}, say={"fr": "Non", "en": "No"})
    assert mismatch.messages[0] == {
        "id": "author.text", "params": {"text": {"fr": "Non", "en": "No"}}
    }  # fmt: skip
    assert mismatch.details[-1]["values"][0]["name"] == "n"


def test_equal_is_exact() -> None:
    check.equal([1, (2, "a")], (1, [2, "a"]))
    check.equal(np.array([1, 2]), np.array([1.0, 2.0]))
    for got, want in ((1, "1"), ([1], [1, 2]), ({"a": 1}, {"a": 2}), (WANT, WANT + 1e-12)):
        missed(check.equal, got, want)


def test_shape_and_dtype() -> None:
    check.shape(WANT, (2, None), dtype="float64")
    turned = missed(check.shape, WANT, (3, 2))
    assert turned.outcome == "refused"
    assert ids(turned) == ["sdk.shape", "sdk.shape-turned"]
    assert ids(missed(check.shape, WANT, (2, 4))) == ["sdk.shape"]
    assert ids(missed(check.shape, WANT, (2, 3), dtype="float32")) == ["sdk.dtype-expected"]
    assert ids(missed(check.shape, [1, 2], (2,))) == ["sdk.expected-array"]


def test_raises_takes_names_and_bases() -> None:
    def fails(*_args: Any) -> None:
        raise StudentError("KeyError", ["KeyError", "LookupError", "Exception"], "x", [])

    check.raises(LookupError, fails, 1)
    check.raises(("ValueError", "KeyError"), fails)
    assert ids(missed(check.raises, ValueError, fails)) == ["sdk.raised-other"]
    assert ids(missed(check.raises, ValueError, lambda: None)) == ["sdk.raised-nothing"]


def test_derivatives_against_differences() -> None:
    x = np.array([0.3, -1.2])
    check.gradient(2 * x, lambda v: float(v @ v), x)
    missed(check.gradient, x, lambda v: float(v @ v), x)
    A = np.array([[1.0, 2.0], [0.5, -1.0], [3.0, 0.0]])
    check.jacobian(A, lambda v: A @ v, x)
    assert missed(check.jacobian, A.T, lambda v: A @ v, x).outcome == "refused"


def test_trace_names_the_first_that_differs() -> None:
    steps = [("input gate", 1.0, 1.0), ("forget gate", 1.0, 2.0), ("output", 0.0, 9.0)]
    mismatch = missed(check.trace, steps)
    assert mismatch.messages[0]["params"] == {"name": "forget gate"}


def test_decreasing_and_state_dicts() -> None:
    check.decreasing([3.0, 4.0, 1.0])
    missed(check.decreasing, [1.0, 2.0])
    assert ids(missed(check.decreasing, [3.0, np.nan])) == ["sdk.not-finite"]
    check.same_state_dict({"w": WANT}, {"w": WANT})
    assert ids(missed(check.same_state_dict, {"w": WANT, "v": WANT}, {"w": WANT})) == [
        "sdk.key-unknown"
    ]


class Source:
    source = (
        "import numpy as np\nfrom numpy.linalg import inv as inverse\n\n"
        "def f(x):\n    return np.linalg.eigh(x), inverse(x), [i for i in x]\n"
    )


def test_names_and_statements_of_the_source() -> None:
    check.uses(Source, "np.linalg.eigh", "numpy.linalg.eigh", "for")
    check.avoids(Source, "while", "np.linalg.solve")
    assert missed(check.avoids, Source, "np.linalg.inv").messages[0]["params"]["line"] == 5
    assert ids(missed(check.uses, Source, "np.einsum")) == ["sdk.not-used"]
