import torch


def lstm_step(x, h, c, W_ih, W_hh, b):
    x, h, c, W_ih, W_hh, b = (torch.as_tensor(value) for value in (x, h, c, W_ih, W_hh, b))
    return torch.lstm_cell(x, (h, c), W_ih, W_hh, b, torch.zeros_like(b))
