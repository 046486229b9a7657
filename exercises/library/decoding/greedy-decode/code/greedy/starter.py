import numpy as np


def greedy(lm, eos, max_len):
    """(tokens, logp): the most probable word at each step, up to eos or max_len words."""
    raise NotImplementedError
