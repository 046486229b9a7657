# caught by: holds
import numpy as np


def latch():
    W = np.array([[0.0, 40.0], [0.0, 0.0], [40.0, 0.0], [0.0, 0.0]])
    return W, np.zeros((4, 1)), np.array([-20.0, 1.0, 0.0, 20.0])
