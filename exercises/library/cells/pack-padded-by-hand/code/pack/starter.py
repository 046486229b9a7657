def pack(lengths, batch):
    """The values that count, time after time, and how many there are at each: (data, sizes)."""
    raise NotImplementedError
