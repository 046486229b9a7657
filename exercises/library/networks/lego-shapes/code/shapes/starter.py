def shapes(shape, layers):
    """The shape after each layer, without the batch axis: a list of tuples of integers."""
    raise NotImplementedError
