"""Cheats against every derivation and every formula of the library: none gains a point."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from graders.maths.asking import deriving, expressing
from graders.maths.asking.setting import Setting
from graders.maths.language import printing, read

LIBRARY = Path("exercises/library")
KINDS = ("derivation", "expression")


def _asked() -> list[Any]:
    found = []
    for file in sorted(LIBRARY.glob("*/*/exercise.yaml")):
        exercise = YAML(typ="safe", pure=True).load(file)
        for question in exercise["questions"]:
            if question["kind"] in KINDS:
                name = f"{exercise['slug']}.{question['id']}"
                found.append(pytest.param(file, question["id"], id=name))
    return found


ASKED = _asked()


@cache
def setting(file: Path, name: str) -> Setting:
    exercise = YAML(typ="safe", pure=True).load(file)
    (question,) = [q for q in exercise["questions"] if q["id"] == name]
    question["points"] = 1000 * question["points"]
    for stage in question.get("stages", ()):
        stage["points"] = 1000 * stage.get("points", 1)
    world = file.with_name("world.py")
    source = world.read_text(encoding="utf-8") if "world" not in question else ""
    return Setting(question, source, 9)


def wanted(asked: Setting) -> list[tuple[str, str, str]]:
    """Each left side, the relation, and the author's right side, as text."""
    found = []
    for left, said, _ in asked.answers():
        line = read(said, asked.declared.known)
        sides = (line.left or left, line.right)
        found.append((printing.plain(sides[0]), line.relation or "=", printing.plain(sides[1])))
    return found


def bare(left: str) -> list[str]:
    """Right sides that say the left side again, dressed up."""
    other = re.sub(r"(_{?)t\b", r"\1q", left)
    renamed = [f"sum(q=t..t) ({other})"] if other != left else []
    return [
        left,
        f"({left}) + 0",
        f"1 ({left})",
        f"2 ({left}) - ({left})",
        f"(({left})^T)^T",
        f"sum(q=1..1) ({left})",
        f"prod(q=1..1) ({left})",
        f"(prod(q=1..1) 1) ({left})",
        f"sum(q=1..1) prod(q=1..1) ({left})",
        f"({left}) ‖I‖",
        *renamed,
    ]


def padded(left: str, answer: str) -> list[str]:
    """The left side again, with the constructs of the answer, which do nothing."""
    return [
        f"({left}) + 0 ({answer})",
        f"({left}) + ({answer}) - ({answer})",
        f"({answer}) - ({answer}) + ({left})",
        f"({left}) + 0 prod(q=1..2) ({answer})",
        f"({left}) + sum(q=2..1) ({answer})",
        f"({left}) + ({left} - ({answer}))",
    ]


def numbers(left: str) -> list[str]:
    """Numbers in place of mathematics, a quotient of differences among them."""
    return [
        "0", "1", "1/4 I", "100", "0.2357", "(1/100)^40", f"0 ({left})",
        f"(({left}) + 1/100 - ({left})) / (1/100)", f"(({left}) (1 + 1/100) - ({left})) 100",
    ]  # fmt: skip


def cheats(asked: Setting) -> list[list[str]]:
    """Whole answers. A line that is right alone is right among others: all tricks in one."""
    found = [["0 = 0"] * 5, ["1 = 1", "0 ≤ 1", "0 = 0"], ["I = I", "2 ≥ 1"]]
    for left, relation, answer in wanted(asked):
        lines = [f"{left} {relation} {right}" for right in bare(left)]
        lines += [f"{left} {relation} {right}" for right in padded(left, answer)]
        lines += [f"{left} {relation} {right}" for right in numbers(left) if relation == "="]
        found += [lines * 2, [f"{left} {relation} {left}"] * 10]
        if asked.question["kind"] == "expression":
            return [[line] for line in lines]
    return found


def gained(asked: Setting, lines: list[str]) -> int:
    parts = deriving.grade(asked, lines)
    return sum(part["points"] for part in parts if part["key"].startswith("stage-"))


def points(asked: Setting, lines: list[str]) -> int:
    """What an answer earns: the stages, or the formula."""
    if asked.question["kind"] == "expression":
        return int(expressing.grade(asked, lines[0])[0]["points"])
    return gained(asked, lines)


@pytest.mark.parametrize(("file", "name"), ASKED)
def test_no_cheat_gains_a_point(file: Path, name: str) -> None:
    asked = setting(file, name)
    assert {tuple(c): got for c in cheats(asked) if (got := points(asked, c))} == {}


@pytest.mark.parametrize(("file", "name"), ASKED)
def test_the_authors_own_lines_have_all_points(file: Path, name: str) -> None:
    asked = setting(file, name)
    lines = [f"{left} {relation} {right}" for left, relation, right in wanted(asked)]
    most = sum(s["points"] for s in asked.question.get("stages", [asked.question]))
    assert points(asked, lines) == most


def test_every_kind_of_mathematics_is_there() -> None:
    assert len(ASKED) >= 14
