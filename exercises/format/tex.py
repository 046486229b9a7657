r"""Whether the pages can typeset a formula: braces, commands, arguments, environments.

The same mistakes at which KaTeX stops, found without a browser. Nothing is typeset, so what
this lets pass may still be ugly; what it refuses would be shown as red source to students.
"""

import difflib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from exercises.format.problems import said
from graders.contracts import Message

_TOKEN = re.compile(r"\\[A-Za-z]+|\\[^A-Za-z]|\s+|[^\\]|\\$")
_VALUE = re.compile(r"\[\[[^\[\]\n]*\]\]")
_ENVIRONMENT = re.compile(r"\{([A-Za-z]+\*?)\}")
_DEEPEST = 60
_TEXT = frozenset({"text", "textrm", "textsf", "textnormal", "textbf", "textit", "texttt"})
_CLOSERS = ("}", r"\right", r"\end")
_SIGNS = "\\,;:!>{}|%#&_$ \n"
"""What may follow a backslash besides letters."""


class Fault(Exception):
    """Why a formula cannot be typeset, and where: an index into it."""

    def __init__(self, position: int, id_: str, **params: object) -> None:
        super().__init__(id_)
        self.position = position
        self.said: Message = said(id_, **params)


@dataclass(frozen=True)
class _Known:
    commands: dict[str, int]
    """How many arguments must follow a command."""
    environments: tuple[str, ...]


@cache
def _known() -> _Known:
    commands: dict[str, int] = {}
    environments: list[str] = []
    for line in Path(__file__).with_name("tex_commands.txt").read_text().splitlines():
        head, _, names = line.partition(": ")
        if head == "environments":
            environments += names.split()
        elif head.isdigit():
            commands |= dict.fromkeys(names.split(), int(head))
    return _Known(commands, tuple(environments))


def fault_in(formula: str) -> Fault | None:
    """What is wrong with the source between two dollar signs; None when it can be typeset."""
    # a value is one thing, whatever it will be
    plain = _VALUE.sub(lambda match: "{" + "0" * (len(match[0]) - 2) + "}", formula)
    try:
        _Reader(plain).row("")
    except Fault as fault:
        return fault
    return None


class _Reader:
    """Reads a formula once, from left to right; raises ``Fault`` at the first mistake."""

    def __init__(self, source: str) -> None:
        self.tokens = [(m[0], m.start()) for m in _TOKEN.finditer(source)]
        self.tokens.append(("", len(source)))
        self.source, self.index, self.depth = source, 0, 0

    def row(self, end: str, opened: int = 0, *, cells: bool = False) -> None:
        """Atoms with their scripts, up to and with ``end``."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Fault(opened, "tex-deep", most=_DEEPEST)
        scripts: set[str] = set()
        while True:
            sign, at = self.next()
            if sign == end:
                break
            if not sign:
                raise Fault(opened, "tex-open", sign=self.source[opened:][:20], end=end)
            if sign in ("^", "_"):
                if sign in scripts:
                    raise Fault(at, "tex-twice", sign=sign)
                scripts.add(sign)
                self.argument(sign, at)
            elif sign == "&" and not cells:
                raise Fault(at, "tex-cells")
            elif not (sign.isspace() or sign in ("'", r"\limits", r"\nolimits")):
                scripts = set()
                self.atom(sign, at)
        self.depth -= 1

    def next(self) -> tuple[str, int]:
        """The next token and its place; an empty one at the end, again and again."""
        sign = self.tokens[self.index]
        self.index = min(self.index + 1, len(self.tokens) - 1)
        return sign

    def spaces(self) -> None:
        """Pass over white space."""
        while self.tokens[self.index][0].isspace():
            self.index += 1

    def atom(self, sign: str, at: int) -> None:
        """What begins with ``sign``: a sign, a group, a command with its arguments."""
        if sign == "{":
            self.row("}", at)
        elif sign in _CLOSERS:
            raise Fault(at, "tex-closes-nothing", sign=sign)
        elif sign in ("%", "#", "\\"):
            raise Fault(at, "tex-sign", sign=sign)
        elif sign == r"\left":
            self.delimiter(sign, at)
            self.row(r"\right", at)
            self.delimiter(r"\right", at)
        elif sign == r"\begin":
            self.environment(at)
        elif sign[0] == "\\" and sign[1:].isalpha():
            self.command(sign[1:], at)
        elif sign[0] == "\\" and sign[1] not in _SIGNS:
            raise Fault(at, "tex-command", name=sign)

    def command(self, name: str, at: int) -> None:
        """A command and as many arguments as it needs."""
        known = _known().commands
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.7)
            if near:
                raise Fault(at, "tex-command-near", name=f"\\{name}", near=f"\\{near[0]}")
            raise Fault(at, "tex-command", name=f"\\{name}")
        if name in _TEXT:
            self.words(name, at)
            return
        self.spaces()
        if name == "sqrt" and self.tokens[self.index][0] == "[":
            _, opened = self.next()
            self.row("]", opened)
        for _ in range(known[name]):
            self.argument(f"\\{name}", at)

    def argument(self, of: str, at: int) -> None:
        """One argument: a group or one sign."""
        self.spaces()
        sign, place = self.next()
        if sign in ("", "}", "^", "_", "&", "'", r"\right", r"\end", r"\\"):
            raise Fault(at, "tex-argument", name=of)
        self.atom(sign, place)

    def words(self, name: str, at: int) -> None:
        r"""The argument of ``\text``: running text, in which only braces count."""
        self.spaces()
        sign, opened = self.next()
        if sign != "{":
            raise Fault(at, "tex-argument", name=f"\\{name}")
        depth = 1
        while depth:
            sign, _ = self.next()
            if not sign:
                raise Fault(opened, "tex-open", sign=self.source[opened:][:20], end="}")
            depth += (sign == "{") - (sign == "}")

    def delimiter(self, of: str, at: int) -> None:
        r"""The sign after ``\left`` or ``\right``."""
        self.spaces()
        sign, _ = self.next()
        if sign in ("", "{", "}", "^", "_", "&"):
            raise Fault(at, "tex-delimiter", name=of)

    def environment(self, at: int) -> None:
        r"""From ``\begin{name}`` to the ``\end{name}`` that belongs to it."""
        name = self.called(r"\begin", at)
        known = _known().environments
        if name not in known:
            raise Fault(at, "tex-environment", name=name, known=", ".join(known))
        self.row(r"\end", at, cells=True)
        ended = self.called(r"\end", at)
        if ended != name:
            raise Fault(at, "tex-pair", name=name, ended=ended)

    def called(self, of: str, at: int) -> str:
        r"""The name in braces after ``\begin`` or ``\end``."""
        self.spaces()
        match = _ENVIRONMENT.match(self.source, self.tokens[self.index][1])
        if match is None:
            raise Fault(at, "tex-argument", name=of)
        while self.tokens[self.index][1] < match.end():
            self.index += 1
        return match[1]
