# caught by: example
def pack(lengths, batch):
    times = range(max(lengths))
    return [row[t] for t in times for row in batch], [len(batch)] * max(lengths)
