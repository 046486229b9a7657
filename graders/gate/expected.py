"""What an answer should get, and what it got."""

from graders.contracts import MadeVariant, Message
from graders.gate.trial import Outcome
from graders.kinds.base import Case

_CLOSE = 2e-3
"""Shares are rounded to thousandths of the points, and authors write ``0.833``."""


def mismatch(case: Case, outcome: Outcome, variant: MadeVariant) -> Message | None:
    """The difference as a message, or None when the case holds."""
    where = {"case": case.name, "variant": variant.name or str(variant.seed)}
    if case.answered != outcome.answered:
        why = {"wanted": case.answered, "got": outcome.answered, "said": said(outcome)}
        return Message("gate.case-answered", {**where, **why})
    if case.score is not None:
        share = outcome.share or 0.0
        if abs(share - case.score) > _CLOSE:
            params = {"wanted": 100 * case.score, "got": 100 * share, "said": said(outcome)}
            return Message("gate.case-score", {**where, **params})
    if case.says and case.says not in outcome.says:
        return Message("gate.case-says", {**where, "says": case.says, "said": said(outcome)})
    return None


def said(outcome: Outcome) -> str:
    """The ids of what was said: the beginning of an explanation for an author."""
    return ", ".join(sorted(outcome.says)[:8]) or "-"
