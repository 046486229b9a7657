"""A padded batch, packed like PyTorch's packed sequences."""


def pack(lengths, batch):
    order = sorted(range(len(lengths)), key=lambda b: -lengths[b])
    data = []
    sizes = []
    for t in range(max(lengths)):
        alive = [batch[b][t] for b in order if lengths[b] > t]
        data += alive
        sizes.append(len(alive))
    return data, sizes
