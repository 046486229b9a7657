# row: torch/OpenMP thread pools
# expect: passed
# runtime: torch

import torch


def double(x):
    torch.set_num_threads(8)
    a = torch.ones(400, 400)
    (a @ a).sum().item()
    return 2 * x
