# caught by: plain
def conv_params(ci, co, k, groups=1, bias=True):
    return co * k * k + (co if bias else 0)
