def collapse(path, blank=0):
    """The labels of a CTC path (a list of integers): repetitions merged, then blanks removed."""
    raise NotImplementedError
