# caught by: log_probability
import numpy as np


def viterbi(pi, A, B, obs):
    best, back = pi * B[:, obs[0]], []
    for o in obs[1:]:
        through = best[:, None] * A
        back.append(through.argmax(axis=0))
        best = through.max(axis=0) * B[:, o]
    path = [best.argmax()]
    for came_from in reversed(back):
        path.append(came_from[path[-1]])
    return path[::-1], best.max()
