def conv_params(ci, co, k, groups=1, bias=True):
    """Number of learnt parameters of a convolution with square kernels, an int."""
    raise NotImplementedError
