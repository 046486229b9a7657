# caught by: examples
def collapse(path, blank=0):
    labels = []
    for label in path:
        if label != blank and label not in labels:
            labels.append(label)
    return labels
