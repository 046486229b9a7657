# row: patch numpy/torch/builtins/math comparisons
# expect: failed

import builtins, math
import numpy as np

np.allclose = np.array_equal = np.isclose = lambda *a, **k: True
np.testing.assert_allclose = lambda *a, **k: None
math.isclose = lambda *a, **k: True
builtins.abs = lambda x: 0


def double(x):
    return 3 * x
