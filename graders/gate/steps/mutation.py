"""Step ``mutants``: the suite kills programs with one small mistake, or its author says why not.

On one variant, each mutant only until the first test it fails.
"""

from dataclasses import dataclass
from typing import Any

from graders.contracts import Json, MadeVariant, Message, Part, Progress, Verdict
from graders.gate.measures import Measure, Place, measures_of
from graders.gate.mutants import Mutant, mutants_of
from graders.gate.trial import Killed, Trials, cost

BUDGET_MS = 120_000.0
"""CPU that the mutants of one question may cost; what is left over is told."""
_SPARE = 5.0
_LEAST = 1.0
_NOTABLE, _TINY = 100.0, 1e-6
"""So far from the reference's own rounding a difference is one, in tolerances."""
PRECISE = "float64"


@dataclass(frozen=True)
class Fate:
    """What became of a mutant. ``alive`` None: the budget was spent before its turn.

    ``test``: the one that killed it. ``measures``: of the tests until then.
    """

    mutant: Mutant
    alive: bool | None
    test: str = ""
    measures: tuple[Measure, ...] = ()


def run(trials: Trials, variant: MadeVariant, question: str) -> list[Fate]:
    """Every mutant is killed or dismissed with a reason. Returns what became of each."""
    own = question_of(trials, question)
    source = trials.bundle.text(f"code/{question}/reference.py")
    mutants = mutants_of(source, single=own.get("precision") == PRECISE)
    dismissed = {entry["mutant"]: entry["reason"] for entry in own.get("dismiss", ())}
    todo = [mutant for mutant in mutants if mutant.id not in dismissed]
    before = trials.sheet.sandbox_ms
    usual = trials.grade(variant, question, source, measure=True)
    allowed = allowed_cpu(usual)

    def fate(mutant: Mutant) -> Fate:
        if trials.sheet.sandbox_ms - before > BUDGET_MS:
            return Fate(mutant, None)
        return try_mutant(trials, variant, question, mutant, cpu=allowed)

    fates = trials.each(fate, todo)
    for survivor in (fate for fate in fates if fate.alive):
        seen = _seen(survivor, {m.place: m.ratio for m in measures_of(usual.parts)})
        _tell_survivor(trials, question, survivor.mutant, seen)
    _tell(trials, question, fates, mutants, dismissed)
    return fates


def question_of(trials: Trials, question: str) -> dict[str, Any]:
    """A question as its author wrote it."""
    definition: dict[str, Any] = trials.bundle.definition
    own: dict[str, Any] = next(q for q in definition["questions"] if q["id"] == question)
    return own


def allowed_cpu(usual: Verdict) -> float:
    """CPU seconds for a mutant: one that loops must not eat the whole limit each time."""
    return max(_LEAST, _SPARE * cost(usual) / 1000)


def try_mutant(
    trials: Trials,
    variant: MadeVariant,
    question: str,
    mutant: Mutant,
    *,
    cpu: float,
    to_the_end: bool = False,
) -> Fate:
    """Grade a mutant until a test fails, or ``to_the_end`` of the suite."""
    parts: list[Part] = []

    def watch(progress: Progress) -> None:
        if progress.part is not None:
            parts.append(progress.part)
            if progress.part.outcome != "passed" and not to_the_end:
                raise Killed(progress.part.key)

    try:
        verdict = trials.grade(
            variant, question, mutant.source, cpu=cpu, on_progress=watch, measure=True
        )
    except Killed:
        # an aborted run gives no verdict to read its cost from
        trials.sheet.spend(sum(part.cpu_ms for part in parts))
        alive = False
    else:
        full = verdict.state == "graded" and verdict.max > 0 and verdict.points == verdict.max
        alive = full and all(part.outcome == "passed" for part in verdict.parts)
    failed = next((part.key for part in parts if part.outcome != "passed"), "")
    return Fate(mutant, alive, failed, tuple(measures_of(parts)))


def _tell(
    trials: Trials,
    question: str,
    fates: list[Fate],
    mutants: list[Mutant],
    dismissed: dict[str, str],
) -> None:
    for id_ in sorted(dismissed.keys() - {mutant.id for mutant in mutants}):
        trials.sheet.warned(
            "mutants", Message("gate.stale", {"id": id_}), question=question, subject=id_
        )
    unrun = sum(fate.alive is None for fate in fates)
    params = {
        "killed": sum(fate.alive is False for fate in fates),
        "of": len(mutants),
        "dismissed": len(mutants) - len(fates),
        "unrun": unrun,
    }
    told = Message("gate.mutants-some" if unrun else "gate.mutants", params)
    blocked = any(fate.alive and not fate.mutant.advice for fate in fates)
    trials.sheet.line("mutants", told, ok=not blocked, question=question, warning=bool(unrun))


def _tell_survivor(trials: Trials, question: str, mutant: Mutant, seen: list[Message]) -> None:
    means: Json = {"id": f"mutant.{mutant.means}", "params": {}}
    said = [
        Message("gate.survivor", {"line": mutant.line, "means": means}),
        *([Message("gate.survivor-advice")] if mutant.advice else seen),
        Message("gate.survivor-dismiss", {"id": mutant.id}),
    ]
    file = f"code/{question}/reference.py"
    diff = {"type": "diff", "file": file, "line": mutant.line, "lines": list(mutant.diff)}
    trials.sheet.line(
        "mutants", *said, ok=mutant.advice, question=question, subject=mutant.id,
        warning=mutant.advice, details=(diff,),
    )  # fmt: skip


def _seen(fate: Fate, usual: dict[Place, float]) -> list[Message]:
    """Whether the tests compared other values than the reference's, and how near they came."""
    if not fate.measures:
        return []
    if all(measure.ratio == usual.get(measure.place) for measure in fate.measures):
        return [Message("gate.survivor-same")]
    moved = [m for m in fate.measures if m.ratio > _NOTABLE * usual.get(m.place, 0.0) + _TINY]
    if not moved:
        return []
    worst = max(moved, key=lambda measure: measure.ratio)
    params = {"test": worst.test, "share": _short(worst.ratio), "tolerance": worst.tolerance}
    return [Message("gate.survivor-near", params)]


def _short(value: float) -> float:
    return float(f"{value:.2g}")
