# row: honest: autograd
# expect: passed
# runtime: torch

import torch


def double(x):
    v = torch.as_tensor(x).clone().requires_grad_()
    (v * v).sum().backward()
    return v.grad
