import numpy as np


def top_p(p, t):
    """The smallest set of most probable words whose sum reaches t, made to sum to 1; (V,)."""
    raise NotImplementedError
