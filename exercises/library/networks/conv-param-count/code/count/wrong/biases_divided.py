# caught by: groups
def conv_params(ci, co, k, groups=1, bias=True):
    return co * (ci // groups) * k * k + (co // groups if bias else 0)
