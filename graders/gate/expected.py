"""What an answer should get, and what it got."""

from graders.contracts import Json, MadeVariant, Message
from graders.faults import fault_of
from graders.gate.trial import Outcome
from graders.kinds.base import Case

_CLOSE = 2e-3
"""Shares are rounded to thousandths of the points, and authors write ``0.833``."""


def mismatch(case: Case, outcome: Outcome, variant: MadeVariant, question: str) -> Message | None:
    """The difference as a message, or None when the case holds."""
    where = {"case": case.name, "variant": variant.name or str(variant.seed)}
    if case.answered != outcome.answered:
        why = {"wanted": case.answered, "got": outcome.answered, "said": said(outcome, question)}
        return Message("gate.case-answered", {**where, **why})
    if case.score is not None:
        share = outcome.share or 0.0
        if abs(share - case.score) > _CLOSE:
            params = {
                "wanted": 100 * case.score,
                "got": 100 * share,
                "said": said(outcome, question),
            }
            return Message("gate.case-score", {**where, **params})
    if case.says and case.says not in outcome.says:
        return Message(
            "gate.case-says", {**where, "says": case.says, "said": said(outcome, question)}
        )
    return None


def said(outcome: Outcome, question: str) -> Json:
    """What the answer was told, as a message within a message: the beginning of a reason."""
    verdict = outcome.verdict
    if verdict is not None and verdict.state == "failed" and verdict.staff:
        told = [fault_of(verdict.staff[0], question).said]
    else:
        parts = verdict.parts if verdict is not None else ()
        told = [*outcome.messages, *(message for part in parts for message in part.messages)]
    return {"id": told[0].id, "params": told[0].params} if told else {"*": "–"}
