# caught by: plain
def conv_params(ci, co, k, groups=1, bias=True):
    return co * (ci // groups) * (k * k + (1 if bias else 0))
