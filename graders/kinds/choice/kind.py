"""The life cycle of a choice question. A raw answer, like a canonical one, is an option's id."""

import copy
import random
from typing import Any

from graders.bundle import Bundle
from graders.contracts import GradeRequest, Json, Message, Part, Verdict
from graders.kinds import grading
from graders.kinds.base import Case, Parsed, Prepared, Values
from graders.kinds.formulas import author, saying, telling
from graders.messages import render

FIELD = "answer"


class Choice:
    """Options of which one is chosen; each may have a credit and a sentence of its own."""

    name = "choice"
    plain = True

    def schema(self) -> dict[str, Any]:
        """JSON schema of the question in ``exercise.yaml``."""
        return copy.deepcopy(grading.schema_beside(__file__))

    def check(self, question: dict[str, Any], bundle: Bundle) -> list[Message]:
        """Ids used twice or telling, no right option, credit on a right one."""
        found: list[Message] = []
        seen: set[str] = set()
        for index, option in enumerate(question["options"]):
            path = ["options", index]
            if option["id"] in seen:
                params = {"id": option["id"], "path": [*path, "id"]}
                found.append(Message("question.twice", params))
            seen.add(option["id"])
            if telling(option["id"]):
                params = {"id": option["id"], "path": [*path, "id"]}
                found.append(Message("choice.telling", params))
            if option.get("correct") and "credit" in option:
                params = {"id": option["id"], "path": [*path, "credit"]}
                found.append(Message("choice.credit-right", params))
        if not any(option.get("correct") for option in question["options"]):
            found.append(Message("choice.no-right", {"path": ["options"]}))
        return found

    def variant(self, question: dict[str, Any], values: Values, rng: random.Random) -> Prepared:
        """Put the options in the variant's order."""
        options = list(question["options"])
        if question.get("shuffle", True):
            rng.shuffle(options)
        options.sort(key=lambda option: bool(option.get("last")))
        return {
            **grading.common(question),
            "options": [_option(option, values) for option in options],
            "hints": [
                {"cost": hint.get("cost", 0), "say": saying(hint["text"], values)}
                for hint in question.get("hints", ())
            ],
        }

    def render(self, prepared: Prepared, answer: Any, language: str) -> dict[str, Any]:
        """The options in their order, and which one is chosen."""
        return {
            "kind": self.name,
            "id": prepared["id"],
            "label": render(Message("choice.label"), language),
            "chosen": render(Message("choice.chosen"), language),
            "options": [
                {
                    "id": option["id"],
                    "text": render(author(option["text"]), language),
                    "chosen": answer == option["id"],
                }
                for option in prepared["options"]
            ],
            "hints": [hint["cost"] for hint in prepared["hints"]],
        }

    def parse(self, prepared: Prepared, raw: Any) -> Parsed:
        """The id, if it is one of an option."""
        problem = None
        if raw is None or raw == "":
            problem = Message("choice.empty")
        elif not isinstance(raw, str):
            problem = Message("choice.not-text")
        elif _find(prepared, raw) is None:
            problem = Message("choice.unknown", {"id": raw[:60]})
        if problem is not None:
            return Parsed(problems=(problem,), fields={FIELD: problem})
        return Parsed(raw)

    def grade(self, request: GradeRequest) -> Verdict:
        """One part, called like the option: so statistics tell who chose what."""
        question = request.question
        option = _find(question, request.answer)
        if option is None:
            return grading.unreadable(request, Message("choice.not-text"))
        credit = float(option["credit"])
        outcome = grading.outcome_of(credit)
        said = {"passed": "right", "partial": "partial"}.get(outcome, "wrong")
        part = Part(
            key=option["id"],
            outcome=outcome,
            points=grading.worth(credit, question["points"]),
            max=question["points"],
            messages=(author(option["say"]) if "say" in option else Message(f"choice.{said}"),),
        )
        return grading.verdict(request, (part,))

    def explain(self, prepared: Prepared, language: str) -> dict[str, Any]:
        """The right options, each with its sentence."""
        lines: list[str] = []
        right = [option for option in prepared["options"] if option["correct"]]
        for option in right:
            text = render(author(option["text"]), language)
            say = render(author(option["say"]), language) if "say" in option else ""
            lines.append(f"{text}\n\n{say}" if say else text)
        return {"text": "\n\n".join(lines), "right": [option["id"] for option in right]}

    def self_test(self, prepared: Prepared) -> list[Case]:
        """Every option with its credit; malformed and hostile answers."""
        cases = [
            Case(
                f"{'right' if option['correct'] else 'option'} {option['id']}",
                option["id"],
                float(option["credit"]),
                says=option["id"] if "say" in option else "",
            )
            for option in prepared["options"]
        ]
        raws = {
            "empty": "",
            "unknown": "no such option",
            "huge": "a" * grading.HUGE,
            "list": [[["a"]]],
            "several": [option["id"] for option in prepared["options"]],
            "object": {"id": prepared["options"][0]["id"]},
            "number": 0,
            "true": True,
            "null": None,
        }
        return cases + [Case(name, raw, answered="malformed") for name, raw in raws.items()]


def _option(option: dict[str, Any], values: Values) -> dict[str, Json]:
    right = bool(option.get("correct"))
    made: dict[str, Json] = {
        "id": option["id"],
        "text": saying(option["text"], values),
        "correct": right,
        "credit": 1 if right else option.get("credit", 0),
    }
    if "say" in option:
        made["say"] = saying(option["say"], values, option["id"])
    return made


def _find(prepared: dict[str, Any], chosen: Any) -> dict[str, Any] | None:
    if not isinstance(chosen, str):
        return None
    return next((option for option in prepared["options"] if option["id"] == chosen), None)
