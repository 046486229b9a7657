"""Step ``draws``: right programs keep full marks when the tests draw other numbers.

A student's hidden tests have a seed that nobody tried before. A threshold that an honest program
misses once in fifty draws, or a tolerance that rounding exceeds, shows only in many of them.
"""

from itertools import cycle, islice
from typing import Any

import msgspec

from graders.contracts import MadeVariant, Message
from graders.gate.blame import why
from graders.gate.trial import Outcome, Trials, cost, whole

BUDGET_MS = 4000.0
"""CPU that the other draws of one program may cost, past the fewest."""
FEWEST, MOST = 2, 60
_STRIDE = 0x9E3779B97F4B
"""From a seed to the next: odd, so that no two are the same."""


def run(trials: Trials, variants: list[MadeVariant], question: str) -> bool:
    """Grade the reference and every right program with other seeds, as many as CPU allows."""
    tried = 0
    for path in _programs(trials, question):
        outcomes = _outcomes(trials, _other(variants), question, path)
        short = [outcome for outcome in outcomes if not _full(outcome)]
        if short:
            return _told(trials, question, path, short, len(outcomes))
        tried += len(outcomes)
    return trials.sheet.passed("draws", Message("gate.draws", {"count": tried}), question=question)


def _outcomes(trials: Trials, drawn: list[MadeVariant], question: str, path: str) -> list[Outcome]:
    first = trials.source(drawn[0], question, path)
    price = cost(first.verdict) if first.verdict is not None else BUDGET_MS
    many = max(FEWEST, int(BUDGET_MS // max(price, 1.0)))
    rest = trials.each(lambda one: trials.source(one, question, path), drawn[1:many])
    return [first, *rest]


def _programs(trials: Trials, question: str) -> list[str]:
    """The reference, and every program of which nothing else is told than that it is right."""
    definition: dict[str, Any] = trials.bundle.definition
    cases = [case for case in definition.get("cases", ()) if "file" in case]
    partly = {case["file"] for case in cases if case.get("score") != 1}
    folder = f"code/{question}/right/"
    others = sorted(path for path in trials.bundle.files if path.startswith(folder))
    return [f"code/{question}/reference.py", *(path for path in others if path not in partly)]


def _other(variants: list[MadeVariant]) -> list[MadeVariant]:
    """The variants in turn, each time with another seed for its tests."""
    return [
        msgspec.structs.replace(variant, seed=(variant.seed + turn * _STRIDE) % 2**48)
        for turn, variant in enumerate(islice(cycle(variants), MOST), start=1)
    ]


def _full(outcome: Outcome) -> bool:
    return outcome.verdict is not None and whole(outcome.verdict)


def _told(trials: Trials, question: str, path: str, short: list[Outcome], tried: int) -> bool:
    verdict = short[0].verdict
    failed = [part.key for part in verdict.parts if part.outcome != "passed"] if verdict else []
    params = {"count": len(short), "of": tried, "tests": ", ".join(failed) or "-"}
    reasons, details = why(short[0], question, path)
    return trials.sheet.failed(
        "draws", Message("gate.draws-short", params), *reasons,
        question=question, subject=path.rpartition("/")[2], details=details,
    )  # fmt: skip
