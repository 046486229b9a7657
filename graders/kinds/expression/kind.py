"""The life cycle of an expression: one formula, read here and judged in the sandbox."""

import copy
import random
from typing import Any

from graders.bundle import Bundle
from graders.contracts import GradeRequest, Message, Verdict
from graders.kinds import grading, mathematics
from graders.kinds.base import Case, Parsed, Prepared, Values
from graders.kinds.formulas import saying
from graders.maths.language import printing, read
from graders.maths.ready_worlds import READY_NAMES
from graders.messages import render

FIELD = "answer"
_KEPT = ("with", "without")
_EXAMPLES = {"first": "Diag(σ'(z)) W", "second": r"\operatorname{Diag}(\sigma'(z)) W"}


class Expression:
    """A formula that must equal the target, in the form asked for."""

    name = "expression"
    plain = False

    def schema(self) -> dict[str, Any]:
        """JSON schema of the question in ``exercise.yaml``."""
        return copy.deepcopy(grading.schema_beside(__file__))

    def check(self, question: dict[str, Any], bundle: Bundle) -> list[Message]:
        """The world exists. What needs the world itself is checked when it is prepared."""
        return mathematics.check_world(question, bundle, READY_NAMES)

    def variant(self, question: dict[str, Any], values: Values, rng: random.Random) -> Prepared:
        """The question as written; the engine adds ``declared``, of its world."""
        return {
            **grading.common(question),
            "world": question.get("world", ""),
            "target": question["target"],
            "answer": question["answer"],
            "repairs": question.get("repairs", True),
            **{key: question[key] for key in _KEPT if key in question},
            "misconceptions": [
                {**entry, "say": saying(entry["say"], values)}
                for entry in question.get("misconceptions", ())
            ],
            "hints": mathematics.hints(question, values),
        }

    def render(self, prepared: Prepared, answer: Any, language: str) -> dict[str, Any]:
        """The field, the symbols, what it must equal; never the answer."""
        declared = mathematics.declared_of(prepared)
        return {
            "kind": self.name,
            "id": prepared["id"],
            "label": render(Message("expression.label"), language),
            "help": render(Message("expression.help", _EXAMPLES), language),
            "target": prepared["target"],
            "target_tex": printing.latex(mathematics.target_of(prepared)),
            "value": grading.typed_text(answer, mathematics.MAX_TEXT),
            "symbols": mathematics.table(declared, language),
            "palette": mathematics.palette(declared),
            "hints": [hint["cost"] for hint in prepared["hints"]],
        }

    def parse(self, prepared: Prepared, raw: Any) -> Parsed:
        """The formula, if it can be read and has the shape asked for."""
        lines = mathematics.lines_of(raw)
        problem = mathematics.bounds_of(lines)
        if problem is None and lines is not None and len(lines) > 1:
            problem = Message("expression.one-line")
        if problem is None and lines:
            target, declared = mathematics.target_of(prepared), mathematics.declared_of(prepared)
            problem, _ = mathematics.problem_of(lines[0], target, declared)
        if problem is not None or not lines:
            problem = problem or Message("expression.not-text")
            return Parsed(problems=(problem,), fields={FIELD: problem})
        return Parsed(lines[0])

    def grade(self, request: GradeRequest) -> Verdict:
        """Never called: formulas are evaluated in the sandbox. Raises ``NotImplementedError``."""
        raise NotImplementedError("an expression is graded by graders.engine.Engine.grade")

    def explain(self, prepared: Prepared, language: str) -> dict[str, Any]:
        """Target and answer, typeset."""
        known = mathematics.declared_of(prepared).known
        target = printing.latex(mathematics.target_of(prepared))
        answer = printing.latex(read(str(prepared["answer"]), known).right)
        return {"text": f"$${target} = {answer}$$"}

    def self_test(self, prepared: Prepared) -> list[Case]:
        """The answer, the target again, known wrong formulas, malformed and hostile answers."""
        answer, target = str(prepared["answer"]), str(prepared["target"])
        cases = [
            Case("right", answer, 1.0),
            Case("with its left side", f"{target} = {answer}", 1.0),
            Case("target again", target, 0.0, says="maths.form-target"),
            Case("twice", f"2 ({answer})", 0.0),
        ]
        for entry in prepared["misconceptions"]:
            cases.append(Case(f"wrong {entry['id']}", entry["formula"], 0.0, says=entry["id"]))
        raws = {
            "empty": "", "braces": "((((", "unknown": "qqq_q", "parentheses": "(" * 100_000,
            "number": 3, "object": {"a": 1}, "nothing": None, "two lines": f"{answer}\n{answer}",
        }  # fmt: skip
        return cases + [Case(name, raw, answered="malformed") for name, raw in raws.items()]
