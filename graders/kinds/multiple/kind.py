"""The life cycle of a question with several right options. A canonical answer: their ids."""

import copy
import random
from typing import Any

from graders.bundle import Bundle
from graders.contracts import GradeRequest, Json, Message, Part, Verdict
from graders.kinds import grading
from graders.kinds.base import Case, Parsed, Prepared, Values
from graders.kinds.formulas import author, saying
from graders.kinds.mathematics import hints
from graders.kinds.multiple import checks, testing
from graders.messages import render

FIELD = "answer"


class Multiple:
    """Options that are ticked or not; a wrong tick costs what a right one gains, or more."""

    name = "multiple"
    plain = True

    def schema(self) -> dict[str, Any]:
        """JSON schema of the question in ``exercise.yaml``."""
        return copy.deepcopy(grading.schema_beside(__file__))

    def check(self, question: dict[str, Any], bundle: Bundle) -> list[Message]:
        """Ids used twice or telling; no right option, no wrong one."""
        return checks.problems(question)

    def variant(self, question: dict[str, Any], values: Values, rng: random.Random) -> Prepared:
        """Put the options in the variant's order."""
        options = list(question["options"])
        if question.get("shuffle", True):
            rng.shuffle(options)
        options.sort(key=lambda option: bool(option.get("last")))
        return {
            **grading.common(question),
            "options": [_option(option, values) for option in options],
            "hints": hints(question, values),
        }

    def render(self, prepared: Prepared, answer: Any, language: str) -> dict[str, Any]:
        """The options in their order, and which ones are ticked."""
        ticked = set(_ticked(answer) or ())
        return {
            "kind": self.name,
            "id": prepared["id"],
            **{
                word: render(Message(f"multiple.{word}"), language)
                for word in ("label", "ticked", "unticked")
            },
            "options": [
                {
                    "id": option["id"],
                    "text": render(author(option["text"]), language),
                    "chosen": option["id"] in ticked,
                }
                for option in prepared["options"]
            ],
            "hints": [hint["cost"] for hint in prepared["hints"]],
        }

    def parse(self, prepared: Prepared, raw: Any) -> Parsed:
        """The ids that are ticked, in the order of the options."""
        ticked = _ticked(raw)
        known = [option["id"] for option in prepared["options"]]
        problem = None
        if ticked is None:
            problem = Message("multiple.not-list")
        elif not ticked:
            problem = Message("multiple.empty")
        elif unknown := [id_ for id_ in ticked if id_ not in known]:
            problem = Message("multiple.unknown", {"id": unknown[0][:60]})
        if problem is not None or ticked is None:
            problem = problem or Message("multiple.not-list")
            return Parsed(problems=(problem,), fields={FIELD: problem})
        chosen = set(ticked)
        return Parsed([id_ for id_ in known if id_ in chosen])

    def grade(self, request: GradeRequest) -> Verdict:
        """Part ``answer`` has the points; each option that is ticked has a part of its own.

        Of what was missed only the count is told: the options are the solution's to name.
        """
        question = request.question
        options = question["options"]
        ticked = _ticked(request.answer)
        if not ticked or not set(ticked) <= {option["id"] for option in options}:
            return grading.unreadable(request, Message("multiple.not-list"))
        credit = credit_of(options, set(ticked))
        whole = Part(
            key=FIELD,
            outcome=grading.outcome_of(credit),
            points=grading.worth(credit, question["points"]),
            max=question["points"],
            messages=(_count(options, set(ticked)),),
        )
        told = (_told(option) for option in options if option["id"] in ticked)
        return grading.verdict(request, (whole, *told))

    def explain(self, prepared: Prepared, language: str) -> dict[str, Any]:
        """The right options, each with its sentence."""
        lines = []
        right = [option for option in prepared["options"] if option["correct"]]
        for option in right:
            said = [option["text"], *(option[key] for key in ("say", "missed") if key in option)]
            lines.append("- " + " ".join(render(author(text), language) for text in said))
        return {"text": "\n".join(lines), "right": [option["id"] for option in right]}

    def self_test(self, prepared: Prepared) -> list[Case]:
        """Right, one missed, one too many, everything; malformed and hostile answers."""
        return testing.cases(prepared, lambda ticked: credit_of(prepared["options"], ticked))


def credit_of(options: list[dict[str, Any]], ticked: set[str]) -> float:
    """The share of the points: (right − wrong) / right ones, and never less than 0.

    With fewer wrong options than right ones a wrong tick costs more, so that ticking
    everything gains nothing.
    """
    right = {option["id"] for option in options if option["correct"]}
    wrong = {option["id"] for option in options} - right
    cost = len(ticked & wrong) / min(len(right), len(wrong))
    return max(0.0, len(ticked & right) / len(right) - cost)


def _count(options: list[dict[str, Any]], ticked: set[str]) -> Message:
    right = {option["id"] for option in options if option["correct"]}
    if ticked == right:
        return Message("multiple.right")
    wrong = len(ticked - right)
    params = {"right": len(ticked & right), "keys": len(right), "wrong": wrong}
    return Message("multiple.count" if wrong else "multiple.missing", params)


def _told(option: dict[str, Any]) -> Part:
    """What is said of an option that is ticked."""
    own = Message("multiple.part" if option["correct"] else "multiple.wrong")
    return Part(
        key=option["id"],
        outcome="passed" if option["correct"] else "failed",
        points=0,
        max=0,
        title=option["text"]["text"] if "values" not in option["text"] else {},
        messages=(author(option["say"]) if "say" in option else own,),
        details=({"type": "option", "ticked": True},),
    )


def _ticked(raw: Any) -> list[str] | None:
    """The ids of a raw answer, a list of them or fields by id; ``None`` if it is neither."""
    if raw is None or raw == "":
        return []
    if isinstance(raw, dict) and len(raw) <= 1000:
        return [str(id_) for id_, value in raw.items() if value not in ("", None, False)]
    if isinstance(raw, list) and len(raw) <= 1000 and all(isinstance(id_, str) for id_ in raw):
        return list(raw)
    return None


def _option(option: dict[str, Any], values: Values) -> dict[str, Json]:
    made: dict[str, Json] = {
        "id": option["id"],
        "text": saying(option["text"], values),
        "correct": bool(option.get("correct")),
    }
    for key in ("say", "missed"):
        if key in option:
            made[key] = saying(option[key], values, option["id"])
    return made
