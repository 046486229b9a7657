"""Truncated BPTT: the state goes on, the gradient stops every K steps."""


def tbptt(rnn, fc, x, y, K):
    state, total = None, 0.0
    for start in range(0, x.shape[1], K):
        if state is not None:
            state = state.detach()
        out, state = rnn(x[:, start : start + K], state)
        loss = ((fc(out) - y[:, start : start + K]) ** 2).sum()
        loss.backward()
        total += loss.item()
    return total
