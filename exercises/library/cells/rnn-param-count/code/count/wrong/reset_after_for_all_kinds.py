# caught by: lstm
def param_count(
    kind, n_in, n_h, convention="keras", bias=True, reset_after=True, bidirectional=False, layers=1
):
    biases = (2 if convention == "pytorch" or reset_after else 1) if bias else 0
    blocks, directions = {"rnn": 1, "gru": 3, "lstm": 4}[kind], 1 + bidirectional
    total, width = 0, n_in
    for _ in range(layers):
        total += directions * blocks * n_h * (width + n_h + biases)
        width = directions * n_h
    return total
