import torch
from torch import nn
from torch.nn.functional import cross_entropy

L = 48


def train(ids, V, seed):
    torch.manual_seed(seed)
    ids = torch.as_tensor(ids)
    emb, rnn, out = nn.Embedding(V, 32), nn.GRU(32, 96, batch_first=True), nn.Linear(96, V)
    weights = [*emb.parameters(), *rnn.parameters(), *out.parameters()]
    optimizer = torch.optim.Adam(weights, lr=0.005)
    for _ in range(250):
        at = torch.randint(len(ids) - L - 1, (16, 1)) + torch.arange(L)
        loss = cross_entropy(out(rnn(emb(ids[at]))[0]).flatten(0, 1), ids[at + 1].flatten())
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()

    def step(tok, h):
        with torch.no_grad():
            hidden, h = rnn(emb(torch.tensor(tok).view(1, 1)), h)
            return out(hidden[0, 0]), h

    return step
