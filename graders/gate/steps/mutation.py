"""Step ``mutants``: the suite kills programs with one small mistake, or its author says why not.

On one variant, each mutant only until the first test it fails.
"""

from typing import Any

from graders.contracts import MadeVariant, Message, Progress
from graders.gate.mutants import Mutant, mutants_of
from graders.gate.trial import Killed, Trials, cost

BUDGET_MS = 120_000.0
"""CPU that the mutants of one question may cost; what is left over is told."""
_SPARE = 5.0
_LEAST = 1.0


def run(trials: Trials, variant: MadeVariant, question: str) -> bool:
    """Every mutant is killed or dismissed with a reason."""
    source = trials.bundle.text(f"code/{question}/reference.py")
    mutants = mutants_of(source)
    dismissed = _dismissed(trials, question)
    todo = [mutant for mutant in mutants if mutant.id not in dismissed]
    before = trials.sheet.sandbox_ms
    allowed = _allowed_cpu(trials, variant, question, source)

    def survives(mutant: Mutant) -> bool | None:
        if trials.sheet.sandbox_ms - before > BUDGET_MS:
            return None
        return _survives(trials, variant, question, mutant, allowed)

    results = list(zip(todo, trials.each(survives, todo), strict=True))
    fine = _tell_survivors(trials, question, [m for m, alive in results if alive])
    fine &= _tell_stale(trials, question, dismissed, mutants)
    unrun = sum(alive is None for _, alive in results)
    params = {
        "killed": sum(alive is False for _, alive in results),
        "of": len(mutants),
        "dismissed": len(mutants) - len(todo),
        "unrun": unrun,
    }
    told = Message("gate.mutants-some" if unrun else "gate.mutants", params)
    return trials.sheet.line("mutants", told, ok=fine, question=question)


def _dismissed(trials: Trials, question: str) -> dict[str, str]:
    definition: dict[str, Any] = trials.bundle.definition
    own = next(q for q in definition["questions"] if q["id"] == question)
    return {entry["mutant"]: entry["reason"] for entry in own.get("dismiss", ())}


def _allowed_cpu(trials: Trials, variant: MadeVariant, question: str, source: str) -> float:
    """CPU seconds for a mutant: one that loops must not eat the whole limit each time."""
    verdict = trials.grade(variant, question, source)
    return max(_LEAST, _SPARE * cost(verdict) / 1000)


def _survives(
    trials: Trials, variant: MadeVariant, question: str, mutant: Mutant, cpu: float
) -> bool:
    """Whether the mutant gets full marks."""
    spent = 0.0

    def watch(progress: Progress) -> None:
        nonlocal spent
        part = progress.part
        if part is None:
            return
        spent += part.cpu_ms
        if part.outcome != "passed":
            raise Killed(part.key)

    try:
        verdict = trials.grade(variant, question, mutant.source, cpu=cpu, on_progress=watch)
    except Killed:
        # an aborted run gives no verdict to read its cost from
        trials.sheet.spend(spent)
        return False
    return verdict.state == "graded" and verdict.max > 0 and verdict.points == verdict.max


def _tell_survivors(trials: Trials, question: str, survivors: list[Mutant]) -> bool:
    for mutant in survivors:
        params = {"id": mutant.id, "was": mutant.was, "now": mutant.now}
        trials.sheet.failed(
            "mutants", Message("gate.survivor", params), question=question, subject=mutant.id
        )
    return not survivors


def _tell_stale(
    trials: Trials, question: str, dismissed: dict[str, str], mutants: list[Mutant]
) -> bool:
    """A dismissal of no mutant is a leftover: its line has moved, and it may hide another."""
    known = {mutant.id for mutant in mutants}
    stale = sorted(dismissed.keys() - known)
    for id_ in stale:
        told = Message("gate.stale", {"id": id_})
        trials.sheet.failed("mutants", told, question=question, subject=id_)
    return not stale
