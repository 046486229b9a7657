# caught by: groups
def conv_params(ci, co, k, groups=1, bias=True):
    return co * ci * k * k + (co if bias else 0)
