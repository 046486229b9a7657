"""The life cycle of a text with gaps. An answer: id of the gap → what is filled in."""

import copy
import random
from typing import Any

from graders.bundle import Bundle
from graders.contracts import GradeRequest, Message, Verdict
from graders.gaps import assembling, checks, marking, preparing, reading, showing, testing
from graders.kinds import grading
from graders.kinds.base import Case, Parsed, Prepared, Values
from graders.kinds.formulas import author, saying
from graders.kinds.mathematics import hints, shares
from graders.messages import render


class Cloze:
    """Gaps of numbers, words, choices and formulas; each has its share of the points."""

    name = "cloze"
    plain = True

    def schema(self) -> dict[str, Any]:
        """JSON schema of the question in ``exercise.yaml``."""
        own = copy.deepcopy(grading.schema_beside(__file__))
        return {**own, "$defs": copy.deepcopy(preparing.definitions())}

    def check(self, question: dict[str, Any], bundle: Bundle) -> list[Message]:
        """Gaps that are missing in a text, twice or unknown; keys that do not go together."""
        return checks.problems(question, bundle, [(["text"], question["text"])])

    def variant(self, question: dict[str, Any], values: Values, rng: random.Random) -> Prepared:
        """Prepare the gaps. Raises as ``expected.prepare`` does."""
        gaps = preparing.prepare(question["gaps"], values, rng)
        worth = shares([float(gap["weight"]) for gap in gaps], question["points"])
        return {
            **grading.common(question),
            **preparing.world_of(question, gaps),
            "text": saying(question["text"], values),
            "gaps": [{**gap, "max": most} for gap, most in zip(gaps, worth, strict=True)],
            "hints": hints(question, values),
        }

    def render(self, prepared: Prepared, answer: Any, language: str) -> dict[str, Any]:
        """The text in blocks, its fields with what was typed."""
        inputs = showing.fields(prepared, answer, language)
        return {
            "kind": self.name,
            "id": prepared["id"],
            "region": render(Message("cloze.region"), language),
            "blocks": showing.blocks(render(author(prepared["text"]), language), inputs),
            "gaps": list(inputs.values()),
            "hints": [hint["cost"] for hint in prepared["hints"]],
        }

    def parse(self, prepared: Prepared, raw: Any) -> Parsed:
        """What is filled in; gaps left blank are not answered."""
        if raw is None or raw == "":
            return Parsed(problems=(Message("cloze.empty"),))
        if not isinstance(raw, dict) or len(raw) > 1000:
            return Parsed(problems=(Message("cloze.not-object"),))
        known = {gap["id"] for gap in prepared["gaps"]}
        if unknown := sorted(str(key)[:60] for key in raw.keys() - known):
            return Parsed(problems=(Message("gap.unknown", {"id": unknown[0]}),))
        parsed = reading.parse(prepared, raw)
        if parsed.answer == {}:
            return Parsed(problems=(Message("cloze.empty"),))
        return parsed

    def grade(self, request: GradeRequest) -> Verdict:
        """One part for each gap; of a text without formulas."""
        return self.assemble(request, None)

    def assemble(self, request: GradeRequest, formulas: Verdict | None) -> Verdict:
        """The verdict, with the parts of formulas as the sandbox judged them."""
        question, answer = request.question, request.answer
        if self.parse(question, answer).answer is None:
            return grading.unreadable(request, Message("cloze.not-object"))
        parts = marking.parts(question["gaps"], answer, assembling.judged(formulas))
        count = {"right": sum(p.outcome == "passed" for p in parts), "all": len(parts)}
        verdict = grading.verdict(request, parts, (Message("gap.count", count),))
        return assembling.with_state(verdict, formulas)

    def explain(self, prepared: Prepared, language: str) -> dict[str, Any]:
        """The text with its gaps filled in."""
        text = render(author(prepared["text"]), language)
        return {"text": showing.filled(prepared, text, language)}

    def self_test(self, prepared: Prepared) -> list[Case]:
        """Right, each known mistake in its gap, blank, malformed and hostile answers."""
        gaps = prepared["gaps"]
        right = testing.right(gaps)
        raws = {
            "empty": "", "no field": {}, "blank": dict.fromkeys(right, "  "), "number": 3,
            "unknown gap": {**right, "no such gap": "1"}, "list": list(right.values()),
            "huge": "9" * grading.HUGE, "null": None,
        }  # fmt: skip
        return [
            Case("right", right, 1.0, says="gap.count"),
            *(testing.wrongs(gaps, right, prepared["points"]) if len(gaps) > 1 else ()),
            *testing.unreadable(gaps, right),
            *(Case(name, raw, answered="malformed") for name, raw in raws.items()),
        ]
