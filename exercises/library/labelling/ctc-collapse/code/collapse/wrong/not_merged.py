# caught by: examples
def collapse(path, blank=0):
    return [label for label in path if label != blank]
