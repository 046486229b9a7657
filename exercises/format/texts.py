"""Texts: every declared language, known ``[[names]]``, each ``[[?question]]`` once, figures."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from exercises.format.marked import at as value_at
from exercises.format.marked import marked
from exercises.format.problems import WHOLE, Notes, listed, nested
from exercises.format.tex import fault_in
from exercises.format.yaml12 import Place, Tree
from web.pictures import directive

_PLACEHOLDER = re.compile(r"\[\[([^\[\]\n]*)\]\]")
_GAP = re.compile(r"gap:[A-Za-z][A-Za-z0-9_-]*")
_NAME = re.compile(r"[A-Za-z_]\w*")
_MEANT = re.compile(r"[\s(]*[A-Za-z_][^,\"']*|[^,\"']*[A-Za-z_)\d]\s*[-+*/^]\s*[\w(][^,\"']*")
"""Between double brackets, and no name: probably meant as one. Lists (``[[1, 2]]``) are not."""
_BROKEN = re.compile(r"\[\[\?(?![A-Za-z_][\w-]*\]\])[^\n\]]{0,40}")
"""The place of a question that is none: a space in it, a bracket missing."""
_BRACKET = re.compile(r"\[\[([A-Za-z_]\w*)\](?![\],])|(?<!, )(?<![\[,\w])\[([A-Za-z_]\w*)\]\]")
"""The place of a value that lacks a bracket on one side; lists of lists are none."""
_QUESTION = re.compile(r"\?([A-Za-z_][\w-]*)")
QUESTION_PLACE = re.compile(r"\[\[\?([A-Za-z_][\w-]*)\]\]")
"""Where a statement places a question; splitting gives text and ids in turn."""
_FIGURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]*)[^)]*\)")
_ESCAPES = {
    "\a": "\\a",
    "\b": "\\b",
    "\t": "\\t",
    "\v": "\\v",
    "\f": "\\f",
    "\r": "\\r",
    "\x1b": "\\e",
}
_CONTROL = re.compile(r"[\a\b\v\f\r\x1b]|(?<=\$)[^$\n]*?(\t)(?=[a-z])")
"""What double quotes made of ``\\frac`` or ``\\beta`` (or a tab of ``\\times``)."""
_LONG = {("statement",), ("solution",)}
_DOLLAR = re.compile(r"(?<!\\)\$\$?")
_FORMULA = re.compile(r"\$\$(?P<block>[\s\S]+?)\$\$|(?<!\\)\$(?P<inline>[^$]+?)(?<!\\)\$")


@dataclass(frozen=True)
class Known:
    """What texts may refer to; ``names is None``: nobody can tell before a variant is made."""

    languages: tuple[str, ...]
    names: Collection[str] | None
    questions: Collection[str]
    files: Collection[str]


def check_yaml(tree: Tree, known: Known, notes: Notes) -> None:
    """Every text in the YAML: its languages, its placeholders, its figures."""
    for path in marked(tree.data, "text"):
        text = value_at(tree.data, path)
        is_statement = path == ("statement",)
        gapped = path[0] == "questions" and "gaps" in value_at(tree.data, path[:2])
        for language, words in text.items() if isinstance(text, dict) else ((None, text),):
            if isinstance(words, str):
                at = tree.at((*path, language) if language else path)
                check_text(
                    tree.file, words, known, notes,
                    at=at, statement=is_statement, gapped=gapped, pictures=path in _LONG,
                )  # fmt: skip
        if isinstance(text, dict):
            _languages(tree, path, text, known, notes)


def _languages(
    tree: Tree, path: tuple[str | int, ...], text: dict[str, Any], known: Known, notes: Notes
) -> None:
    for language in known.languages:
        if language not in text:
            notes.add(tree.file, tree.at(path), "language-missing", language=language)
    for language in text if known.languages else ():  # without any, that is told by itself
        if language not in known.languages and language in ("fr", "en"):
            notes.add(
                tree.file, tree.key_at((*path, language)), "language-undeclared", language=language
            )


def check_text(
    file: str,
    text: str,
    known: Known,
    notes: Notes,
    *,
    at: Place | None = None,
    statement: bool = False,
    gapped: bool = False,
    pictures: bool = False,
) -> None:
    """One text in one language. ``at``: its place in a YAML file; otherwise it is a file.

    ``gapped``: gaps may stand in it; the kind says which. ``pictures``: so may pictures.
    """

    def place(position: int) -> Place:
        return at or place_in(text, position)

    for match in _PLACEHOLDER.finditer(text):
        if not (gapped and _GAP.fullmatch(match[1])):
            _placeholder(file, match, place(match.start()), known, notes, statement=statement)
    for match in _BROKEN.finditer(text):
        if not _PLACEHOLDER.match(text, match.start()):  # told above
            notes.add(file, place(match.start()), "placeholder-open", text=match[0])
    for match in _FIGURE.finditer(text):
        _figure(file, match, place(match.start()), known, notes)
    control = _CONTROL.search(text) if at else None
    if control and at:
        notes.add(file, at, "control-sign", sign=_ESCAPES[control[1] or control[0]])
    bare = directive.without_code(text)
    _pictures(file, bare, notes, place, allowed=pictures)
    for match in _BRACKET.finditer(bare):
        name = match[1] or match[2]
        if name in (known.names or ()):
            notes.add(file, place(match.start()), "placeholder-bracket", meant=f"[[{name}]]")
    _formulas(file, bare, notes, place)


def _pictures(
    file: str, bare: str, notes: Notes, place: Callable[[int], Place], *, allowed: bool
) -> None:
    """``{{picture …}}`` in a text without its code."""
    for position, fault in directive.faults(bare, allowed=allowed):
        params = dict(fault.params)
        if "known" in params:
            params["known"] = listed(params["name"], params["known"])
        notes.add(file, place(position), fault.id, **params)


def _formulas(file: str, bare: str, notes: Notes, place: Callable[[int], Place]) -> None:
    """What stands between dollar signs, in a text without its code."""
    dollars = list(_DOLLAR.finditer(bare))
    if len(dollars) % 2:
        notes.add(file, place(dollars[-1].start()), "dollar")
        return
    for match in _FORMULA.finditer(bare):
        group = match.lastgroup or "inline"
        fault = fault_in(match[group])
        if fault is not None:
            here, shown = place(match.start(group) + fault.position), " ".join(match[0].split())
            notes.add(file, here, "tex", formula=shown[:80], why=nested(fault.said))


def place_in(text: str, position: int) -> Place:
    """Line and column, from 1, of a character of a text."""
    line = text.count("\n", 0, position) + 1
    return line, position - text.rfind("\n", 0, position)


def _placeholder(
    file: str, match: re.Match[str], at: Place, known: Known, notes: Notes, *, statement: bool
) -> None:
    inner = match[1]
    question = _QUESTION.fullmatch(inner)
    if question:
        if not statement:
            notes.add(file, at, "question-here", id=question[1])
        elif question[1] not in known.questions:
            there = listed(question[1], known.questions)
            notes.add(file, at, "question-unknown", id=question[1], known=there)
    elif _NAME.fullmatch(inner):
        if known.names is not None and inner not in known.names:
            notes.add(file, at, "name-unknown", name=inner, known=listed(inner, known.names))
    elif _GAP.fullmatch(inner):
        notes.add(file, at, "gap-here", text=match[0][:60])
    elif inner.lstrip().startswith("?"):
        notes.add(file, at, "placeholder-open", text=match[0][:60])
    elif _MEANT.fullmatch(inner):
        notes.add(file, at, "placeholder-odd", text=match[0][:60])


def _figure(file: str, match: re.Match[str], at: Place, known: Known, notes: Notes) -> None:
    alt, path = match[1].strip(), match[2]
    if not alt:
        notes.add(file, at, "figure-alt", path=path[:100])
    if not path.startswith("figures/"):
        notes.add(file, at, "figure-outside", path=path[:100])
    elif path not in known.files:
        notes.add(file, at, "figure-missing", path=path[:100])


def placed_questions(text: str) -> Iterator[tuple[str, int]]:
    """The questions that a statement places, with their positions."""
    for match in _PLACEHOLDER.finditer(text):
        question = _QUESTION.fullmatch(match[1])
        if question:
            yield question[1], match.start()


def check_placing(statements: dict[str, tuple[str, str]], ids: list[str], notes: Notes) -> None:
    """Each question stands once in each language or in none.

    ``statements``: by language, the file it stands in and the text.
    """
    placed: dict[str, set[str]] = {}
    for language, (file, text) in statements.items():
        seen: set[str] = set()
        for id_, position in placed_questions(text):
            if id_ in seen:
                at = place_in(text, position) if file.endswith(".md") else WHOLE
                notes.add(file, at, "question-twice", id=id_)
            seen.add(id_)
        placed[language] = seen
    for id_ in ids:
        without = [language for language, seen in placed.items() if id_ not in seen]
        if without and len(without) < len(placed):
            for language in without:
                notes.add(statements[language][0], WHOLE, "question-missing", id=id_)
