"""The life cycle of a numeric question."""

import copy
import random
from fractions import Fraction
from typing import Any

from graders.bundle import Bundle
from graders.contracts import GradeRequest, Message, Part, Verdict
from graders.kinds import expected, grading
from graders.kinds.base import Case, Parsed, Prepared, Values
from graders.kinds.formulas import author, number_of, saying
from graders.kinds.numeric.nearness import decimals_asked, nearness
from graders.maths.numbers import canonical, exact, label, read, shown
from graders.messages import localize, render

PART = "answer"
_KNOWN = ("accept", "misconceptions")


class Numeric:
    """One number: exact for integers, within a tolerance for reals."""

    name = "numeric"
    plain = True

    def schema(self) -> dict[str, Any]:
        """JSON schema of the question in ``exercise.yaml``."""
        return copy.deepcopy(grading.schema_beside(__file__))

    def check(self, question: dict[str, Any], bundle: Bundle) -> list[Message]:
        """Ids used twice; a tolerance where integers are compared."""
        found: list[Message] = []
        seen: set[str] = set()
        for group in _KNOWN:
            for index, entry in enumerate(question.get(group, ())):
                if entry["id"] in seen:
                    path = [group, index, "id"]
                    found.append(Message("question.twice", {"id": entry["id"], "path": path}))
                seen.add(entry["id"])
        if question.get("number", "integer") == "integer" and "tolerance" in question:
            found.append(Message("question.tolerance-integer", {"path": ["tolerance"]}))
        return found

    def variant(self, question: dict[str, Any], values: Values, rng: random.Random) -> Prepared:
        """Compute the answer and the known values. Raises as ``expected.prepare`` does."""
        answer = number_of(question["answer"], values, ["answer"])
        known = {
            group: [
                {**entry, "path": [group, index, "value"]}
                for index, entry in enumerate(question.get(group, ()))
            ]
            for group in _KNOWN
        }
        prepared: Prepared = {
            **grading.common(question),
            "number": question.get("number", "integer"),
            "inputmode": expected.keyboard(question),
            "formula": str(question["answer"]),
            **expected.prepare(question, answer, known, values, ["answer"]),
        }
        if "unit" in question:
            prepared["unit"] = saying(question["unit"], values)
        prepared["hints"] = [
            {"cost": hint.get("cost", 0), "say": saying(hint["text"], values)}
            for hint in question.get("hints", ())
        ]
        return prepared

    def render(self, prepared: Prepared, answer: Any, language: str) -> dict[str, Any]:
        """The field: its words, what was typed, the unit, what hints cost."""
        return {
            "kind": self.name,
            "id": prepared["id"],
            "label": render(Message(f"numeric.label-{prepared['number']}"), language),
            "help": render(Message(f"numeric.help-{prepared['number']}"), language),
            "inputmode": prepared["inputmode"],
            "unit": _unit(prepared, language),
            "value": grading.typed_text(answer),
            "hints": [hint["cost"] for hint in prepared["hints"]],
        }

    def parse(self, prepared: Prepared, raw: Any) -> Parsed:
        """Read the number; the canonical answer is its exact text."""
        text = _without_unit(prepared, raw)
        reading = read(text, prepared["number"])
        if reading.problem is not None:
            return Parsed(problems=(reading.problem,), fields={PART: reading.problem})
        if reading.value is None:
            asked = Message("number.two-readings", {"typed": grading.typed_text(raw)})
            choices = tuple((label(value), canonical(value)) for value in reading.values)
            return Parsed(problems=(asked,), ask=choices, fields={PART: asked})
        return Parsed(canonical(reading.value), read=(_read(prepared, reading.value),))

    def grade(self, request: GradeRequest) -> Verdict:
        """One part: right, accepted, a known misconception, or wrong."""
        question = request.question
        try:
            value = exact(request.answer)
        except (TypeError, ValueError):
            return grading.unreadable(request, Message("number.not-text"))
        found = expected.judge(question, value)
        messages = found.messages
        if found.why == "wrong":
            how = nearness(question, value)
            params = {"n": decimals_asked(question)} if how == "rounded" else {}
            messages = (Message(f"numeric.{how}", params),)
        part = Part(
            key=PART,
            outcome=grading.outcome_of(found.credit),
            points=grading.worth(found.credit, question["points"]),
            max=question["points"],
            messages=messages,
        )
        return grading.verdict(request, (part,), (_read(question, value),))

    def explain(self, prepared: Prepared, language: str) -> dict[str, Any]:
        """The right answer with its formula, and what else is accepted."""
        unit = _unit(prepared, language)
        beside = f" {unit}" if unit else ""
        value = shown(_number(prepared["answer"]))
        plain = prepared["formula"] in (prepared["answer"], str(value))
        params = {"value": value, "formula": prepared["formula"], "unit": beside}
        said = [Message("numeric.solution" if plain else "numeric.formula", params)]
        for entry in prepared["accept"]:
            other = shown(_number(entry["value"]))
            said.append(Message("numeric.also", {"value": other, "unit": beside}))
            said += [author(entry["say"])] if "say" in entry else []
        return {"text": " ".join(render(message, language) for message in said), "value": value}

    def self_test(self, prepared: Prepared) -> list[Case]:
        """Right, accepted, each misconception, wrong, malformed, hostile."""
        read_as = _read(prepared, exact(prepared["answer"]))
        cases = [Case("right", prepared["answer"], 1.0, says=read_as.id)]
        for entry in prepared["accept"]:
            if not entry.get("may_meet"):
                says = entry["id"] if "say" in entry else ""
                credit = float(entry.get("credit", 1))
                cases.append(Case(f"accept {entry['id']}", entry["value"], credit, says=says))
        for entry in prepared["misconceptions"]:
            if not entry.get("may_meet"):
                name = f"misconception {entry['id']}"
                cases.append(Case(name, entry["value"], 0.0, says=entry["id"]))
        wrong = expected.some_wrong(prepared)  # it may be ten times the answer by chance
        says = f"numeric.{nearness(prepared, exact(wrong))}"
        cases.append(Case("wrong", wrong, 0.0, says=says))
        return cases + _unreadable_cases()


def _unreadable_cases() -> list[Case]:
    raws = {
        "empty": "",
        "text": "beaucoup",
        "infinite": "inf",
        "huge": "9" * grading.HUGE,
        "tower": "9^9^9^9",
        "code": "__import__('os')",
        "list": [[["1"]]],
        "object": {"answer": "1"},
        "true": True,
        "null": None,
    }
    return [Case(name, raw, answered="malformed") for name, raw in raws.items()]


def _number(text: str) -> int | Fraction:
    value = exact(text)
    return value.numerator if value.denominator == 1 else value


def _unit(prepared: Prepared, language: str) -> str:
    return render(author(prepared["unit"]), language) if "unit" in prepared else ""


def _without_unit(prepared: Prepared, raw: Any) -> Any:
    """The answer without its unit, if the unit was typed as well."""
    if not isinstance(raw, str) or len(raw) > grading.HUGE // 1000 or "unit" not in prepared:
        return raw
    text = raw.strip()
    for language in prepared["unit"]["text"]:
        unit = localize({"*": _unit(prepared, language)}, language)
        if unit and text.endswith(unit) and text != unit:
            return text.removesuffix(unit)
    return raw


def _read(prepared: Prepared, value: Fraction | float) -> Message:
    if isinstance(value, Fraction) and value.denominator == 1:
        value = value.numerator
    if "unit" not in prepared:
        return Message("numeric.read", {"value": shown(value)})
    unit = {"id": "author.text", "params": prepared["unit"]}
    return Message("numeric.read-unit", {"value": shown(value), "unit": unit})
