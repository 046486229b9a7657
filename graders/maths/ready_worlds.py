"""Names of the ready worlds, for those who must not load torch to know them.

Not in the package of worlds: to import a module of it is to import torch.
"""

READY_NAMES = frozenset({
    "attention", "eigen", "gru", "lstm", "lstm-truncated", "scalar-rnn", "sigmoid-layer",
    "simple-rnn", "softmax-cross-entropy",
})  # fmt: skip
