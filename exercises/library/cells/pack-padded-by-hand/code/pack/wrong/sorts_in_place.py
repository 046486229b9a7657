# caught by: arguments_intact
def pack(lengths, batch):
    order = sorted(range(len(lengths)), key=lambda b: -lengths[b])
    batch[:] = [batch[b] for b in order]
    lengths[:] = [lengths[b] for b in order]
    columns = [[r[t] for r, n in zip(batch, lengths) if n > t] for t in range(max(lengths))]
    return [v for column in columns for v in column], [len(column) for column in columns]
