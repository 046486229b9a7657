"""Mutants: programs made from a reference by one small mistake each.

A suite that lets one pass would let a student's same mistake pass. A mutant's id is its operator
and a hash of the code that it changes, ``minus-for-plus-3fa9c1``: it stays the same while that
statement does, wherever in its function it stands.
"""

from graders.gate.mutants.making import MAX_MUTANTS, Mutant, mutants_of
from graders.gate.mutants.operators import OPERATORS

__all__ = ["MAX_MUTANTS", "OPERATORS", "Mutant", "mutants_of"]
