"""Step ``self-test``: the answers that a kind makes itself get the verdicts it expects.

Kinds that only compare data are tried on every deployed variant, so this proves there that
the right answer gets full marks and each misconception its sentence. Code is tried on one.
"""

from graders.contracts import MadeVariant, Message
from graders.gate.expected import mismatch
from graders.gate.trial import Trials
from graders.kinds import PROGRAMS, REGISTRY

SHOWN = 5
BRIEFLY = 5
"""Variants, where the exercise passed on all of them before."""


def run(trials: Trials, variants: list[MadeVariant], question: str) -> bool:
    """Try all cases of a question; at most a few mismatches are told."""
    kind = REGISTRY[variants[0].questions[question]["kind"]]
    wrong: list[Message] = []
    tried = full = 0
    few = (BRIEFLY if trials.brief else len(variants)) if kind.plain else 1
    for variant in variants[:few]:
        for case in kind.self_test(variant.questions[question]):
            outcome = trials.answer(variant, question, case.answer)
            tried += 1
            # what a person marks has no right answer of its own
            full += case.score == 1.0 or case.answered == "awaiting-person"
            problem = mismatch(case, outcome, variant, question)
            if problem is not None:
                wrong.append(problem)
    if kind.name not in PROGRAMS and not full:
        wrong.append(Message("gate.no-right-case", {}))
    many = [Message("gate.more", {"count": len(wrong) - SHOWN})] if len(wrong) > SHOWN else []
    told = [*wrong[:SHOWN], *many] or [Message("gate.cases", {"count": tried})]
    return trials.sheet.line("self-test", *told, ok=not wrong, question=question)
