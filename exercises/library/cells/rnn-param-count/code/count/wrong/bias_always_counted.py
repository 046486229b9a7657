# caught by: without_biases
def param_count(
    kind, n_in, n_h, convention="keras", bias=True, reset_after=True, bidirectional=False, layers=1
):
    two = convention == "pytorch" or (kind == "gru" and reset_after)
    blocks, directions = {"rnn": 1, "gru": 3, "lstm": 4}[kind], 1 + bidirectional
    total, width = 0, n_in
    for _ in range(layers):
        total += directions * blocks * n_h * (width + n_h + 1 + two)
        width = directions * n_h
    return total
