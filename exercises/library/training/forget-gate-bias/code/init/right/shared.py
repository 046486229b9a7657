import torch


def init_forget_bias(lstm, value=3.0):
    for k in range(lstm.num_layers):
        for suffix in ("", "_reverse") if lstm.bidirectional else ("",):
            i, f, g, o = torch.zeros(4, lstm.hidden_size).unbind()
            half = torch.cat([i, f + value / 2, g, o])
            getattr(lstm, f"bias_ih_l{k}{suffix}").data.copy_(half)
            getattr(lstm, f"bias_hh_l{k}{suffix}").data.copy_(half)
    return lstm
