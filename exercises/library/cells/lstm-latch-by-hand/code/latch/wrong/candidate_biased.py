# caught by: drawn_sequences
import numpy as np


def latch():
    W = np.array([[0.0, 0.0], [0.0, -40.0], [40.0, 0.0], [0.0, 0.0]])
    return W, np.zeros((4, 1)), np.array([-3.5, 20.0, 0.5, 20.0])
