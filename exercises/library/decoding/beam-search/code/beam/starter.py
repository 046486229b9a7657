import numpy as np


def beam(lm, eos, max_len, k, alpha=0.0):
    """(tokens, logp) of the best sentence that a beam of k beginnings finds."""
    raise NotImplementedError
