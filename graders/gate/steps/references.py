"""Steps ``reference`` and ``limits``: full marks everywhere, the same again, with room to spare."""

from graders.contracts import Limits, MadeVariant, Message, Verdict
from graders.gate.blame import Told, why
from graders.gate.trial import Outcome, Trials, cost, whole

BUDGET_MS = 60_000.0
"""CPU that the reference of one question may cost on all variants together."""
AGAIN = 3
HALF = 0.5


def run(trials: Trials, variants: list[MadeVariant], question: str) -> bool:
    """Grade the reference on the deployed variants, as many as the CPU budget allows."""
    path = f"code/{question}/reference.py"
    first = trials.source(variants[0], question, path)
    if first.verdict is None or not whole(first.verdict):
        told, details = _shortfall(first, variants[0], question)
        return trials.sheet.failed("reference", *told, question=question, details=details)
    affordable = int(BUDGET_MS // max(cost(first.verdict), 1.0))
    rest = variants[1 : AGAIN if trials.brief else max(affordable, AGAIN)]
    outcomes = trials.each(lambda variant: trials.source(variant, question, path), rest)
    short = [
        (variant, outcome)
        for variant, outcome in zip(rest, outcomes, strict=True)
        if outcome.verdict is None or not whole(outcome.verdict)
    ]
    if short:
        variant, outcome = short[0]
        told, details = _shortfall(outcome, variant, question)
        count = Message("gate.reference-short", {"count": len(short), "of": len(rest) + 1})
        return trials.sheet.failed("reference", count, *told, question=question, details=details)
    ran = Message("gate.reference", {"ran": len(rest) + 1, "of": len(variants)})
    # where the budget did not reach, the rest is taken on trust: that is worth a look
    trials.sheet.line(
        "reference", ran, ok=True, question=question,
        warning=len(rest) + 1 < len(variants) and not trials.brief,
    )  # fmt: skip
    verdicts = [first.verdict, *(o.verdict for o in outcomes if o.verdict is not None)]
    return _same_again(trials, variants, question, verdicts) & _room(
        trials, question, variants[0], verdicts
    )


def _shortfall(outcome: Outcome, variant: MadeVariant, question: str) -> Told:
    """What kept the reference from full marks."""
    name, verdict = variant.name or str(variant.seed), outcome.verdict
    told, details = why(outcome, question, f"code/{question}/reference.py")
    if verdict is not None and verdict.fault == "suite-error":
        return [Message("gate.suite-fails", {"variant": name}), *told], details
    if verdict is None or verdict.state == "failed" or verdict.answered != "graded":
        return [Message("gate.reference-unrun", {"variant": name}), *told], details
    failed = [part for part in verdict.parts if part.points < part.max or part.outcome != "passed"]
    keys = ", ".join(part.key for part in failed[:8])
    return [Message("gate.reference-fails", {"variant": name, "tests": keys}), *told], details


def _same_again(
    trials: Trials, variants: list[MadeVariant], question: str, verdicts: list[Verdict]
) -> bool:
    path = f"code/{question}/reference.py"
    few = list(zip(variants, verdicts, strict=False))[:AGAIN]
    again = trials.each(lambda pair: trials.source(pair[0], question, path), few)
    other = [
        variant.name or str(variant.seed)
        for (variant, before), now in zip(few, again, strict=True)
        if now.verdict is None or _gist(now.verdict) != _gist(before)
    ]
    if other:
        told = Message("gate.not-again", {"variants": ", ".join(other)})
        return trials.sheet.failed("again", told, question=question)
    return trials.sheet.passed(
        "again", Message("gate.again", {"count": len(few)}), question=question
    )


def _gist(verdict: Verdict) -> tuple[object, ...]:
    """What must not change: points, and of each part the outcome and what is said."""
    parts = [(part.key, part.outcome, part.points, part.messages) for part in verdict.parts]
    return (verdict.points, parts)


def _room(trials: Trials, question: str, variant: MadeVariant, verdicts: list[Verdict]) -> bool:
    """Time and memory stay within half the limits, so that an honest solution has room."""
    limits = Limits(**variant.questions[question].get("limits", {}))
    cpu = max(float(verdict.replay.get("cpu_ms", 0.0)) for verdict in verdicts) / 1000
    memory = max(float(verdict.replay.get("peak_mb", 0.0)) for verdict in verdicts)
    allowed = limits.memory / 2**20
    fine = cpu <= HALF * limits.cpu and memory <= HALF * allowed
    params = {
        "cpu": round(cpu, 3), "cpu_limit": limits.cpu,
        "memory": round(memory), "memory_limit": round(allowed),
    }  # fmt: skip
    told = Message("gate.room" if fine else "gate.no-room", params)
    return trials.sheet.line("limits", told, ok=fine, question=question)
