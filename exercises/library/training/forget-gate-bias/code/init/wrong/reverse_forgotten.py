# caught by: both_directions
import torch


def init_forget_bias(lstm, value=3.0):
    n = lstm.hidden_size
    with torch.no_grad():
        for name, parameter in lstm.named_parameters():
            if name.endswith("_reverse"):
                continue
            if name.startswith("bias"):
                parameter.zero_()
            if name.startswith("bias_ih"):
                parameter[n : 2 * n] = value
    return lstm
