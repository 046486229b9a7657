# caught by: nothing_moves
import torch


def tbptt(rnn, fc, x, y, K):
    optimizer = torch.optim.SGD([*rnn.parameters(), *fc.parameters()], lr=0.01)
    state, total = None, 0.0
    for start in range(0, x.shape[1], K):
        if state is not None:
            state = state.detach()
        out, state = rnn(x[:, start : start + K], state)
        loss = ((fc(out) - y[:, start : start + K]) ** 2).sum()
        loss.backward()
        total += loss.item()
    optimizer.step()
    return total
