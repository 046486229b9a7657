# caught by: examples
def collapse(path, blank=0):
    labels, before = [], None
    for label in path:
        if label == blank:
            continue
        if label != before:
            labels.append(label)
        before = label
    return labels
