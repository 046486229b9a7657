# caught by: holds
import numpy as np


def latch():
    W = np.array([[0.0, 8.0], [0.0, -8.0], [8.0, 0.0], [0.0, 0.0]])
    return W, np.zeros((4, 1)), np.array([-4.0, 4.0, 0.0, 4.0])
