# %% [markdown]
# # Rising or falling
# A made-up sensor: ten readings that drift up or down, with noise.

# %%
from collections import Counter

import numpy as np
import torch
from torch import nn


# %%
def load():
    """100 sequences of ten readings; the label says which way the sensor drifts."""
    rng = np.random.default_rng(7)
    Y = ["up" if n % 5 < 3 else "down" for n in range(100)]
    X = [
        ((0.15 if y == "up" else -0.15) * np.arange(10) + 1.6 * rng.normal(size=10)).tolist()
        for y in Y
    ]
    return X, Y


# %%
def split(X, Y, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    cut = int(0.7 * len(X))

    def chosen(places):
        return [X[n] for n in places], [Y[n] for n in places]

    return chosen(order[:cut]), chosen(order[cut:])


# %%
class Reader(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.rnn = nn.GRU(1, 6, batch_first=True)
        self.fc = nn.Linear(6, classes)

    def forward(self, x):
        return self.fc(self.rnn(x)[1][0])


def predict(training, X, seed):
    torch.manual_seed(seed)
    X_train, Y_train = training
    labels = sorted(set(Y_train))
    wanted = torch.tensor([labels.index(y) for y in Y_train])
    seen, new = (torch.tensor(x).float().unsqueeze(-1) for x in (X_train, X))
    model = Reader(len(labels))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.06)
    for _ in range(30):
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(seen), wanted).backward()
        optimizer.step()
    with torch.no_grad():
        return [labels[n] for n in model(new).argmax(dim=1)]


# %%
def accuracy(got, want):
    return sum(g == w for g, w in zip(got, want, strict=True)) / len(want)


def report():
    training, validation = split(*load(), 0)
    most = Counter(training[1]).most_common(1)[0][0]
    return {
        "training": accuracy(predict(training, training[0], 0), training[1]),
        "validation": accuracy(predict(training, validation[0], 0), validation[1]),
        "majority": accuracy([most] * len(validation[1]), validation[1]),
    }
