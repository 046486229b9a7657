"""All changes, in the order in which they are told."""

from graders.gate.mutants.arithmetic import FORMULAS
from graders.gate.mutants.arrays import ARRAYS
from graders.gate.mutants.base import Change
from graders.gate.mutants.training import TRAINING
from graders.gate.mutants.whole import SINGLE, WHOLE

OPERATORS: tuple[Change, ...] = (*FORMULAS, *ARRAYS, *TRAINING, *WHOLE)
"""A name is part of the ids that authors write down, so it stays."""

__all__ = ["OPERATORS", "SINGLE"]
