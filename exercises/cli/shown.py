"""What the terminal shows: errors as sentences, tables, verdicts."""

import textwrap
from collections.abc import Callable, Iterable, Sequence

from graders.contracts import Localized, Message
from graders.messages import localize, render

Say = Callable[[str], object]
LANGUAGES = ("en", "fr")
WIDTH = 100


class Unusable(Exception):
    """Input that cannot be used; the text is one or more sentences for the author."""


def sentence(message: Message, language: str) -> str:
    """A message in the reader's language."""
    return render(message, language)


def text(words: Localized, language: str, otherwise: str = "") -> str:
    """A text in the reader's language, or ``otherwise`` when there is none."""
    return localize(words, language) if words else otherwise


def table(rows: Iterable[Sequence[str]], indent: str = "  ") -> list[str]:
    """Rows as aligned columns; the last column is wrapped under itself."""
    rows = [[" ".join(cell.split()) for cell in row] for row in rows]
    if not rows:
        return []
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]) - 1)]
    lines = []
    for row in rows:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        start = indent + "  ".join([*padded, ""])
        room = max(40, WIDTH - len(start))
        wrapped = textwrap.wrap(row[-1], room, break_long_words=False) or [""]
        lines.append((start + wrapped[0]).rstrip())
        lines += [" " * len(start) + more for more in wrapped[1:]]
    return lines
