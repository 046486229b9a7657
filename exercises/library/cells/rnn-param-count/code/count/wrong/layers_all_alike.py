# caught by: bidirectional
def param_count(
    kind, n_in, n_h, convention="keras", bias=True, reset_after=True, bidirectional=False, layers=1
):
    two = convention == "pytorch" or (kind == "gru" and reset_after)
    blocks, directions = {"rnn": 1, "gru": 3, "lstm": 4}[kind], 1 + bidirectional
    return layers * directions * blocks * n_h * (n_in + n_h + bias * (1 + two))
