"""From checked YAML to the definition that everything else reads (``exercise.json``).

Texts by language (``{"*": text}`` for one that serves all), points in thousandths,
statements inlined with every question placed, formulas as texts, defaults written out.
"""

import copy
from decimal import Decimal
from typing import Any

from exercises.format.marked import at as value_at
from exercises.format.marked import marked
from exercises.format.minutes import estimated
from exercises.format.problems import Notes
from exercises.format.texts import placed_questions
from exercises.format.yaml12 import Path, Tree

DEPLOY = 50
"""Deployed variants when the author does not say."""
_MILLI = 1000


def check_points(tree: Tree, notes: Notes) -> None:
    """Points are thousandths at the finest."""
    for index, question in enumerate(tree.data["questions"]):
        points = question.get("points", 1)
        if isinstance(points, int | float) and Decimal(str(points)) * _MILLI % 1:
            notes.add(tree.file, tree.at(("questions", index, "points")), "points-fine")


def definition(
    tree: Tree,
    files: dict[str, bytes],
    statement: dict[str, str],
    solution: dict[str, str],
    cases: list[dict[str, Any]],
) -> dict[str, Any]:
    """The normalised definition of a tree in which nothing is wrong."""
    made: dict[str, Any] = copy.deepcopy(tree.data)
    for path in list(marked(made, "text")):
        _replace(made, path, _localized(value_at(made, path)))
    for path in list(marked(made, "expression")):
        _replace(made, path, str(value_at(made, path)))
    ids = [question["id"] for question in made["questions"]]
    made["statement"] = {lang: _placed(text, ids) for lang, text in statement.items()}
    made.pop("solution", None)
    if solution:
        made["solution"] = solution
    for question in made["questions"]:
        question["points"] = int(Decimal(str(question.get("points", 1))) * _MILLI)
        starter = files.get(f"code/{question['id']}/starter.py")
        if starter is not None:
            # the one file of a code question that its page shows
            question["starter"] = starter.decode("utf-8-sig").replace("\r\n", "\n")
        if question["kind"] == "diagram":
            # its page shows the figure itself, not a picture of it; the kind says what is wrong
            question["svg"] = files.get(question["figure"], b"").decode("utf-8-sig", "replace")
    variants = made.get("variants") or {}
    made["variants"] = {
        "deploy": variants.get("deploy", DEPLOY),
        "fixed": variants.get("fixed", {}),
    }
    made.setdefault("parameters", {})
    made.setdefault("let", {})
    made.setdefault("topics", [])
    made.setdefault("minutes", estimated(made["questions"], made.get("difficulty", 3)))
    if cases:
        made["cases"] = cases
    return made


def _replace(data: Any, path: Path, value: Any) -> None:
    value_at(data, path[:-1])[path[-1]] = value


def _localized(text: str | dict[str, str]) -> dict[str, str]:
    return {"*": text} if isinstance(text, str) else text


def _placed(text: str, ids: list[str]) -> str:
    """The statement; questions that it does not place follow at its end."""
    there = {id_ for id_, _ in placed_questions(text)}
    missing = [f"[[?{id_}]]" for id_ in ids if id_ not in there]
    return "\n\n".join([text.strip("\n"), *missing]).strip("\n") + "\n"
