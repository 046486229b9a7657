"""A label counts when it is not the one before, and no blank."""


def collapse(path, blank=0):
    labels, before = [], None
    for label in path:
        if label != before and label != blank:
            labels.append(label)
        before = label
    return labels
