# caught by: not_sorted
def pack(lengths, batch):
    times = range(max(lengths))
    data = [row[t] for t in times for row, n in zip(batch, lengths) if n > t]
    return data, [sum(n > t for n in lengths) for t in times]
