# caught by: five_lengths
def last_valid(out, lengths):
    return out.mean(axis=1)
