"""Check an author's question in its world: the model answers are right and reach their stages."""

from typing import Any

from graders.maths.asking import deriving, expressing
from graders.maths.asking.setting import Setting
from graders.maths.errors import ExpressionError
from graders.maths.judging.lines import judge
from graders.maths.judging.stages import reach

Data = dict[str, Any]
_KEYS = {"of": "of", "uses": "uses", "without": "without"}


def problems(setting: Setting, kind: str) -> list[Data]:
    """``path`` in the question and ``why`` (a message), for each thing to mend."""
    setting.draws.several()
    return _derivation(setting) if kind == "derivation" else _expression(setting)


def _problem(path: list[str | int], name: str, **params: object) -> Data:
    return {"path": path, "why": {"id": name, "params": params}}


def _derivation(setting: Setting) -> list[Data]:
    """The author's lines, one after the other, reach all stages; the known wrong ones none."""
    found: list[Data] = []
    texts = [str(stage["answer"]) for stage in setting.question["stages"]]
    lines = judge(texts, setting.target, setting.declared, setting.draws)
    for n, line in enumerate(lines):
        if line.state != "equal":
            why = {"id": line.reason.id, "params": line.reason.params} if line.reason else None
            problem = _problem(["stages", n, "answer"], f"maths.answer-{line.state}")
            found.append({**problem, "why": why} if why else problem)
    if not found:
        for n, stage in enumerate(reach(deriving.stages(setting), lines, setting.draws)):
            if not stage.points:
                found.append(_problem(["stages", n], "maths.stage-unreached", **_KEYS))
    for n, entry in enumerate(setting.question.get("misconceptions", ())):
        (line,) = judge([str(entry["line"])], setting.target, setting.declared, setting.draws)
        if line.state != "not-equal":
            path: list[str | int] = ["misconceptions", n, "line"]
            found.append(_problem(path, "maths.wrong-is-not", state=line.state))
    return found


def _expression(setting: Setting) -> list[Data]:
    """The answer has full marks; each known wrong formula is read, is wrong, and is recognised."""
    found: list[Data] = []
    (part,) = expressing.grade(setting, str(setting.question["answer"]))
    if part["outcome"] != "passed":
        found.append({"path": ["answer"], "why": part["messages"][0]})
    for n, entry in enumerate(setting.question.get("misconceptions", ())):
        path: list[str | int] = ["misconceptions", n, "formula"]
        try:
            (wrong,) = expressing.grade(setting, str(entry["formula"]))
        except ExpressionError as error:
            found.append({"path": path, "why": {"id": error.said.id, "params": error.said.params}})
            continue
        if wrong["outcome"] != "failed" or wrong["messages"][0]["id"] != "author.text":
            found.append(_problem(path, "maths.wrong-is-not", state=wrong["outcome"]))
    return found
