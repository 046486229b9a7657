# caught by: three_chunks
def tbptt(rnn, fc, x, y, K):
    state, total = None, 0.0
    for start in range(0, x.shape[1], K):
        out, state = rnn(x[:, start : start + K], state)
        loss = ((fc(out) - y[:, start : start + K]) ** 2).sum()
        loss.backward(retain_graph=True)
        total += loss.item()
    return total
