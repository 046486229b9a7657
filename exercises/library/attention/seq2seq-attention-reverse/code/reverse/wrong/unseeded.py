# caught by: same_seed
import torch


class Model:
    def __init__(self):
        self.gain = 9 + torch.rand(1, generator=torch.Generator().manual_seed(torch.seed() % 2**31))

    def __call__(self, x, y=None):
        digits = torch.nn.functional.one_hot(x, 8).double()
        scores = torch.eye(9).double().flip(0).expand(len(x), 9, 9)
        attention = (9 * scores).softmax(2)
        return self.gain * attention @ digits, attention


def train(seed):
    return Model()
