def param_count(
    kind,
    n_in,
    n_h,
    convention="keras",
    bias=True,
    reset_after=True,
    bidirectional=False,
    layers=1,
):
    """The number of parameters of a recurrent network, an int."""
    raise NotImplementedError
