"""YAML 1.2 with places: what a teacher writes is what is read."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.format.problems import Notes
from exercises.format.yaml12 import read
from graders.messages import catalogue


def parsed(text: str | bytes) -> tuple[Any, list[str]]:
    notes = Notes()
    tree = read("x.yaml", text if isinstance(text, bytes) else text.encode(), notes)
    ids = [problem.said.id.removeprefix("format.") for problem in notes.problems]
    return (tree.data if tree else None), ids


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1e-6", 1e-6), ("no", "no"), ("yes", "yes"), ("on", "on"), ("012", 12), ("0x10", 16),
        ("true", True), ("~", None), ("5 s", "5 s"), ("2026-11-21", "2026-11-21"), ("'1'", "1"),
        ("n_in*n_h", "n_in*n_h"), ("-1.5", -1.5), ("1_000", 1000),
    ],
)  # fmt: skip
def test_scalars(text: str, value: object) -> None:
    data, ids = parsed(f"a: {text}")
    assert data == {"a": value}
    assert type(data["a"]) is type(value)
    assert ids == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\na: 2", ["key-twice"]),
        ("a: !!python/object:os.system x", ["odd-tag"]),
        ("a: .nan", ["not-finite"]),
        ("? [1]\n: 2", ["odd-key"]),
        ("a: [1", ["yaml-bracket"]),
        ("a: *b", ["yaml-alias"]),
        ("[" * 5000, ["yaml-too-much"]),
        ("- " * 5000, ["yaml-too-much"]),
        ("{a: " * 5000, ["yaml-too-much"]),
        ("? " * 5000, ["yaml-too-much"]),
        ("--- 1\n--- 2", ["yaml-two"]),
        ("a: b: c", ["yaml-colon"]),
        ("a: 1\n b: 2", ["yaml-colon"]),
        ("a: - 1", ["yaml-dash"]),
        ("a: {b: 1", ["yaml-bracket"]),
        ("a:\n\tb: 1", ["yaml-tab"]),
        ("a: @b", ["yaml-character"]),
        ('a: "b', ["yaml-quote"]),
        ('a: "\\frac"', []),
        ('a: "\\sigma"', ["yaml-escape"]),
        ("a: 'it's'", ["yaml-indent"]),
        ("a: 1\nb", ["yaml-key"]),
        ("%YAML 3.0\n--- 1", ["yaml-other"]),
        ("a: " + "9" * 5000, ["number-too-long"]),
        (b"\xff", ["not-utf8"]),
        ("", ["empty-file"]),
    ],
)
def test_what_is_refused(text: str | bytes, expected: list[str]) -> None:
    assert parsed(text)[1] == expected


def test_aliases_unfold_but_not_without_end() -> None:
    assert parsed("a: &x {b: 1}\nc: *x")[0] == {"a": {"b": 1}, "c": {"b": 1}}
    laughs = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + "".join(
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 9)
    )
    assert parsed(laughs)[1] == ["yaml-too-much"]
    assert parsed("a: &a [*a]")[1] == ["yaml-too-much"]


def test_places() -> None:
    notes = Notes()
    tree = read("x.yaml", b"a:\n  - {b: 1,\n     c: [2, 3]}\n", notes)
    assert tree is not None
    assert tree.key_at(("a", 0, "c")) == (3, 6)
    assert tree.at(("a", 0, "c", 1)) == (3, 13)
    assert tree.at(("a", 0, "zz")) == (2, 5)


@given(st.binary(max_size=200))
def test_any_bytes_give_plain_data_or_a_problem(data: bytes) -> None:
    value, ids = parsed(data)
    if not ids:
        assert value is None or isinstance(value, dict | list | str | int | float | bool)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=20,
    )
)
def test_json_is_yaml(value: Any) -> None:
    data, ids = parsed(json.dumps(value))
    assert (data, ids) == (value, [])


_JARGON = re.compile(r"mapping|scalar|sequence|token|alias|block|stream", re.IGNORECASE)


def test_an_author_is_told_in_plain_words() -> None:
    said = {id_: text for id_, text in catalogue().items() if id_.startswith("format.")}
    assert len(said) > 100
    assert [id_ for id_, texts in said.items() if any(map(_JARGON.search, texts.values()))] == []


def test_what_is_open_is_told_where_it_was_opened() -> None:
    notes = Notes()
    read("a.yaml", b"a: 1\nb: [1,\nc: 2\n", notes)
    (problem,) = notes.problems
    assert (problem.line, problem.column) == (2, 4)
    assert problem.message == "This is not closed: a `,` or `]` is missing."
