"""Verdicts of questions some of whose gaps are formulas, which the sandbox judges."""

from collections.abc import Mapping

import msgspec

from graders.contracts import Part, Verdict

_FREE = frozenset({"refused", "not-run"})


def judged(formulas: Verdict | None) -> Mapping[str, Part]:
    """The sandbox's parts by gap."""
    return {part.key: part for part in formulas.parts} if formulas else {}


def with_state(verdict: Verdict, formulas: Verdict | None) -> Verdict:
    """Undecided, and free of charge, if a formula is; with what is needed to replay it."""
    if formulas is None:
        return verdict
    free = any(part.outcome in _FREE for part in formulas.parts)
    return msgspec.structs.replace(
        verdict,
        answered=formulas.answered,
        counts=not free,
        staff=formulas.staff,
        replay=formulas.replay,
    )
