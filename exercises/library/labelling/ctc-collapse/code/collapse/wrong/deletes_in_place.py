# caught by: path_intact
def collapse(path, blank=0):
    t = 1
    while t < len(path):
        if path[t] == path[t - 1]:
            del path[t]
        else:
            t += 1
    return [label for label in path if label != blank]
