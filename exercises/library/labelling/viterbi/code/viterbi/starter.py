import numpy as np


def viterbi(pi, A, B, obs):
    """The most probable states (T of them) given the symbols obs, and their log-probability."""
    raise NotImplementedError
