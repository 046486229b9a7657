"""What is wrong with a folder, and where: all of it at once, in the reader's language."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graders.contracts import Message
from graders.messages import render

MAX_PROBLEMS = 200
"""A folder with more than this is not worth a longer list."""
MAX_LISTED = 30
"""Known names that a sentence tells."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend. ``line`` and ``column`` count from 1; 0: the file as a whole."""

    file: str
    line: int
    column: int
    said: Message

    @property
    def message(self) -> str:
        """The sentence in English."""
        return render(self.said, "en")

    @property
    def place(self) -> str:
        """``file:line:column``, as far as it is known."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    def text(self, language: str) -> str:
        """Place and sentence in the reader's language."""
        return f"{self.place}: {render(self.said, language)}"

    def __str__(self) -> str:
        return self.text("en")


class FormatErrors(Exception):
    """The folder is refused whole; ``problems`` is never empty."""

    def __init__(self, problems: list[Problem]) -> None:
        ordered = sorted(set_of(problems), key=lambda p: (p.file, p.line, p.column))
        self.problems = ordered[:MAX_PROBLEMS]
        super().__init__("\n".join(str(problem) for problem in self.problems))


def set_of(problems: list[Problem]) -> list[Problem]:
    """The problems without repetitions, in their order."""
    seen: dict[tuple[str, int, int, str], Problem] = {}
    for problem in problems:
        seen.setdefault((problem.file, problem.line, problem.column, problem.message), problem)
    return list(seen.values())


def said(id_: str, **params: Any) -> Message:
    """A message of the catalogue ``graders/gate/format/messages.yaml``."""
    return Message(f"format.{id_}", params)


def nested(message: Message) -> dict[str, Any]:
    """A message as a parameter of another one."""
    return {"id": message.id, "params": message.params}


def listed(name: str, known: Iterable[str]) -> str:
    """What an unknown name may have meant, for the end of a sentence: the likeliest come first."""
    names = sorted(set(known))
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.6)
    ordered = [*near, *(other for other in names if other not in near)]
    more = ", …" if len(ordered) > MAX_LISTED else ""
    return (", ".join(ordered[:MAX_LISTED]) or "-") + more


class Notes:
    """Collects problems, so that an author sees all of them at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, file: str, at: tuple[int, int], id_: str, **params: Any) -> None:
        """Note the sentence ``format.<id_>`` at ``(line, column)``; ``(0, 0)``: the whole file."""
        self.problems.append(Problem(file, *at, said(id_, **params)))

    def raise_any(self) -> None:
        """Raise ``FormatErrors`` if anything was noted."""
        if self.problems:
            raise FormatErrors(self.problems)


WHOLE = (0, 0)
"""Place of a problem that concerns a file as a whole."""
