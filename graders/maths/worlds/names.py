"""Names of the ready worlds, for those who must not load torch to know them."""

READY_NAMES = frozenset({
    "attention", "eigen", "gru", "lstm", "lstm-truncated", "scalar-rnn", "sigmoid-layer",
    "simple-rnn", "softmax-cross-entropy",
})  # fmt: skip
