# caught by: until_eos
import numpy as np


def greedy(lm, eos, max_len):
    tokens, logp = [], 0.0
    while len(tokens) < max_len:
        scores = lm(tokens)
        best = int(np.argmax(scores))
        if best == eos:
            break
        tokens.append(best)
        logp += scores[best]
    return tokens, logp
