def conv_params(ci, co, k, groups=1, bias=True):
    weights = sum((ci // groups) * (co // groups) * k**2 for _ in range(groups))
    return weights + bias * co
