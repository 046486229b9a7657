"""The life cycle of a derivation. Its lines are read here and judged in the sandbox."""

import copy
import random
from typing import Any

from graders.bundle import Bundle
from graders.contracts import GradeRequest, Json, Message, Verdict
from graders.kinds import grading, mathematics
from graders.kinds.base import Case, Parsed, Prepared, Values
from graders.kinds.formulas import saying
from graders.maths.language import printing, read
from graders.maths.meaning.declared import Declared
from graders.maths.ready_worlds import READY_NAMES
from graders.messages import localize, render

FIELD = "answer"


class Derivation:
    """Lines of mathematics from a target to a formula; points belong to stages."""

    name = "derivation"
    plain = False

    def schema(self) -> dict[str, Any]:
        """JSON schema of the question in ``exercise.yaml``."""
        return copy.deepcopy(grading.schema_beside(__file__))

    def check(self, question: dict[str, Any], bundle: Bundle) -> list[Message]:
        """The world exists. What needs the world itself is checked when it is prepared."""
        return mathematics.check_world(question, bundle, READY_NAMES)

    def variant(self, question: dict[str, Any], values: Values, rng: random.Random) -> Prepared:
        """Points shared among the stages; the engine adds ``declared``, of its world."""
        stages = question["stages"]
        points = mathematics.shares(
            [stage.get("points", 1) for stage in stages], question["points"]
        )
        return {
            **grading.common(question),
            "world": question.get("world", ""),
            "target": question["target"],
            "repairs": question.get("repairs", True),
            "stages": [
                {**_stage(stage), "points": share}
                for stage, share in zip(stages, points, strict=True)
            ],
            "misconceptions": [
                {"id": entry["id"], "line": entry["line"], "say": saying(entry["say"], values)}
                for entry in question.get("misconceptions", ())
            ],
            "hints": mathematics.hints(question, values),
        }

    def render(self, prepared: Prepared, answer: Any, language: str) -> dict[str, Any]:
        """The lines typed so far, the symbols, what is derived; never a stage's answer."""
        declared = mathematics.declared_of(prepared)
        return {
            "kind": self.name,
            "id": prepared["id"],
            "label": render(Message("derivation.label"), language),
            "help": render(Message("derivation.help"), language),
            "target": prepared["target"],
            "target_tex": printing.latex(mathematics.target_of(prepared)),
            "lines": mathematics.lines_of(answer) or [],
            "symbols": mathematics.table(declared, language),
            "palette": mathematics.palette(declared),
            "stages": [
                {"title": localize(stage.get("title", {}), language), "points": stage["points"]}
                for stage in prepared["stages"]
            ],
            "hints": [hint["cost"] for hint in prepared["hints"]],
        }

    def parse(self, prepared: Prepared, raw: Any) -> Parsed:
        """The lines, if each can be read and has a shape: what cannot costs no try."""
        lines = mathematics.lines_of(raw)
        problem = mathematics.bounds_of(lines)
        if problem is not None or lines is None:
            problem = problem or Message("derivation.not-text")
            return Parsed(problems=(problem,), fields={FIELD: problem})
        left, declared = mathematics.target_of(prepared), mathematics.declared_of(prepared)
        fields: dict[str, Message] = {}
        for number, line in enumerate(lines, start=1):
            why, left = mathematics.problem_of(line, left, declared)
            if why is not None:
                nested: Json = {"id": why.id, "params": why.params}
                fields[f"{FIELD}.{number}"] = Message(
                    "derivation.line-problem", {"line": number, "why": nested}
                )
        if fields:
            return Parsed(problems=tuple(fields.values()), fields=fields)
        return Parsed(lines)

    def grade(self, request: GradeRequest) -> Verdict:
        """Never called: formulas are evaluated in the sandbox. Raises ``NotImplementedError``."""
        raise NotImplementedError("a derivation is graded by graders.engine.Engine.grade")

    def explain(self, prepared: Prepared, language: str) -> dict[str, Any]:
        """The author's lines, typeset."""
        declared = mathematics.declared_of(prepared)
        lines = [_typeset(prepared, stage, declared) for stage in prepared["stages"]]
        return {"text": "\n\n".join(f"$${line}$$" for line in lines), "lines": lines}

    def self_test(self, prepared: Prepared) -> list[Case]:
        """The author's lines, cheats, known wrong lines, malformed and hostile answers."""
        answers = [str(stage["answer"]) for stage in prepared["stages"]]
        target = prepared["target"]
        cases = [
            Case("right", "\n".join(answers), 1.0),
            Case("target again", f"{target} = {target}", 0.0),
            Case("0 = 0", "0 = 0\n0 = 0\n0 = 0", 0.0),
            Case("padding", f"= {target} + 0 ({_padding(prepared)})", 0.0),
        ]
        for entry in prepared["misconceptions"]:
            cases.append(Case(f"wrong {entry['id']}", entry["line"], 0.0, says=entry["id"]))
        raws = {
            "empty": "", "blank lines": "\n \n", "braces": "= ((((", "unknown": "= qqq_q",
            "parentheses": "(" * 100_000, "number": 3, "object": {"a": 1}, "nothing": None,
            "ellipsis": f"= {target} + ...",
        }  # fmt: skip
        return cases + [Case(name, raw, answered="malformed") for name, raw in raws.items()]


def _stage(stage: dict[str, Any]) -> dict[str, Any]:
    kept = ("title", "answer", "of", "uses", "without")
    return {key: stage[key] for key in kept if key in stage}


def _padding(prepared: Prepared) -> str:
    """The right side of the last of the author's lines for the target itself."""
    known = mathematics.declared_of(prepared).known
    answers = [s["answer"] for s in prepared["stages"] if "of" not in s] or [prepared["target"]]
    return printing.plain(read(str(answers[-1]), known).right)


def _typeset(prepared: Prepared, stage: dict[str, Any], declared: Declared) -> str:
    line = read(str(stage["answer"]), declared.known)
    said = stage.get("of", prepared["target"])
    left = line.left if line.left is not None else read(str(said), declared.known).right
    relation = {"<=": r"\le", ">=": r"\ge"}.get(line.relation, "=")
    return f"{printing.latex(left)} {relation} {printing.latex(line.right)}"
