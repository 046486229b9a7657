"""A statement as its reader sees it: values in place, Markdown as HTML, questions in it.

Authors write ``[[name]]`` for a value of the variant, ``[[?id]]`` for a question,
``![alt](figures/x.svg)`` for a figure and ``{{picture name …}}`` for one that can be moved. A
number is written in the reader's notation; inside ``$…$`` in TeX that says the same; inside
`code` as Python would print it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from web.pictures import directive
from web.pictures.drawing import drawn, in_words
from web.text.language import localized
from web.text.markdown import prose
from web.text.numbers import number

Values = Mapping[str, Any]
"""Parameters and ``let`` values of a variant: numbers, texts, or (nested) lists of numbers."""

_REGION = re.compile(
    r"""
      (?P<code> ^(?P<fence>`{3,}|~{3,})[^\n]*\n [\s\S]*? ^(?P=fence)[^\S\n]*$
              | (?P<tick>`+)(?!`) [\s\S]+? (?<!`)(?P=tick)(?!`) )
    | (?P<math> \$\$ [\s\S]+? \$\$ | (?<![\\$]) \$ [^$]+? (?<!\\) \$ )
    """,
    re.VERBOSE | re.MULTILINE,
)
_NAME = re.compile(r"\[\[([A-Za-z_]\w*)\]\]")
_QUESTION = re.compile(r"\[\[\?([A-Za-z_][\w-]*)\]\]")
_TEX = str.maketrans(
    {" ": r"\,", "\N{NARROW NO-BREAK SPACE}": r"\,", "\N{NO-BREAK SPACE}": r"\,", ",": "{,}"}
    | {"\N{MINUS SIGN}": "-", "·": r"\cdot ", "×": r"\times "}
)
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


class StatementError(ValueError):
    """The statement names a value that the variant does not have: ``name``."""

    def __init__(self, name: str) -> None:
        super().__init__(f"[[{name}]] is not a value of this variant")
        self.name = name


@dataclass(frozen=True)
class Prose:
    """A stretch of text, as safe HTML."""

    html: SafeString


@dataclass(frozen=True)
class QuestionRef:
    """The place of a question."""

    id: str


def segments(
    statement: Mapping[str, str], values: Values, language: str, *, bundle: str = ""
) -> list[Prose | QuestionRef]:
    """The statement in the reader's language, cut at its questions.

    ``bundle`` is the hash of the bundle that holds the figures. Raises
    ``StatementError`` for a ``[[name]]`` that is not in ``values``.
    """
    text = substitute(localized(statement, language), values, language)
    base = figures_at(bundle)
    pieces = _QUESTION.split(text)
    found: list[Prose | QuestionRef] = []
    for index, piece in enumerate(pieces):
        if index % 2:
            found.append(QuestionRef(piece))
        elif piece.strip():
            found.append(Prose(written(piece, language, base)))
    return found


def written(text: str, language: str, base: str = "") -> SafeString:
    """Markdown without questions as HTML, pictures drawn; images are read below ``base``."""
    found = [
        prose(piece.strip("\n"), language, base)
        if isinstance(piece, str)
        else drawn(piece, language)
        for piece in directive.pieces(text)
        if not isinstance(piece, str) or piece.strip()
    ]
    return mark_safe("".join(found))  # noqa: S308 (each piece is safe)


def without_pictures(text: str, language: str) -> str:
    """Markdown with words in place of each picture: for those who only read text."""
    return "".join(
        piece if isinstance(piece, str) else f"*{in_words(piece, language)}*"
        for piece in directive.pieces(text)
    )


def shown_values(statement: Mapping[str, str], values: Values) -> dict[str, Any]:
    """Those values that the statement prints: the others may be the answer itself."""
    named = {name for text in statement.values() for name in _NAME.findall(text)}
    return {name: value for name, value in values.items() if name in named}


def texts(statement: Mapping[str, str], values: Values) -> dict[str, str]:
    """The Markdown by language: values in place, pictures in words, ``[[?question]]`` left."""
    return {
        lang: without_pictures(substitute(text, values, lang), lang)
        for lang, text in statement.items()
    }


def substitute(text: str, values: Values, language: str) -> str:
    """The Markdown with every ``[[name]]`` replaced. Raises ``StatementError``."""
    done: list[str] = []
    end = 0
    for region in _REGION.finditer(text):
        done.append(_fill(text[end : region.start()], values, language, "text"))
        done.append(_fill(region[0], values, language, "math" if region["math"] else "code"))
        end = region.end()
    done.append(_fill(text[end:], values, language, "text"))
    return "".join(done)


def _fill(text: str, values: Values, language: str, place: str) -> str:
    def one(match: re.Match[str]) -> str:
        if match[1] not in values:
            raise StatementError(match[1])
        value = values[match[1]]
        if place == "code":
            return str(value)
        return as_tex(value, language) if place == "math" else _as_text(value, language)

    return _NAME.sub(one, text)


def _as_text(value: Any, language: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return f"${as_tex(value, language)}$"
    return number(value, language)


def as_tex(value: Any, language: str) -> str:
    r"""A value inside ``$…$``: ``17\,300``, ``0{,}5``, a list as a column, lists as a matrix."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        rows = [row if isinstance(row, list) else [row] for row in value]
        cells = [" & ".join(as_tex(cell, language) for cell in row) for row in rows]
        return r"\begin{pmatrix} " + r" \\ ".join(cells) + r" \end{pmatrix}"
    text = _RAISED.sub(lambda m: "^{" + m[0].translate(_LOWERED) + "}", number(value, language))
    return text.translate(_TEX)


def figures_at(bundle: str) -> str:
    """Where the figures of a bundle are served; empty without a bundle."""
    return reverse("exercises:bundle", args=[bundle]) if bundle else ""
