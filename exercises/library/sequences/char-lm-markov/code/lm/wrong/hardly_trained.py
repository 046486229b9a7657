# caught by: beats_one_character
import numpy as np


class Counts:
    def __init__(self, ids, V):
        self.counts = np.full((V, V, V), 0.1)
        ids = ids[:100]
        np.add.at(self.counts, (ids[:-2], ids[1:-1], ids[2:]), 1.0)

    def logits(self, ids):
        rows = np.zeros((len(ids), self.counts.shape[2]))
        rows[1:] = np.log(self.counts[ids[:-1], ids[1:]])
        return rows


def train_lm(ids, V, seed):
    return Counts(ids, V)
