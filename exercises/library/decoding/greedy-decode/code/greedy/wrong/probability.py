# caught by: until_eos
import numpy as np


def greedy(lm, eos, max_len):
    tokens, p = [], 1.0
    while len(tokens) < max_len:
        probabilities = np.exp(lm(tokens))
        tokens.append(int(np.argmax(probabilities)))
        p *= probabilities[tokens[-1]]
        if tokens[-1] == eos:
            break
    return tokens, p
