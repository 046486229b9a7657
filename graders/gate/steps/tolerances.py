"""Step ``tolerance``: the suite accepts every honest computation and no mistake, with a margin."""

from collections.abc import Sequence
from typing import Any

from graders.contracts import MadeVariant, Message
from graders.gate.steps.mutation import PRECISE, Fate, question_of
from graders.gate.tolerance import Assessment, Refusal, Row, assess
from graders.gate.trial import Trials

STEP = "tolerance"
_SHOWN = 3


def run(
    trials: Trials, variants: list[MadeVariant], question: str, fates: Sequence[Fate]
) -> Assessment:
    """Tell what the tolerances of a suite let through; fails if they refuse honest answers."""
    found = assess(trials, variants, question, fates)
    details = (_table(found),) if found.rows else ()
    about: dict[str, Any] = {"question": question, "details": details}
    refused = [_refused(found, refusal) for refusal in found.refused[:_SHOWN]]
    if refused:
        trials.sheet.failed(STEP, *refused, **about)
        return found
    narrow = [told for row in found.rows if (told := _narrow(row)) is not None]
    said = [*narrow[:_SHOWN], _gap(found), *_precision(trials, question, found)]
    trials.sheet.line(STEP, *said, ok=True, warning=bool(narrow), **about)
    return found


def _refused(found: Assessment, refusal: Refusal) -> Message:
    mode = {"id": f"honest.{refusal.mode}", "params": {}}
    params: dict[str, Any] = {"mode": mode, "test": refusal.test, "variant": refusal.variant}
    if refusal.ratio is None:
        return Message("tolerance.exact", params)
    rows = [row for row in found.rows if row.line == refusal.line]
    suggested = next((r.suggested for r in rows if r.tolerance == refusal.tolerance), "")
    params |= {
        "line": refusal.line, "ratio": short(refusal.ratio),
        "tolerance": refusal.tolerance, "suggested": suggested or "–",
    }  # fmt: skip
    return Message("tolerance.too-strict", params)


def _narrow(row: Row) -> Message | None:
    """A tolerance that is right, but by less than the margin."""
    params: dict[str, Any] = {"line": row.line, "tolerance": row.tolerance}
    if not row.tight and not row.loose:
        return None
    if not row.suggested:
        return Message("tolerance.none", params)
    params["suggested"] = row.suggested
    if row.loose:
        return Message("tolerance.loose", {**params, "ratio": short(row.mistake or 0.0)})
    return Message("tolerance.tight", {**params, "ratio": short(1 / row.honest)})


def _gap(found: Assessment) -> Message:
    """The gap between what passes and what does not."""
    if not found.rows:
        return Message("tolerance.no-checks")
    honest = max(row.honest for row in found.rows)
    caught = [row.mistake for row in found.rows if row.mistake is not None]
    params: dict[str, Any] = {"runs": found.runs, "honest": short(honest)}
    if not caught:
        return Message("tolerance.honest-only", params)
    return Message("tolerance.gap", {**params, "mistake": short(min(caught))})


def _precision(trials: Trials, question: str, found: Assessment) -> list[Message]:
    if found.single != "refused":
        return [Message(f"tolerance.float32-{found.single}")]
    asked = question_of(trials, question).get("precision") == PRECISE
    ratio = max((row.single or 0.0 for row in found.rows), default=0.0)
    return [
        Message(
            "tolerance.float32-declared" if asked else "tolerance.float32-refused",
            {"ratio": short(ratio)},
        )
    ]


def _table(found: Assessment) -> dict[str, Any]:
    """The rows as data: deviations as the ``rtol`` (or ``atol``) that would just accept them."""
    rows = [
        {
            "line": row.line, "tests": row.tests, "tolerance": row.tolerance,
            "honest": _needed(row, row.honest), "float32": _needed(row, row.single),
            "mistake": _needed(row, row.mistake), "suggested": row.suggested,
        }
        for row in found.rows
    ]  # fmt: skip
    return {"type": "tolerances", "float32": found.single, "runs": found.runs, "rows": rows}


def _needed(row: Row, ratio: float | None) -> float | None:
    return None if ratio is None else short(ratio * (row.rtol or row.atol or 1.0))


def short(value: float) -> float:
    """Two digits: more would be noise."""
    return float(f"{value:.2g}")
