"""What the judge runs for a question in mathematics: prepare it, or grade an answer.

``job``: ``task`` "prepare" or "grade", ``kind``, ``question``, ``source`` of a ``world.py`` or "",
``seed``, and ``answer``: a text, or lines; ``accepted``: the numbers of draws that an earlier
grading of this question found worth comparing on, or none.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from graders.maths.asking import checking, deriving, expressing, gapped
from graders.maths.asking.setting import Setting, SettingError
from graders.maths.judging.draws import DegenerateWorldError

Data = dict[str, Any]


def run(job: Data) -> Data:
    """The result as plain data: ``parts`` with ``accepted``; or ``declared`` and ``problems``."""
    known = job.get("accepted", ())
    setting = Setting(job["question"], str(job["source"]), int(job["seed"]), known)
    if "gaps" in job["question"]:
        if job["task"] == "grade":
            return {"parts": gapped.grade(job)}
        return prepared(setting, lambda: gapped.problems(job))
    if job["task"] == "prepare":
        return prepared(setting, lambda: checking.problems(setting, str(job["kind"])))
    grade = deriving.grade if job["kind"] == "derivation" else expressing.grade
    return {"parts": grade(setting, job["answer"]), "accepted": setting.draws.accepted}


def prepared(setting: Setting, check: Callable[[], list[Data]]) -> Data:
    """The world's declarations, and what the author has to mend."""
    declared = msgspec.to_builtins(setting.declared)
    try:
        problems = check()
    except SettingError as error:
        said = {"id": error.error.said.id, "params": error.error.said.params}
        problems = [{"path": error.path, "why": said}]
    except DegenerateWorldError:
        problems = [{"path": ["world"], "why": {"id": "maths.degenerate", "params": {}}}]
    return {"declared": declared, "problems": problems}


def warm() -> None:
    """What a first question would pay in each fork: imports, a graph, a few derivatives."""
    stage = {"answer": "sum_t ∂L_t/∂h_t ∂h_t/∂W", "points": 1, "uses": ["sum"]}
    question = {"world": "simple-rnn", "target": "∂L/∂W", "points": 1, "stages": [stage]}
    deriving.grade(Setting(question, "", 1), ["= sum_t ∂L_t/∂W"])
