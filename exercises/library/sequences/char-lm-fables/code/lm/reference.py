"""What follows each six characters, counted, or fewer: the memory of a GRU, without training."""

import numpy as np

N = 6


def train(ids, V, seed):
    text, follows = ids.tolist(), {}
    for end, word in enumerate(text):
        for start in range(max(end - N, 0), end + 1):
            follows.setdefault(tuple(text[start:end]), []).append(word)

    def step(tok, h):
        seen = [*(h or []), tok][-N:]
        seen = next(seen[k:] for k in range(len(seen) + 1) if tuple(seen[k:]) in follows)
        counts = np.bincount(follows[tuple(seen)], minlength=V)
        return np.log(counts + 0.001), seen

    return step
