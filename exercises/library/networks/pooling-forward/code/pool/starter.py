import numpy as np


def pool(x, k, s, kind="max"):
    """Maximum or mean of each window k x k of x (H, W), every s cells: shape (H', W')."""
    raise NotImplementedError
