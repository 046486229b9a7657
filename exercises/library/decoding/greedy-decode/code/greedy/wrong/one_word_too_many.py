# caught by: cut_at_max_len
import numpy as np


def greedy(lm, eos, max_len):
    tokens, logp = [], 0.0
    while len(tokens) <= max_len:
        scores = lm(tokens)
        tokens.append(int(np.argmax(scores)))
        logp += scores[tokens[-1]]
        if tokens[-1] == eos:
            break
    return tokens, logp
