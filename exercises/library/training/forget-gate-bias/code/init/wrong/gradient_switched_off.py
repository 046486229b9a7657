# caught by: learns
import torch


def init_forget_bias(lstm, value=3.0):
    n = lstm.hidden_size
    with torch.no_grad():
        for name, parameter in lstm.named_parameters():
            if name.startswith("bias"):
                parameter.zero_()
            if name.startswith("bias_ih"):
                parameter[n : 2 * n] = value
    lstm.requires_grad_(False)
    return lstm
