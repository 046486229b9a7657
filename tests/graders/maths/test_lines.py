"""Lines from textbooks and the sheets, by world: right, wrong with their slip, of wrong shape.

Each is written ``right: line``, ``shape: line`` or ``wrong slip: line``, where the slip is the
one edit that mends it, "none" for none (or several), "-" where either is fine.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graders.maths.judging.draws import Draws
from graders.maths.judging.lines import Judged, judge
from graders.maths.judging.repairs import Repair, repair
from graders.maths.language.tree import Number
from graders.maths.meaning.declared import Declared
from graders.maths.worlds.ready import READY

_FOLDER = Path(__file__).with_name("lines")
_FILES = sorted(_FOLDER.glob("*.txt"))


@cache
def world(name: str) -> tuple[Declared, Draws]:
    made = READY[name]()
    return made.declared(), Draws(made, 11, list)


def lines(group: str) -> list[Any]:
    found = []
    for file in _FILES:
        for line in file.read_text(encoding="utf-8").splitlines():
            head, colon, said = line.partition(": ")
            kind, _, slip = head.partition(" ")
            if colon and kind == group:
                values = (file.stem, said, slip) if slip else (file.stem, said)
                found.append(pytest.param(*values, id=f"{file.stem}: {said}"))
    return found


def judged(name: str, line: str) -> Judged:
    declared, draws = world(name)
    return judge([line], Number(0), declared, draws)[0]


def mended(name: str, line: Judged) -> Repair | None:
    declared, draws = world(name)
    assert line.of is not None
    assert line.right is not None
    return repair(line.of, line.relation, line.right.tree, declared, draws)


@pytest.mark.parametrize(("name", "line"), lines("right"))
def test_right(name: str, line: str) -> None:
    found = judged(name, line)
    assert found.state == "equal", found.reason or found.example


@pytest.mark.parametrize(("name", "line", "slip"), lines("wrong"))
def test_wrong(name: str, line: str, slip: str) -> None:
    found = judged(name, line)
    assert found.state in {"not-equal", "shape"}
    if found.state == "shape":
        assert slip == "-", found.reason
        return
    repaired = mended(name, found)
    if slip != "-":
        assert (repaired.slip if repaired else "none") == slip


@pytest.mark.parametrize(("name", "line"), lines("shape"))
def test_of_wrong_shape(name: str, line: str) -> None:
    assert judged(name, line).state == "shape"


def test_there_are_enough_of_each() -> None:
    right, wrong = len(lines("right")), len(lines("wrong")) + len(lines("shape"))
    assert right + wrong >= 150
    assert min(right, wrong) / (right + wrong) > 0.4
    assert {file.stem for file in _FILES} == set(READY)
