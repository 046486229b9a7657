# caught by: padding
import numpy as np


def last_valid(out, lengths):
    mask = np.arange(out.shape[1])[None, :] == lengths[:, None] - 1
    return (mask[:, :, None] * out).sum(axis=1)
