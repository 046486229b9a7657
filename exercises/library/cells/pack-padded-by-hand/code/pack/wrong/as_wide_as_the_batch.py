# caught by: wider
def pack(lengths, batch):
    order = sorted(range(len(lengths)), key=lambda b: -lengths[b])
    columns = [[batch[b][t] for b in order if lengths[b] > t] for t in range(len(batch[0]))]
    return [v for column in columns for v in column], [len(column) for column in columns]
