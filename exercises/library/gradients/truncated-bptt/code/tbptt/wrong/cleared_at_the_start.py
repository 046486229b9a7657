# caught by: added
def tbptt(rnn, fc, x, y, K):
    rnn.zero_grad()
    fc.zero_grad()
    state, total = None, 0.0
    for start in range(0, x.shape[1], K):
        if state is not None:
            state = state.detach()
        out, state = rnn(x[:, start : start + K], state)
        loss = ((fc(out) - y[:, start : start + K]) ** 2).sum()
        loss.backward()
        total += loss.item()
    return total
