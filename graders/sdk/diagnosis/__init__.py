"""Why an answer is wrong: named mistakes, one of which explains the data, or nothing is said.

A mistake is a sentence and the answer that it leads to. ``reason`` compares what was got with
what each mistake predicts. It speaks only if **exactly one** does: two that explain the same
data say nothing about which was made. What fits any number of mistakes (a constant factor) is a
*symptom*, told when no mistake explains the answer.
"""

from graders.sdk.diagnosis.reasons import reason
from graders.sdk.diagnosis.recipes import (
    every_axis,
    last_step,
    permuted_gates,
    reversed_time,
    run_twice,
    shifted_time,
    summed,
    when,
    without,
    without_bias,
    without_slope,
)

__all__ = [
    "every_axis", "last_step", "permuted_gates", "reason", "reversed_time", "run_twice",
    "shifted_time", "summed", "when", "without", "without_bias", "without_slope",
]  # fmt: skip
