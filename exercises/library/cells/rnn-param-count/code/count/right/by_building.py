import torch


def param_count(
    kind, n_in, n_h, convention="keras", bias=True, reset_after=True, bidirectional=False, layers=1
):
    made = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}[kind]
    made = made(n_in, n_h, layers, bias=bias, bidirectional=bidirectional)
    single = convention == "keras" and not (kind == "gru" and reset_after)
    kept = [value for name, value in made.named_parameters() if not (single and "bias_hh" in name)]
    return sum(value.numel() for value in kept)
