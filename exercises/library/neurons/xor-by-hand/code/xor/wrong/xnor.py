# caught by: table
import numpy as np


def xor():
    return np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([-0.5, -1.5]), np.array([-1.0, 2.0]), 0.5
