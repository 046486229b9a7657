"""``cases.yaml``: further answers with the score they must get."""

import json
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

from exercises.format import yaml12
from exercises.format.contents import CASES
from exercises.format.problems import Notes
from exercises.format.schema import validate


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(Path(__file__).with_name("cases.schema.json").read_text())
    return schema


def read_cases(
    files: dict[str, bytes], questions: Collection[str], fixed: Collection[str], notes: Notes
) -> list[dict[str, Any]]:
    """The cases, empty without the file; what is wrong goes to ``notes``."""
    if CASES not in files:
        return []
    tree = yaml12.read(CASES, files[CASES], notes)
    if tree is None:
        return []
    before = len(notes.problems)
    validate(tree, (), _schema(), notes)
    if len(notes.problems) > before:
        return []
    for index, case in enumerate(tree.data):
        at = tree.at((index,))
        if case["question"] not in questions:
            known = ", ".join(sorted(questions))
            notes.add(CASES, at, "question-unknown", id=case["question"], known=known)
        _check(tree, index, case, files, notes)
        if "variant" in case and case["variant"] not in fixed:
            known = ", ".join(sorted(fixed)) or "-"
            notes.add(CASES, tree.at((index, "variant")), "case-variant", known=known)
    return [_normalised(tree.at((index,))[0], case) for index, case in enumerate(tree.data)]


def _check(
    tree: yaml12.Tree, index: int, case: dict[str, Any], files: Collection[str], notes: Notes
) -> None:
    at = tree.at((index,))
    if ("answer" in case) == ("file" in case):
        notes.add(CASES, at, "case-answer")
    if "file" in case and case["file"] not in files:
        notes.add(CASES, tree.at((index, "file")), "case-file", path=case["file"])
    if "score" not in case and "answered" not in case:
        notes.add(CASES, at, "case-expects")


def _normalised(line: int, case: dict[str, Any]) -> dict[str, Any]:
    """The case with a name by which its author finds it."""
    place = f"{CASES}:{line}"
    return {**case, "name": f"{place} {case['name']}" if "name" in case else place}
