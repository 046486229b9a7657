from itertools import groupby


def collapse(path, blank=0):
    return [label for label, _ in groupby(path) if label != blank]
