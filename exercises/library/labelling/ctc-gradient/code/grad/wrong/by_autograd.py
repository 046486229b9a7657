# caught by: by_hand
import torch
from torch.nn import functional as F


def ctc_grad(logits, y, blank=0):
    z = torch.tensor(logits, requires_grad=True)
    logp = torch.log_softmax(z, dim=1)[:, None]
    F.ctc_loss(logp, torch.tensor([y]), [len(z)], [len(y)], blank, "sum").backward()
    return z.grad.numpy()
