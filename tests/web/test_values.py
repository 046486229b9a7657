from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from web.text import values
from web.text.typography import NBSP

entries = st.lists(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3), min_size=1, max_size=4)


def matrix(rows: list[list[Any]]) -> dict[str, Any]:
    """A matrix as a grader describes it."""
    return {"shape": [len(rows), len(rows[0])], "dtype": "float64", "entries": rows}


def test_what_differs_is_marked() -> None:
    want, got = values.pair(matrix([[1.0, 2.0]]), matrix([[1.0, 2.5]]), [0, 1], "fr")
    assert [entry.off for entry in got.rows[0]] == [False, True]
    assert [entry.text for entry in got.rows[0]] == ["1", "2,5"]
    assert want.caption == f"(1,{NBSP}2){NBSP}float64"


def test_a_small_difference_gets_the_digits_it_needs() -> None:
    want, got = values.pair(matrix([[1.0]]), matrix([[1.0000002]]), [0, 0], "en")
    assert got.rows[0][0].text == "1.0000002"
    assert want.rows[0][0].text == "1"


@given(entries)
def test_the_named_entry_is_always_marked(rows: list[list[float]]) -> None:
    _, got = values.pair(matrix(rows), matrix(rows), [0, 1], "fr")
    assert [(i, j) for i, row in enumerate(got.rows) for j, e in enumerate(row) if e.off] == [
        (0, 1)
    ]


def test_other_shapes_are_shown_and_not_compared() -> None:
    want, got = values.pair(matrix([[1.0]]), matrix([[1.0, 3.0]]), [], "fr")
    assert not any(entry.off for row in got.rows for entry in row)
    assert want.rows
    assert got.rows


def test_vectors_numbers_words_and_what_is_too_large() -> None:
    vector = {"shape": [2], "dtype": "float32", "entries": ["nan", "-inf"]}
    assert [entry.text for entry in values.shown(vector, "fr").rows[0]] == ["NaN", "−∞"]
    assert values.shown(vector, "fr").caption == f"(2,){NBSP}float32"
    number = {"shape": [], "dtype": "int", "entries": 7200}
    assert values.shown(number, "en").rows[0][0].text == "7,200"
    assert values.shown({"shape": [900, 900], "dtype": "float64"}, "fr").rows == []
    assert values.shown({"text": "'abc'"}, "fr").text == "'abc'"
    assert values.shape([]) == "()"
