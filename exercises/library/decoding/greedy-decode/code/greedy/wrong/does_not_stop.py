# caught by: until_eos
import numpy as np


def greedy(lm, eos, max_len):
    tokens, logp = [], 0.0
    for _ in range(max_len):
        scores = lm(tokens)
        tokens.append(int(np.argmax(scores)))
        logp += scores[tokens[-1]]
    return tokens, logp
