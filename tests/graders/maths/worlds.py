"""Worlds for tests: the simple RNN, with draws that are made once."""

from functools import lru_cache

from graders.maths.judging.draws import Draws
from graders.maths.judging.formula import Formula
from graders.maths.language import read_expression
from graders.maths.meaning.declared import Declared
from graders.maths.worlds.ready import rnn

BPTT = "sum_t sum_{k=1}^t Diag(σ'(z_k)) (prod(j=t..k+1) Diag(σ'(z_j)) W)^T ∂L_t/∂h_t h_{k-1}^T"


@lru_cache(maxsize=1)
def simple_rnn() -> tuple[Declared, Draws]:
    """The world of TD5, part II, and draws on which every term of the sum shows."""
    world = rnn.world()
    declared = world.declared()
    answer = Formula(read_expression(BPTT, declared.known), declared)
    return declared, Draws(world, 7, lambda: [answer])
