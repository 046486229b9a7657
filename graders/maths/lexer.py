"""Tokens of the plain-text arithmetic of ``let:`` and of answers."""

import re
from dataclasses import dataclass

from graders.maths.errors import ExpressionError

MAX_LENGTH = 2000
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[^\W\d]\w*(?:\.[^\W\d]\w*)*)"
    r"|(?P<sign>\*\*|[-+*/^(),×·÷−])|(?P<end>$))"
)
_SAME = {"×": "*", "·": "*", "÷": "/", "−": "-", "**": "^"}


@dataclass(frozen=True)
class Token:
    """``kind``: number, name, sign or end; ``at``: its first character."""

    kind: str
    text: str
    at: int


def tokens(text: str) -> list[Token]:
    """All tokens, the last of kind ``end``. Raises ``ExpressionError``."""
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"longer than {MAX_LENGTH} characters", MAX_LENGTH)
    found: list[Token] = []
    at = 0
    while not found or found[-1].kind != "end":
        match = _TOKEN.match(text, at)
        if match is None:
            bad = at + len(text[at:]) - len(text[at:].lstrip())
            raise ExpressionError(f"{text[bad]!r} has no meaning here", bad)
        kind = match.lastgroup or "end"
        found.append(Token(kind, _SAME.get(match[kind], match[kind]), match.start(kind)))
        at = match.end()
    return found
