"""``{{picture name parameter=value …}}`` in a statement: which there are, and what they take.

Knows neither Django nor how a picture is drawn, so that the format can refuse one that nobody
can draw. Parameters are written out: a value of a variant would have to stay unseen.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_CODE = re.compile(
    r"^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[^\S\n]*$|(`+)(?!`)[\s\S]+?(?<!`)\2(?!`)", re.MULTILINE
)
_OPEN = re.compile(r"\{\{\s*picture\b")
_WHOLE = re.compile(r"^\{\{picture\b(?P<said>[^{}\n]*)\}\}[^\S\n]*$", re.MULTILINE)
_PAIR = re.compile(r"([a-z]+)=(\S+)")
_SUM_SLACK = 1e-9


@dataclass(frozen=True)
class Fault:
    """Why a directive is none: a message of the format's catalogue and its parameters."""

    id: str
    params: Mapping[str, Any]


class PictureError(ValueError):
    """The directive cannot be drawn: ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.id)
        self.fault = fault


@dataclass(frozen=True)
class Number:
    """A number of a range; ``default`` None: may be left out, and then is not drawn."""

    low: float
    high: float
    default: float | None
    whole: bool = False

    def read(self, name: str, text: str) -> float | int:
        """The number. Raises ``PictureError``."""
        try:
            value = int(text) if self.whole else float(text)
        except ValueError:
            value = self.low - 1
        if self.low <= value <= self.high:
            return value
        kind = "picture-integer" if self.whole else "picture-number"
        raise PictureError(
            Fault(kind, {"name": name, "value": text, "low": self.low, "high": self.high})
        )


@dataclass(frozen=True)
class Words:
    """Words or letters between commas, ``least`` to ``most`` of them and none twice."""

    least: int
    most: int
    default: tuple[str, ...]

    def read(self, name: str, text: str) -> tuple[str, ...]:
        """The words. Raises ``PictureError``."""
        words = tuple(text.split(","))
        good = all(re.fullmatch(r"[^\W_]{1,8}", word) for word in words)
        if good and self.least <= len(words) <= self.most and len(set(words)) == len(words):
            return words
        limits = {"least": self.least, "most": self.most}
        raise PictureError(Fault("picture-words", {"name": name, "value": text, **limits}))


@dataclass(frozen=True)
class Label:
    """A short word, letter by letter."""

    default: str
    most: int = 4

    def read(self, name: str, text: str) -> str:
        """The word. Raises ``PictureError``."""
        if re.fullmatch(r"[^\W\d_]+", text) and len(text) <= self.most:
            return text
        raise PictureError(Fault("picture-label", {"name": name, "value": text, "most": self.most}))


Table = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Laws:
    """Rows of probabilities, ``0.6,0.4;0.1,0.9``; each adds up to 1."""

    default: Table

    def read(self, name: str, text: str) -> Table:
        """The rows. Raises ``PictureError``."""
        try:
            rows = tuple(tuple(float(cell) for cell in row.split(",")) for row in text.split(";"))
        except ValueError:
            rows = ((),)
        for row in rows:
            if not (row and min(row) >= 0 and abs(sum(row) - 1) < _SUM_SLACK):
                raise PictureError(Fault("picture-law", {"name": name, "value": text[:80]}))
        return rows


Parameter = Number | Words | Label | Laws
_CTC_LAWS = (
    (0.5, 0.1, 0.4), (0.4, 0.2, 0.4), (0.1, 0.6, 0.3), (0.2, 0.3, 0.5), (0.6, 0.1, 0.3),
)  # fmt: skip
PICTURES: dict[str, dict[str, Parameter]] = {
    "gradient-norm": {
        "rho": Number(0.5, 1.5, 0.9),
        "slope": Number(0.05, 1, 1),
        "steps": Number(10, 100, 50, whole=True),
        "gate": Number(0.5, 1, None),
    },
    "beam-tree": {
        "words": Words(2, 3, ("a", "b")),
        "laws": Laws(((0.6, 0.4), (0.55, 0.45), (0.05, 0.95))),
        "steps": Number(2, 3, 3, whole=True),
        "width": Number(1, 3, 1, whole=True),
    },
    "ctc-lattice": {"label": Label("bob"), "laws": Laws(_CTC_LAWS)},
    "lstm-cell": {
        "f": Number(0, 1, 0.9),
        "i": Number(0, 1, 0.5),
        "o": Number(0, 1, 0.8),
        "candidate": Number(-1, 1, 0.6),
        "before": Number(-2, 2, 1),
        "digits": Number(1, 2, 2, whole=True),
    },
}
"""Each picture with its parameters."""


@dataclass(frozen=True)
class Directive:
    """A picture that can be drawn: every parameter has its value."""

    name: str
    values: Mapping[str, Any]


def read(said: str) -> Directive:
    """What stands after ``picture`` between the braces. Raises ``PictureError``."""
    name, *pairs = said.split() or [""]
    if name not in PICTURES:
        raise PictureError(Fault("picture-unknown", {"name": name, "known": PICTURES}))
    known = PICTURES[name]
    values: dict[str, Any] = {key: parameter.default for key, parameter in known.items()}
    seen: set[str] = set()
    for text in pairs:
        match = _PAIR.fullmatch(text)
        key = match[1] if match else text.partition("=")[0]
        if key not in known:
            raise PictureError(Fault("picture-parameter", {"name": key, "known": known}))
        if match is None or key in seen:
            raise PictureError(Fault("picture-pair", {"text": text[:80]}))
        seen.add(key)
        values[key] = known[key].read(key, match[2])
    _agree(name, values)
    return Directive(name, values)


def _agree(name: str, values: Mapping[str, Any]) -> None:
    """The size of a table belongs to the words that it is about."""
    if name == "beam-tree":
        wide = len(values["words"])
        high = range(wide + 1, wide + 2)
    elif name == "ctc-lattice":
        label = values["label"]
        wide = len(set(label)) + 1
        needed = len(label) + sum(a == b for a, b in pairwise(label))
        high = range(max(2, needed), 8)
    else:
        return
    rows = values["laws"]
    if len(rows) not in high or any(len(row) != wide for row in rows):
        fault = {"columns": wide, "least": high[0], "most": high[-1]}
        raise PictureError(Fault("picture-size", {"name": "laws", **fault}))


def pieces(text: str) -> list[str | Directive]:
    """A Markdown text cut at its pictures; what cannot be drawn stays as it is written."""
    found: list[str | Directive] = []
    end = 0
    for match in _WHOLE.finditer(without_code(text)):
        with suppress(PictureError):
            found += [text[end : match.start()], read(match["said"])]
            end = match.end()
    return [*found, text[end:]]


def faults(bare: str, *, allowed: bool = True) -> Iterator[tuple[int, Fault]]:
    """What cannot be drawn in a text without its code, each with its position.

    ``allowed``: pictures may stand in this text.
    """
    whole = {match.start(): match["said"] for match in _WHOLE.finditer(bare)}
    for match in _OPEN.finditer(bare):
        if not allowed:
            yield match.start(), Fault("picture-here", {})
            continue
        if match.start() not in whole:
            yield match.start(), Fault("picture-open", {})
            continue
        try:
            read(whole[match.start()])
        except PictureError as error:
            yield match.start(), error.fault


def without_code(text: str) -> str:
    """The text with blanks in place of its code, position by position."""
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
