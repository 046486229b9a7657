# caught by: two_layers
import numpy as np


class BN:
    seen = {}

    def __init__(self, C, eps=1e-5, momentum=0.1):
        self.eps, self.momentum = eps, momentum
        self.rm, self.rv = self.seen.setdefault(C, (np.zeros(C), np.ones(C)))

    def __call__(self, x, train):
        mean, var = self.rm, self.rv
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.rm += self.momentum * (mean - self.rm)
            self.rv += self.momentum * (x.var(axis=0, ddof=1) - self.rv)
        return (x - mean) / np.sqrt(var + self.eps)
