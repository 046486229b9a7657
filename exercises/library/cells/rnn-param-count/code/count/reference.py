"""The number of parameters of stacked recurrent layers."""

BLOCKS = {"rnn": 1, "gru": 3, "lstm": 4}


def param_count(
    kind,
    n_in,
    n_h,
    convention="keras",
    bias=True,
    reset_after=True,
    bidirectional=False,
    layers=1,
):
    two = convention == "pytorch" or (kind == "gru" and reset_after)
    biases = (2 if two else 1) if bias else 0
    directions = 2 if bidirectional else 1
    total, width = 0, n_in
    for _ in range(layers):
        total += directions * BLOCKS[kind] * n_h * (width + n_h + biases)
        width = directions * n_h
    return total
