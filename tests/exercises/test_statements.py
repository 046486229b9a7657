"""Values in a statement: the reader's notation, TeX inside formulas, Python inside code."""

import pytest
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from exercises.statements import (
    Prose,
    QuestionRef,
    StatementError,
    as_tex,
    segments,
    substitute,
    texts,
)

VALUES = {
    "n": 17300,
    "rate": 0.5,
    "tiny": 1e-7,
    "name": "LSTM",
    "A": [[1, 2], [3, 40000]],
    "v": [1],
}


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        ("[[n]] unités", "17 300 unités", "17,300 unités"),
        ("[[rate]]", "0,5", "0.5"),
        ("$n = [[n]]$", r"$n = 17\,300$", "$n = 17{,}300$"),
        ("$$[[rate]]$$", "$$0{,}5$$", "$$0.5$$"),
        ("$[[tiny]]$", "$10^{-7}$", "$10^{-7}$"),
        ("`n_h = [[n]]`", "`n_h = 17300`", "`n_h = 17300`"),
        ("```py\nn = [[n]]\n```", "```py\nn = 17300\n```", "```py\nn = 17300\n```"),
        ("un [[name]]", "un LSTM", "un LSTM"),
        (
            "$A = [[A]]$",
            r"$A = \begin{pmatrix} 1 & 2 \\ 3 & 40\,000 \end{pmatrix}$",
            r"$A = \begin{pmatrix} 1 & 2 \\ 3 & 40{,}000 \end{pmatrix}$",
        ),
        ("[[v]]", r"$\begin{pmatrix} 1 \end{pmatrix}$", r"$\begin{pmatrix} 1 \end{pmatrix}$"),
        (r"cost \$[[n]] and \$5", r"cost \$17 300 and \$5", r"cost \$17,300 and \$5"),
    ],
)
def test_a_number_is_written_as_its_place_wants_it(text: str, french: str, english: str) -> None:
    """French and English, text and formula and code."""
    plain = substitute(text, VALUES, "fr").translate({0x202F: " ", 0xA0: " "})
    assert plain == french
    assert substitute(text, VALUES, "en") == english


def test_questions_stand_where_they_are_named() -> None:
    """Text, question, text."""
    found = segments({"en": "One.\n\n[[?count]]\n\nTwo."}, VALUES, "en")
    assert [type(piece) for piece in found] == [Prose, QuestionRef, Prose]
    assert found[1] == QuestionRef("count")


def test_an_unknown_name_is_an_error_that_names_it() -> None:
    """A typo must not reach a student."""
    with pytest.raises(StatementError, match="n_x"):
        segments({"*": "[[n_x]]"}, VALUES, "fr")


def test_html_of_an_author_is_text() -> None:
    """Statements are Markdown; raw HTML does nothing."""
    (piece,) = segments({"*": "<script>alert(1)</script> <b onclick=x>y</b>"}, VALUES, "en")
    assert isinstance(piece, Prose)
    assert "<script" not in piece.html
    assert "<b " not in piece.html


def test_figures_come_from_the_bundle_and_nowhere_else() -> None:
    """A relative path is read below the bundle; another site's image is not loaded."""
    (piece,) = segments(
        {"*": "![A cell](figures/cell.svg) ![x](https://example.org/x.png)"},
        {},
        "en",
        bundle="ab12",
    )
    assert isinstance(piece, Prose)
    assert 'src="/exercises/figures/ab12/figures/cell.svg"' in piece.html
    assert 'alt="A cell"' in piece.html
    assert "example.org" not in piece.html


def test_a_language_that_is_missing_falls_back() -> None:
    """Better the other language than nothing."""
    (piece,) = segments({"fr": "Bonjour"}, {}, "en")
    assert isinstance(piece, Prose)
    assert "Bonjour" in piece.html


@given(st.text(max_size=200))
def test_any_text_makes_a_statement_or_a_clear_error(text: str) -> None:
    """Hostile or broken Markdown never raises anything else."""
    try:
        found = segments({"*": text}, VALUES, "fr")
    except StatementError:
        return
    assert all("<script" not in piece.html for piece in found if isinstance(piece, Prose))


@given(st.integers(-(10**12), 10**12))
def test_an_integer_in_a_formula_is_the_same_integer(value: int) -> None:
    """Only separators are added."""
    for language in ("fr", "en"):
        text = as_tex(value, language)
        assert int(text.replace(r"\,", "").replace("{,}", "")) == value


def test_a_picture_is_drawn_for_readers_and_told_to_programs() -> None:
    source = "Look:\n\n{{picture lstm-cell f=0.5}}\n\n[[?count]]\n\n`{{picture x}}`"
    first, question, last = segments({"*": source}, VALUES, "fr")
    assert isinstance(first, Prose)
    assert "<p>Look:</p>" in first.html
    assert 'data-picture="lstm-cell"' in first.html
    assert "porte d’oubli" in first.html
    assert question == QuestionRef("count")
    safe = SafeString("<p><code>{{picture x}}</code></p>\n")
    assert last == Prose(safe)
    told = texts({"fr": source, "en": source}, VALUES)
    assert "Look:\n\n*Une composante d’une cellule LSTM" in told["fr"]
    assert "∂c(t)/∂c(t−1) = f = 0.5" in told["en"].replace("\u00a0", " ")
    assert "[[?count]]" in told["en"]
