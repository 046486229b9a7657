# caught by: memory
import numpy as np

N = 6


def train(ids, V, seed):
    text, follows = ids.tolist(), {}
    for end, word in enumerate(text):
        for start in range(max(end - N, 0), end + 1):
            follows.setdefault(tuple(text[start:end]), []).append(word)

    past = []

    def step(tok, h):
        h = past if h else (past.clear() or past)
        h.append(tok)
        seen = h[-N:]
        seen = next(seen[k:] for k in range(len(seen) + 1) if tuple(seen[k:]) in follows)
        counts = np.bincount(follows[tuple(seen)], minlength=V)
        return np.log(counts + 0.001), h

    return step
