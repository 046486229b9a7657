# caught by: ties
import numpy as np


def greedy(lm, eos, max_len):
    tokens, logp = [], 0.0
    while len(tokens) < max_len:
        scores = lm(tokens)
        tokens.append(int(np.argsort(scores, kind="stable")[-1]))
        logp += scores[tokens[-1]]
        if tokens[-1] == eos:
            break
    return tokens, logp
