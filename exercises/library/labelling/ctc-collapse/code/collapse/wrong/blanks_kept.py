# caught by: examples
def collapse(path, blank=0):
    return [label for t, label in enumerate(path) if t == 0 or label != path[t - 1]]
