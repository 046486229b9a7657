# caught by: groups
def conv_params(ci, co, k, groups=1, bias=True):
    return co // groups * (ci // groups) * k * k + (co if bias else 0)
