# caught by: shorter_last
def tbptt(rnn, fc, x, y, K):
    state, total = None, 0.0
    for xs, ys in zip(x.chunk(K, dim=1), y.chunk(K, dim=1)):
        if state is not None:
            state = state.detach()
        out, state = rnn(xs, state)
        loss = ((fc(out) - ys) ** 2).sum()
        loss.backward()
        total += loss.item()
    return total
