"""Gaps that take a formula: each is a question of its own, in the world of the whole one."""

from typing import Any

from graders.maths.asking import checking, expressing
from graders.maths.asking.setting import Setting
from graders.maths.asking.telling import Data

_LIKE = "expression"


def grade(job: Data) -> list[Data]:
    """One part for each formula gap that is filled in, called like the gap."""
    answer = dict(job["answer"])
    parts: list[Data] = []
    for gap in _gaps(job["question"]):
        if gap["id"] in answer:
            (part,) = expressing.grade(_setting(job, gap), str(answer[gap["id"]]))
            parts.append({**part, "key": gap["id"]})
    return parts


def problems(job: Data) -> list[Data]:
    """What the author has to mend, with its path in the whole question."""
    found: list[Data] = []
    for place, gap in enumerate(job["question"]["gaps"]):
        if "formula" in gap:
            for problem in checking.problems(_setting(job, gap), _LIKE):
                first, *rest = problem["path"]
                step = "formula" if first == "answer" else first
                found.append({**problem, "path": ["gaps", place, step, *rest]})
    return found


def _gaps(question: dict[str, Any]) -> list[dict[str, Any]]:
    return [gap for gap in question["gaps"] if "formula" in gap]


def _setting(job: Data, gap: dict[str, Any]) -> Setting:
    question = {
        "world": job["question"].get("world", ""),
        "target": gap.get("target", gap["formula"]),
        "answer": gap["formula"],
        "points": gap["max"],
        "misconceptions": gap["misconceptions"],
        "repairs": gap.get("repairs", True),
    }
    return Setting(question, str(job["source"]), int(job["seed"]))
