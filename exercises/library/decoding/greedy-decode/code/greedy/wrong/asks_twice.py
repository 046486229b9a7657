# caught by: asked
import numpy as np


def greedy(lm, eos, max_len):
    tokens, logp = [], 0.0
    while len(tokens) < max_len:
        best = int(np.argmax(lm(tokens)))
        logp += lm(tokens)[best]
        tokens.append(best)
        if best == eos:
            break
    return tokens, logp
