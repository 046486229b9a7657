"""Lexer of plain-text mathematics: ``n_h*(n_in + n_h + 1)``, ``rnn1.sum + 3.8e4``."""

import re
from dataclasses import dataclass
from typing import Literal

from graders.maths.errors import fault

MAX_LENGTH = 1000
TokenKind = Literal["number", "name", "sign", "end"]

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number> (?:[0-9]+(?:\.[0-9]*)? | \.[0-9]+) (?:[eE][+-]?[0-9]+)? )
    | (?P<name> [A-Za-z_][A-Za-z0-9_]* (?:\.[A-Za-z_][A-Za-z0-9_]*)? )
    | (?P<sign> \*\* | [-+*/^(),] | [−×·⋅÷] )
    )""",
    re.VERBOSE,
)
_SAME = {"**": "^", "−": "-", "×": "*", "·": "*", "⋅": "*", "÷": "/"}


@dataclass(frozen=True, slots=True)
class Token:
    """One word of an expression and where it starts."""

    kind: TokenKind
    text: str
    position: int


def tokens(text: str) -> list[Token]:
    """Cut ``text`` into words, the last one of kind ``end``. Raises ``ExpressionError``."""
    if len(text) > MAX_LENGTH:
        raise fault("too-long", MAX_LENGTH, limit=MAX_LENGTH)
    found: list[Token] = []
    at = 0
    while match := _TOKEN.match(text, at):
        start, at = match.span(str(match.lastgroup))
        word = match[str(match.lastgroup)]
        found.append(Token(_kind(match), _SAME.get(word, word), start))
    at = len(text) - len(text[at:].lstrip())
    if at < len(text):
        raise fault("character", at, character=text[at])
    return [*found, Token("end", "", len(text))]


def _kind(match: re.Match[str]) -> TokenKind:
    if match["number"] is not None:
        return "number"
    return "name" if match["name"] is not None else "sign"
