import torch
from torch import nn
from torch.nn.functional import cross_entropy

LENGTH, DIGITS = 9, 8


class Seq2Seq(nn.Module):
    def __init__(self, d=16, n=32):
        super().__init__()
        self.emb, self.place = nn.Embedding(DIGITS + 1, d), nn.Embedding(LENGTH, d)
        self.encoder = nn.GRU(d, n, batch_first=True)
        self.decoder = nn.GRU(d, n, batch_first=True)
        self.W, self.out = nn.Linear(n, n, bias=False), nn.Linear(2 * n, DIGITS)

    def look(self, s, H):
        attention = (self.W(s) @ H.transpose(1, 2)).softmax(2)
        return self.out(torch.cat([s, attention @ H], 2)), attention

    def forward(self, x, y=None):
        H, h = self.encoder(self.emb(x) + self.place.weight)
        word = torch.full((len(x), 1), DIGITS)
        if y is not None:
            words = torch.cat([word, y[:, :-1]], 1)
            return self.look(self.decoder(self.emb(words) + self.place.weight, h)[0], H)
        rows = []
        for t in range(LENGTH):
            s, h = self.decoder(self.emb(word) + self.place.weight[t], h)
            rows.append(self.look(s, H))
            word = rows[-1][0].argmax(2)
        return tuple(torch.cat(part, 1) for part in zip(*rows))


def train(seed):
    torch.manual_seed(seed)
    model = Seq2Seq()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.03)
    for _ in range(100):
        x = torch.randint(DIGITS, (32, LENGTH))
        y = x.flip(1)
        loss = cross_entropy(model(x, y)[0].flatten(0, 1), y.flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model
