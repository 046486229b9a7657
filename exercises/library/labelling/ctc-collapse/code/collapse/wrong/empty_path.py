# caught by: nothing
def collapse(path, blank=0):
    labels = [path[0]]
    for before, label in zip(path, path[1:]):
        if label != before:
            labels.append(label)
    return [label for label in labels if label != blank]
