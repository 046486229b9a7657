"""Step ``cases``: the answers of ``cases.yaml`` and ``right/*.py`` get what they should."""

from typing import Any

from graders.contracts import MadeVariant, Message
from graders.gate.expected import mismatch
from graders.gate.trial import Trials
from graders.kinds.base import Case


def run(trials: Trials, variants: list[MadeVariant]) -> bool:
    """Try every case on its variant, or on the first one."""
    definition: dict[str, Any] = trials.bundle.definition
    cases = [*definition.get("cases", ()), *_right(trials, definition)]
    fine = True
    for case in cases:
        named = [v for v in variants if v.name and v.name == case.get("variant")]
        variant = (named or variants)[0]
        raw = trials.bundle.text(case["file"]) if "file" in case else case["answer"]
        wanted = Case(
            name=case["name"],
            answer=raw,
            score=case.get("score"),
            answered=case.get("answered", "graded"),
            says=case.get("says", ""),
        )
        outcome = trials.answer(variant, case["question"], raw)
        problem = mismatch(wanted, outcome, variant, case["question"])
        told = problem or Message("gate.case")
        fine &= trials.sheet.line(
            "cases", told, ok=problem is None, question=case["question"], subject=case["name"]
        )
    return fine


def _right(trials: Trials, definition: dict[str, Any]) -> list[dict[str, Any]]:
    """Further right solutions; one that a case speaks of is that case's."""
    told = {case.get("file") for case in definition.get("cases", ())}
    found = []
    for question in definition["questions"]:
        folder = f"code/{question['id']}/right/"
        for path in sorted(trials.bundle.files):
            if path.startswith(folder) and path not in told:
                name = path.rpartition("/")[2]
                found.append({"question": question["id"], "name": name, "file": path, "score": 1})
    return found
