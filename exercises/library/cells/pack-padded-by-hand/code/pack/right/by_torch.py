import torch
from torch.nn.utils.rnn import pack_padded_sequence


def pack(lengths, batch):
    order = sorted(range(len(lengths)), key=lambda b: lengths[b], reverse=True)
    rows, sizes = torch.tensor(batch)[order], torch.tensor(lengths)[order]
    packed = pack_padded_sequence(rows, sizes, batch_first=True)
    return packed.data.tolist(), packed.batch_sizes.tolist()
