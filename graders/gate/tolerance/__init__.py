"""Tolerances: wide enough for every honest way to compute, narrow enough for every mistake.

The reference is run again as others might have written it: sums in another order, products in
blocks, the last bit rounded elsewhere, float32 and float64. The suite's own checks note how far
each run is from what they expect, in units of their tolerance; so do the runs of the mutants.
"""

from graders.gate.tolerance.assessing import Assessment, Refusal, assess
from graders.gate.tolerance.rows import Row

__all__ = ["Assessment", "Refusal", "Row", "assess"]
