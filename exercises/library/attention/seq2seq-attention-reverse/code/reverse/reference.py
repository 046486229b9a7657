"""What training tends to, its weights set by hand: at step t, look at input 8 - t, and copy it."""

import torch


class Model:
    def __call__(self, x, y=None):
        digits = torch.nn.functional.one_hot(x, 8).double()
        attention = torch.eye(9).double().fliplr().expand(len(x), 9, 9)
        return attention @ digits, attention


def train(seed):
    return Model()
