"""Grade a derivation: every line judged, stages reached, the slip of the first wrong line."""

from typing import Any

from graders.maths.asking.setting import Setting
from graders.maths.asking.telling import Data, line_part
from graders.maths.judging.compare import compare
from graders.maths.judging.constructs import Construct
from graders.maths.judging.formula import Formula
from graders.maths.judging.lines import Judged, judge
from graders.maths.judging.repairs import Repair, repair
from graders.maths.judging.stages import Reached, Stage, reach
from graders.maths.language import read
from graders.maths.meaning.typing import Typing

WRONG = frozenset({"not-equal"})
UNREAD = frozenset({"syntax", "unknown-symbol", "shape"})


def grade(setting: Setting, texts: list[str]) -> list[Data]:
    """The parts: a stage each with its points, then a line each. Plain data.

    Where a line has no value, as ``L_t`` at t = 0, only such lines are told: the answer is sent
    back like one that cannot be read, and nothing else is said of it for nothing.
    """
    lines = judge(texts, setting.target, setting.declared, setting.draws)
    if any(line.state in UNREAD for line in lines):
        return [
            line_part(number, line, None, first_wrong=False)
            for number, line in enumerate(lines, start=1)
            if line.state in UNREAD
        ]
    reached = reach(stages(setting), lines, setting.draws)
    parts = [_stage_part(setting, number, found, lines) for number, found in enumerate(reached)]
    first = next((n for n, line in enumerate(lines) if line.state in WRONG), None)
    for number, line in enumerate(lines):
        is_first = number == first
        slip = _slip(setting, line) if is_first else None
        part = line_part(number + 1, line, slip, first_wrong=is_first)
        if known := _known(setting, line):
            part["messages"] = [known]
        parts.append(part)
    return parts


def stages(setting: Setting) -> list[Stage]:
    """The stages of the question. Raises ``SettingError``."""
    found = []
    for n, stage in enumerate(setting.question["stages"]):
        left = setting.tree(stage["of"], ["stages", n, "of"]) if "of" in stage else setting.target
        line = read(str(stage["answer"]), setting.declared.known)
        relation = line.relation or "="
        bound = None if relation == "=" else line.right
        uses = constructs_of(setting, stage, "uses")
        without = constructs_of(setting, stage, "without")
        found.append(Stage(int(stage["points"]), left, relation, uses, without, bound))
    return found


def constructs_of(setting: Setting, stage: dict[str, Any], name: str) -> tuple[Construct, ...]:
    """What a stage or a formula must use, or must do without."""
    known = setting.declared.known
    return tuple(Construct(str(said), known) for said in stage.get(name, ()))


def _stage_part(setting: Setting, number: int, found: Reached, lines: list[Judged]) -> Data:
    stage = setting.question["stages"][number]
    most = int(stage["points"])
    outcome = "passed" if found.points == most else "partial" if found.points else "failed"
    if found.line is None:
        said = {"id": "maths.stage-missing", "params": {}}
    else:
        name = "maths.stage-reached" if found.points == most else "maths.stage-follows"
        said = {"id": name, "params": {"line": found.line + 1}}
    return {
        "key": f"stage-{number + 1}", "outcome": outcome, "points": found.points, "max": most,
        "title": stage.get("title", {}), "messages": [said], "details": [],
    }  # fmt: skip


def _slip(setting: Setting, line: Judged) -> Repair | None:
    if not setting.question.get("repairs", True) or line.of is None or line.right is None:
        return None
    return repair(line.of, line.relation, line.right.tree, setting.declared, setting.draws)


def _known(setting: Setting, line: Judged) -> Data | None:
    """The author's sentence for a wrong line that has the value of a known wrong one."""
    if line.state != "not-equal" or line.right is None:
        return None
    for entry in setting.question.get("misconceptions", ()):
        wrong = read(str(entry["line"]), setting.declared.known)
        left = wrong.left if wrong.left is not None else setting.target
        if left != line.of:
            continue
        typing = Typing(setting.declared)
        Formula(left, setting.declared, typing)
        other = Formula(wrong.right, setting.declared, typing)
        mine = Formula(line.right.tree, setting.declared, typing)
        if compare(other, "=", mine, setting.draws).state == "equal":
            return {"id": "author.text", "params": {**entry["say"], "id": entry["id"]}}
    return None
