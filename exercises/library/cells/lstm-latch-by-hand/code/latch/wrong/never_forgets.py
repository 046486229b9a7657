# caught by: does_not_add_up
import numpy as np


def latch():
    W = np.array([[0.0, 40.0], [0.0, 0.0], [40.0, 0.0], [0.0, 0.0]])
    return W, np.zeros((4, 1)), np.array([-20.0, 20.0, 0.0, 20.0])
