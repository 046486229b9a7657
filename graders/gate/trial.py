"""Answers tried on a variant as a student's would be: read by the kind, graded by the engine."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import msgspec

from graders.bundle import Bundle
from graders.contracts import GradeRequest, Json, Limits, MadeVariant, Message, Progress, Verdict
from graders.gate.sheet import Sheet
from graders.kinds import REGISTRY

_GATE = "gate"
_T = TypeVar("_T")
_R = TypeVar("_R")
OnProgress = Callable[[Progress], None]


class Grader(Protocol):
    """The engine, as the gate needs it."""

    slots: int

    def grade(
        self, request: GradeRequest, bundle: Bundle | None = None, on_progress: OnProgress = ...
    ) -> Verdict:
        """The verdict on one answer."""

    def generate(self, bundle: Bundle, seed: int) -> dict[str, Json]:
        """Values from ``variant.py``."""

    def prepare(self, bundle: Bundle, question: dict[str, Any]) -> dict[str, Any]:
        """``declared`` and ``problems`` of a question answered in mathematics."""


class Killed(Exception):
    """A mutant failed a test: the rest of the suite need not run."""

    def __init__(self, test: str) -> None:
        super().__init__(test)
        self.test = test


@dataclass(frozen=True)
class Outcome:
    """What became of an answer. ``share``: points over maximum, None if nothing was graded."""

    answered: str
    share: float | None
    messages: tuple[Message, ...]
    verdict: Verdict | None = None

    @property
    def says(self) -> set[str]:
        """Ids of all messages, and of the misconceptions they come from."""
        found = list(self.messages)
        if self.verdict is not None:
            found += [m for part in self.verdict.parts for m in part.messages]
        named = {str(m.params["id"]) for m in found if "id" in m.params}
        return {m.id for m in found} | named


class Trials:
    """Tries answers on the variants of one bundle and counts the CPU they cost.

    ``brief``: the exercise passed as it is; whether the engine still says so is asked of few.
    """

    def __init__(
        self, engine: Grader, bundle: Bundle, sheet: Sheet, *, brief: bool = False
    ) -> None:
        self.engine, self.bundle, self.sheet, self.brief = engine, bundle, sheet, brief

    def answer(
        self, variant: MadeVariant, question: str, raw: Json, *, sent: bool = True
    ) -> Outcome:
        """The outcome of a raw answer, as the page would send it; ``sent``: see ``grade``."""
        prepared = variant.questions[question]
        kind = REGISTRY[prepared["kind"]]
        parsed = kind.parse(prepared, raw)
        if parsed.ask:
            return Outcome("ask", None, (*parsed.problems, *parsed.read))
        if parsed.answer is None:
            messages = (*parsed.problems, *parsed.fields.values())
            return Outcome("malformed", None, messages)
        verdict = self.grade(variant, question, parsed.answer, sent=sent)
        share = verdict.points / verdict.max if verdict.max else None
        answered = verdict.answered if verdict.state == "graded" else "failed"
        messages = (*verdict.messages, *verdict.staff)
        return Outcome(answered, share, messages, verdict)

    def grade(
        self,
        variant: MadeVariant,
        question: str,
        answer: Json,
        *,
        cpu: float | None = None,
        on_progress: OnProgress = lambda _progress: None,
        measure: bool = False,
        sent: bool = False,
    ) -> Verdict:
        """The verdict on a canonical answer. ``cpu``: a lower limit than the question's, in s.

        ``measure``: the parts tell how near their checks came (``graders.gate.measures``).
        ``sent``: as by a student, to whom given code is not graded; else it is, like any other.
        """
        prepared = variant.questions[question]
        if not sent and "starter" in prepared:
            prepared = {**prepared, "starter": ""}
        limits = Limits(**prepared.get("limits", {}))
        if cpu is not None and cpu < limits.cpu:
            limits = msgspec.structs.replace(limits, cpu=cpu)
        request = GradeRequest(
            grading=_GATE,
            token=_GATE,
            kind=prepared["kind"],
            question=prepared,
            answer=answer,
            values=variant.values,
            bundle=self.bundle.hash,
            seed=variant.seed,
            # any number that the visible tests do not have; the same each time
            hidden_seed=(variant.seed * 2654435761 + 97) % 2**48,
            limits=limits,
            measure=measure,
        )
        verdict = self.engine.grade(request, self.bundle, on_progress)
        self.sheet.spend(cost(verdict))
        return verdict

    def source(self, variant: MadeVariant, question: str, path: str) -> Outcome:
        """The outcome of a program of the folder."""
        return self.answer(variant, question, self.bundle.text(path), sent=False)

    def each(self, work: Callable[[_T], _R], items: Iterable[_T]) -> list[_R]:
        """``work`` on all items, as many at a time as the engine has slots, in their order."""
        with ThreadPoolExecutor(max_workers=max(1, self.engine.slots)) as pool:
            return list(pool.map(work, items))


def cost(verdict: Verdict) -> float:
    """CPU of a verdict's sandboxed processes, in milliseconds."""
    replay: dict[str, Any] = verdict.replay
    return float(replay.get("cpu_ms", 0.0)) + float(replay.get("judge_cpu_ms", 0.0))


def whole(verdict: Verdict) -> bool:
    """Full marks, and every test passes: those without points, and bonus ones, too."""
    passed = all(part.outcome == "passed" for part in verdict.parts)
    return verdict.max > 0 and verdict.points == verdict.max and passed
