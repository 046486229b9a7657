"""Verdicts of questions some of whose gaps are formulas, which the sandbox judges."""

from collections.abc import Mapping

import msgspec

from graders.contracts import Part, Verdict


def judged(formulas: Verdict | None) -> Mapping[str, Part]:
    """The sandbox's parts by gap."""
    return {part.key: part for part in formulas.parts} if formulas else {}


def with_state(verdict: Verdict, formulas: Verdict | None) -> Verdict:
    """Undecided, and free of charge, if a formula is; with what is needed to replay it.

    With a formula that has no value the answer is sent back: nothing is said of the other gaps,
    or they could be tried for nothing.
    """
    if formulas is None:
        return verdict
    refused = [part for part in formulas.parts if part.outcome == "refused"]
    if refused:
        return msgspec.structs.replace(
            verdict,
            answered="malformed",
            counts=False,
            points=0,
            parts=(),
            messages=tuple(message for part in refused for message in part.messages),
            replay=formulas.replay,
        )
    undecided = any(part.outcome == "not-run" for part in formulas.parts)
    return msgspec.structs.replace(
        verdict,
        answered=formulas.answered,
        counts=not undecided,
        staff=formulas.staff,
        replay=formulas.replay,
    )
