"""The life cycle of an ordering. An answer: id of the step → its place; gaps as in a cloze."""

import copy
import random
from typing import Any

from graders.bundle import Bundle
from graders.contracts import GradeRequest, Json, Message, Verdict
from graders.gaps import assembling, preparing, showing
from graders.gaps import checks as gap_checks
from graders.gaps import marking as gap_marking
from graders.kinds import grading
from graders.kinds.base import Case, Parsed, Prepared, Values
from graders.kinds.formulas import author, saying
from graders.kinds.mathematics import hints, shares
from graders.kinds.ordering import checks, marking, reading, rendering, testing
from graders.kinds.ordering.precedence import closure, credit_of, direct
from graders.messages import render

_SHUFFLES = 20


class Ordering:
    """Steps to put in order, some of no use, some with gaps."""

    name = "ordering"
    plain = True

    def schema(self) -> dict[str, Any]:
        """JSON schema of the question in ``exercise.yaml``."""
        own = copy.deepcopy(grading.schema_beside(__file__))
        return {**own, "$defs": copy.deepcopy(preparing.definitions())}

    def check(self, question: dict[str, Any], bundle: Bundle) -> list[Message]:
        """Unknown steps, circles, gaps that are missing or twice."""
        texts: gap_checks.Placed = [
            (["steps", index, "text"], step["text"]) for index, step in enumerate(question["steps"])
        ]
        return [*checks.problems(question), *gap_checks.problems(question, bundle, texts)]

    def variant(self, question: dict[str, Any], values: Values, rng: random.Random) -> Prepared:
        """Mix the steps, never into a right order; prepare the gaps."""
        gaps = preparing.prepare(question.get("gaps", ()), values, rng)
        weight = float(question.get("order_weight", len(question["steps"])))
        worth = shares([weight, *(float(gap["weight"]) for gap in gaps)], question["points"])
        made: Prepared = {
            **grading.common(question),
            **preparing.world_of(question, gaps),
            "steps": [
                *(_step(step, values, extra=False) for step in question["steps"]),
                *(_step(step, values, extra=True) for step in question.get("distractors", ())),
            ],
            "pairs": sorted(map(list, closure(direct(question["steps"])))),
            "misplaced": [
                {**entry, "say": saying(entry["say"], values, entry["id"])}
                for entry in question.get("misplaced", ())
            ],
            "order_max": worth[0],
            "gaps": [{**gap, "max": most} for gap, most in zip(gaps, worth[1:], strict=True)],
            "hints": hints(question, values),
        }
        return {**made, "shown": _shown(made, rng)}

    def render(self, prepared: Prepared, answer: Any, language: str) -> dict[str, Any]:
        """The steps in the variant's order, their places, their fields."""
        return {"kind": self.name, **rendering.context(prepared, answer, language)}

    def parse(self, prepared: Prepared, raw: Any) -> Parsed:
        """The places, without holes; steps without a place are not used."""
        return reading.parse(prepared, raw)

    def grade(self, request: GradeRequest) -> Verdict:
        """The order, and one part for each gap; without formulas."""
        return self.assemble(request, None)

    def assemble(self, request: GradeRequest, formulas: Verdict | None) -> Verdict:
        """The verdict, with the parts of formulas as the sandbox judged them."""
        question, answer = request.question, request.answer
        if self.parse(question, answer).answer is None:
            return grading.unreadable(request, Message("ordering.not-object"))
        order = reading.order_of(answer, question)
        gaps = gap_marking.parts(question["gaps"], answer, assembling.judged(formulas))
        parts = (*marking.parts(question, order), *gaps)
        return assembling.with_state(grading.verdict(request, parts), formulas)

    def explain(self, prepared: Prepared, language: str) -> dict[str, Any]:
        """The steps in the author's order, with their gaps filled in."""
        right = [step for step in prepared["steps"] if not step["extra"]]
        lines = [
            showing.filled(prepared, render(author(step["text"]), language), language)
            for step in right
        ]
        text = "\n".join(f"{n}. {line.strip()}" for n, line in enumerate(lines, start=1))
        return {"text": text, "order": [step["id"] for step in right]}

    def self_test(self, prepared: Prepared) -> list[Case]:
        """Right, reversed, a step left out, needless steps; malformed and hostile answers."""
        return testing.cases(prepared)


def _step(step: dict[str, Any], values: Values, *, extra: bool) -> dict[str, Json]:
    made: dict[str, Json] = {
        "id": step["id"],
        "text": saying(step["text"], values),
        "extra": extra,
    }
    if "say" in step:
        made["say"] = saying(step["say"], values, step["id"])
    return made


def _shown(prepared: Prepared, rng: random.Random) -> list[str]:
    """An order to show the steps in: one that is not right as far as there is one."""
    ids = [step["id"] for step in prepared["steps"]]
    extra = {step["id"] for step in prepared["steps"] if step["extra"]}
    for _ in range(_SHUFFLES):
        rng.shuffle(ids)
        if credit_of(prepared, [id_ for id_ in ids if id_ not in extra]) < 1:
            break
    return ids
