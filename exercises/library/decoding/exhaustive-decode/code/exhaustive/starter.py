import numpy as np


def exhaustive(lm, V, eos, max_len):
    """(best, logp, n): the most probable complete sentence, and how many there are."""
    raise NotImplementedError
