# caught by: full
def tbptt(rnn, fc, x, y, K):
    state, total = None, 0.0
    for t in range(x.shape[1]):
        if state is not None:
            state = state.detach()
        out, state = rnn(x[:, t : t + 1], state)
        loss = ((fc(out) - y[:, t : t + 1]) ** 2).sum()
        loss.backward()
        total += loss.item()
    return total
