import numpy as np


def xor():
    return np.array([[20, 20], [-20, -20]]), np.array([-10, 30]), np.array([20, 20]), np.array(-30)
