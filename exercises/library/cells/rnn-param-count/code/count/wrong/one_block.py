# caught by: lstm
def param_count(
    kind, n_in, n_h, convention="keras", bias=True, reset_after=True, bidirectional=False, layers=1
):
    two = convention == "pytorch" or (kind == "gru" and reset_after)
    total, width = 0, n_in
    for _ in range(layers):
        total += (1 + bidirectional) * n_h * (width + n_h + bias * (1 + two))
        width = (1 + bidirectional) * n_h
    return total
