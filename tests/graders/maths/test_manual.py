"""The network that the manual writes by example: its program, its question, its words."""

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from graders.maths.asking.inside import run
from graders.maths.ready_worlds import READY_NAMES

MANUAL = Path("docs/writing-a-derivation.md").read_text(encoding="utf-8")
WORLD = re.findall(r"```python\n(.*?)```", MANUAL, re.DOTALL)[0]
EXERCISE = YAML(typ="safe", pure=True).load(re.findall(r"```yaml\n(.*?)```", MANUAL, re.DOTALL)[0])
FOUND = r"\frac{\partial L}{\partial W} = (\tanh'(z) \odot (u - y)) x^\top"


def question() -> dict[str, Any]:
    (asked,) = EXERCISE["questions"]
    says = [{**entry, "say": {"*": entry["say"]}} for entry in asked["misconceptions"]]
    return {**asked, "misconceptions": says}


def job(task: str, **more: Any) -> dict[str, Any]:
    found = {"task": task, "kind": "derivation", "question": question(), "source": WORLD, "seed": 5}
    return run({**found, **more})


def test_the_example_passes_its_check() -> None:
    assert job("prepare")["problems"] == []


@pytest.mark.parametrize(
    ("lines", "points"),
    [
        ([r"\frac{\partial L}{\partial z} = (1 - u \odot u) \odot (u - y)", FOUND], 4),
        ([FOUND], 2),
        (["∂L/∂W = (tanh'(z) ⊙ (u - y)) x^T"], 2),
        (["∂L/∂W = (u - y) x^T"], 0),
        (["∂L/∂W = ∂L/∂z x^T"], 0),
    ],
)
def test_it_judges_as_the_manual_says(lines: list[str], points: int) -> None:
    parts = job("grade", answer=lines)["parts"]
    stages = [part for part in parts if part["key"].startswith("stage-")]
    assert sum(part["points"] for part in stages) == points


def test_the_known_wrong_line_is_told() -> None:
    parts = job("grade", answer=["∂L/∂W = (u - y) x^T"])["parts"]
    assert any(said["id"] == "author.text" for part in parts for said in part["messages"])


def test_it_lists_every_ready_world() -> None:
    table = MANUAL.partition("Ready worlds")[2].partition("## The language")[0]
    assert set(re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE)) == READY_NAMES


def test_it_is_short() -> None:
    assert MANUAL.count("\n") < 200
