# caught by: other_blank
def collapse(path, blank=0):
    labels, before = [], None
    for label in path:
        if label != before and label != 0:
            labels.append(label)
        before = label
    return labels
