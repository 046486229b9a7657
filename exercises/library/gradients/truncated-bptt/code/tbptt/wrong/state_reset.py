# caught by: loss
def tbptt(rnn, fc, x, y, K):
    total = 0.0
    for start in range(0, x.shape[1], K):
        out, _ = rnn(x[:, start : start + K])
        loss = ((fc(out) - y[:, start : start + K]) ** 2).sum()
        loss.backward()
        total += loss.item()
    return total
