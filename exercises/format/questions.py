"""The questions of an exercise: ids, and what each kind finds wrong with its own."""

from collections.abc import Container
from typing import Any

from exercises.format.marked import at as value_at
from exercises.format.marked import marked
from exercises.format.parameters import check_formula
from exercises.format.problems import Notes, Problem
from exercises.format.texts import Known
from exercises.format.yaml12 import Tree
from graders.bundle import Bundle
from graders.contracts import Message
from graders.kinds import PROGRAMS, REGISTRY


def check(tree: Tree, known: Known, notes: Notes) -> list[str]:
    """Ids once, ``uses:`` known, formulas parse; returns the ids of questions with code."""
    listed = tree.data.get("questions")
    seen: set[str] = set()
    code: list[str] = []
    for index, question in enumerate(listed if isinstance(listed, list) else []):
        id_ = question.get("id") if isinstance(question, dict) else None
        if not isinstance(id_, str):
            continue
        if id_ in seen:
            notes.add(tree.file, tree.at(("questions", index, "id")), "id-twice", id=id_)
        _uses(tree, index, question, seen, notes)
        seen.add(id_)
        kind = question.get("kind")
        if kind in PROGRAMS or kind not in list(REGISTRY):
            code.append(id_)  # a misspelt kind is told; its files are not strange for that
    for path in marked(tree.data, "expression"):
        if path[0] == "questions":
            names = _names(value_at(tree.data, path[:2]), known)
            check_formula(tree, path, value_at(tree.data, path), names, notes)
    return code


def _names(question: Any, known: Known) -> set[str] | None:
    """What the formulas of a question may name; None where only its kind knows."""
    kind = question.get("kind") if isinstance(question, dict) else None
    plain = isinstance(kind, str) and kind in REGISTRY and REGISTRY[kind].plain
    if known.names is None or not plain:
        return None
    return {*known.names, *_cells(question)}


def _cells(question: Any) -> set[str]:
    """What the formulas of a table may name besides values: a column, or ``row.column``."""
    rows, columns = _ids(question, "rows"), _ids(question, "columns")
    return {*columns, *(f"{row}.{column}" for row in rows for column in columns)}


def _ids(question: Any, key: str) -> list[str]:
    entries = question.get(key) if isinstance(question, dict) else None
    found = (
        [e.get("id") for e in entries if isinstance(e, dict)] if isinstance(entries, list) else []
    )
    return [id_ for id_ in found if isinstance(id_, str)]


def _uses(tree: Tree, index: int, question: dict[str, Any], seen: set[str], notes: Notes) -> None:
    uses = question.get("uses")
    for place, used in enumerate(uses if isinstance(uses, list) else []):
        if used not in seen:
            at = tree.at(("questions", index, "uses", place))
            notes.add(tree.file, at, "uses-unknown", id=str(used)[:60])


def check_kinds(
    tree: Tree, definition: dict[str, Any], files: dict[str, bytes], notes: Notes
) -> None:
    """What each kind finds in its question that a schema cannot say."""
    bundle = Bundle(files)
    for index, question in enumerate(definition["questions"]):
        for message in REGISTRY[question["kind"]].check(question, bundle):
            notes.problems.append(_problem(tree, index, message, files))


def _problem(tree: Tree, index: int, message: Message, files: Container[str]) -> Problem:
    """Where the complaint is about, if it says so: ``params["path"]`` is a file or a way."""
    path = message.params.get("path")
    if isinstance(path, str) and path in files:
        line = message.params.get("line", 0)
        return Problem(path, line if isinstance(line, int) else 0, 0, message)
    below = tuple(path) if isinstance(path, list | tuple) else ()
    return Problem(tree.file, *tree.at(("questions", index, *below)), message)
