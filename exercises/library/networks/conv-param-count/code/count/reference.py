"""One block of (ci / groups) x k x k weights and one bias for each output channel."""


def conv_params(ci, co, k, groups=1, bias=True):
    return co * (ci // groups) * k * k + (co if bias else 0)
