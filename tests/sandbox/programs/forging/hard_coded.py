# row: overfitting, hard-coded answers, redirection to the grader's text
# expect: failed

import numpy as np

KNOWN = {(3,): [0.1, 0.2, 0.3], (2, 2): [[1.0, 2.0], [3.0, 4.0]]}


def double(x):
    return np.array(KNOWN.get(x.shape, np.zeros(x.shape)))
