import numpy as np


def latch():
    W, U, b = np.zeros((4, 2)), np.zeros((4, 1)), np.zeros(4)
    W[0, 1], b[0] = 30, -15
    W[1, 1], b[1] = -30, 15
    W[2, 0], U[2, 0] = 12, 0.5
    b[3] = 9
    return W, U, b
