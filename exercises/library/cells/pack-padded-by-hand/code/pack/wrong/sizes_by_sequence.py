# caught by: batch_sizes
def pack(lengths, batch):
    order = sorted(range(len(lengths)), key=lambda b: -lengths[b])
    columns = [[batch[b][t] for b in order if lengths[b] > t] for t in range(max(lengths))]
    return [v for column in columns for v in column], sorted(lengths, reverse=True)
