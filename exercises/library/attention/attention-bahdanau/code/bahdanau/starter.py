import numpy as np


def bahdanau(s, H, Wa, Ua, va):
    """Context (m,) and weights (T,) of the encoder's states H (T, m), seen from s (n,)."""
    raise NotImplementedError
