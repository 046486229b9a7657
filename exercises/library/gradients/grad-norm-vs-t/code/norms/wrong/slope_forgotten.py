# caught by: sigmoid_rnn
import numpy as np


def grad_norms(W, dsig):
    powers = [np.linalg.matrix_power(W, k) for k in range(len(dsig) + 1)]
    return np.array([np.linalg.norm(power, 2) for power in powers])
