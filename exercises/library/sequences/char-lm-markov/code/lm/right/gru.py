import torch
from torch import nn
from torch.nn.functional import cross_entropy


class Model(nn.Module):
    def __init__(self, V):
        super().__init__()
        self.emb = nn.Embedding(V, 16)
        self.rnn = nn.GRU(16, 32, batch_first=True)
        self.out = nn.Linear(32, V)

    def forward(self, x):
        return self.out(self.rnn(self.emb(x))[0])

    def logits(self, ids):
        with torch.no_grad():
            return self(torch.as_tensor(ids)[None])[0]


def train_lm(ids, V, seed):
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    model, text = Model(V), torch.as_tensor(ids)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    for _ in range(250):
        starts = torch.randint(0, len(text) - 33, (16, 1))
        chunk = text[starts + torch.arange(33)]
        loss = cross_entropy(model(chunk[:, :-1]).flatten(0, 1), chunk[:, 1:].flatten())
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
    return model
