"""A judged line as a part of a verdict: its outcome, sentences and data to draw."""

import math
from typing import Any

from graders.contracts import Message
from graders.maths.judging.compare import Example
from graders.maths.judging.lines import Judged
from graders.maths.judging.repairs import Repair
from graders.maths.language.lines import latex

Data = dict[str, Any]
OUTCOMES = {
    "equal": "passed", "follows": "partial", "repeat": "partial", "not-equal": "failed",
    "undecided": "not-run", "shape": "refused", "syntax": "refused", "unknown-symbol": "refused",
}  # fmt: skip


def line_part(number: int, line: Judged, slip: Repair | None, *, first_wrong: bool) -> Data:
    """Part ``line-<n>`` of a derivation, worth no points of its own.

    The first wrong line is shown with numbers, and with its slip where exactly one mends it.
    """
    said = [_state(line)]
    if line.reason is not None:
        said = [line.reason]
    mark = "back" if line.back else "broken" if first_wrong else line.state
    shown: Data = {"type": "line", "number": number, "state": line.state, "mark": mark}
    details = [shown | _shown(line)]
    if first_wrong and slip is not None:
        said.append(Message(f"maths.slip-{slip.slip}"))
    if first_wrong and line.example is not None and (found := example(line.example)):
        details.append(found)
    return {
        "key": f"line-{number}",
        "outcome": OUTCOMES[line.state],
        "points": 0,
        "max": 0,
        "messages": [{"id": m.id, "params": m.params} for m in said],
        "details": details,
    }


def _state(line: Judged) -> Message:
    return Message("maths.line-back" if line.back else f"maths.line-{line.state}")


def _shown(line: Judged) -> Data:
    if line.line is None:
        return {"text": line.text[:400]}
    return {"text": line.text[:400], "tex": latex(line.line)}


def example(found: Example) -> Data | None:
    """Numbers to check by hand: the indices, the entry, both sides there."""
    if not (math.isfinite(found.left) and math.isfinite(found.right)):
        return None
    return {
        "type": "example",
        "indices": found.indices,
        "entry": list(found.entry),
        "left": found.left,
        "right": found.right,
        "sizes": found.sizes,
    }
