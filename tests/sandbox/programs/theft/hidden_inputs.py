# row: hidden inputs through print, warnings, exception text, answer-dependent timing or memory
# expect: hidden-silent

import warnings


def double(x):
    print("SAW", x.shape, x.tolist())
    warnings.warn(f"SAW {x.tolist()}")
    raise ValueError(f"SAW {x.shape} {x.tolist()}")
