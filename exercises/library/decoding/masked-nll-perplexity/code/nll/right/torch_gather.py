import torch


def nll(logits, y, pad):
    z, words = torch.from_numpy(logits), torch.from_numpy(y)
    true = words != pad
    logp = torch.log_softmax(z, dim=2).gather(2, words.clamp(min=0)[..., None])[..., 0]
    mean = -(logp * true).sum() / true.sum()
    return mean, mean.exp()
