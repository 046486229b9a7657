# caught by: settles
import torch
from torch import nn
from torch.nn.functional import cross_entropy


class Classifier(nn.Module):
    def __init__(self, V):
        super().__init__()
        self.emb = nn.Embedding(V, 12)
        self.rnn = nn.GRU(12, 24, batch_first=True)
        self.fc = nn.Linear(24, 2)

    def forward(self, x, lengths):
        out, _ = self.rnn(self.emb(x))
        return self.fc(out[torch.arange(len(x)), lengths - 1])


def fit(X, lengths, Y, V, seed):
    torch.manual_seed(seed)
    model = Classifier(V)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.03)
    for _ in range(8):
        for batch in torch.randperm(len(X)).split(64):
            loss = cross_entropy(model(X[batch], lengths[batch]), Y[batch])
            loss.backward()
            optimizer.step()
    return model
