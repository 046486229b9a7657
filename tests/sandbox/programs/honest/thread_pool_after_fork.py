# row: honest: thread pool after fork
# expect: passed
# runtime: torch

import torch


def double(x):
    a = torch.ones(300, 300)
    (a @ a).sum()
    return 2 * x
