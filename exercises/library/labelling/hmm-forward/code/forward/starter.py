import numpy as np


def hmm_forward(pi, A, B, obs):
    """Log-probability of the symbols obs: pi (N,), A (N, N) and B (N, M) with rows of sum 1."""
    raise NotImplementedError
