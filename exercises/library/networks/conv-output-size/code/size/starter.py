def conv_out(n, k, s=1, p=0, d=1):
    """Number of positions of the kernel along one side, an int."""
    raise NotImplementedError
