# caught by: every_layer
import torch


def init_forget_bias(lstm, value=3.0):
    n = lstm.hidden_size
    with torch.no_grad():
        for name in ("bias_ih_l0", "bias_hh_l0"):
            parameter = getattr(lstm, name)
            if name.startswith("bias"):
                parameter.zero_()
            if name.startswith("bias_ih"):
                parameter[n : 2 * n] = value
    return lstm
