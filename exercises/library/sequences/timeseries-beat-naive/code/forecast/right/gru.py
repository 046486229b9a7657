import torch
from torch import nn


def forecast(y, n_train, seed):
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    width = 26
    mean, scale = y[:n_train].mean(), y[:n_train].std()
    z = torch.from_numpy((y - mean) / scale).float()
    windows = z.unfold(0, width, 1)[:-1]
    targets = z[width:]
    first = n_train - width
    rnn, out = nn.GRU(1, 16, batch_first=True), nn.Linear(16 + width, 1)
    parameters = [*rnn.parameters(), *out.parameters()]
    optimizer = torch.optim.Adam(parameters, lr=0.01)

    def model(x):
        return out(torch.cat([rnn(x[..., None])[0][:, -1], x], dim=1))[:, 0]

    for _ in range(12):
        for batch in torch.randperm(first).split(32):
            loss = ((model(windows[batch]) - targets[batch]) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    with torch.no_grad():
        return model(windows[first:]).double().numpy() * scale + mean
