# caught by: not_sorted
def pack(lengths, batch):
    rows = sorted(zip(lengths, batch), key=lambda one: one[0])
    times = range(max(lengths))
    data = [row[t] for t in times for n, row in rows if n > t]
    return data, [sum(n > t for n in lengths) for t in times]
