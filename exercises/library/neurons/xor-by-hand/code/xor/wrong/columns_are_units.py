# caught by: table
import numpy as np


def xor():
    # OR and NAND, their weights in the columns
    return np.array([[1.0, -1.0], [1.0, -1.0]]), np.array([-0.5, 1.5]), np.array([1.0, 1.0]), -1.5
