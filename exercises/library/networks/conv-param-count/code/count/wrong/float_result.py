# caught by: integer
def conv_params(ci, co, k, groups=1, bias=True):
    return co * ci / groups * k * k + (co if bias else 0)
