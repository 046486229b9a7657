# %% [markdown]
# # Greetings or farewells
# Texts this time, read letter by letter by an LSTM; labels are numbers.

# %%
import random

import torch
from torch import nn

HELLO = ["hi", "hello", "good day", "welcome", "morning"]
BYE = ["bye", "farewell", "so long", "see you", "good night"]
NAMES = ["ann", "bob", "cleo", "dan", "eve", "finn", "gil"]


# %%
def load():
    couples = [(f"{word} {name}", k) for k, words in enumerate((HELLO, BYE)) for word in words for name in NAMES]
    return [text for text, _ in couples], [k for _, k in couples]


def split(X, Y, seed):
    places = list(range(len(X)))
    random.Random(seed).shuffle(places)
    held = set(places[: len(X) // 4])
    sides = []
    for inside in (False, True):
        chosen = [n for n in range(len(X)) if (n in held) == inside]
        sides.append(([X[n] for n in chosen], [Y[n] for n in chosen]))
    return tuple(sides)


# %%
def letters(texts):
    width = max(len(t) for t in texts)
    return torch.tensor([[ord(c) % 32 for c in t.rjust(width)] for t in texts])


def predict(training, X, seed):
    torch.manual_seed(seed)
    model = nn.ModuleDict({"e": nn.Embedding(32, 8), "r": nn.LSTM(8, 12, batch_first=True), "f": nn.Linear(12, 2)})

    def logits(texts):
        return model["f"](model["r"](model["e"](letters(texts)))[0][:, -1])

    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    for _ in range(60):
        loss = nn.functional.cross_entropy(logits(training[0]), torch.tensor(training[1]))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return logits(X).argmax(dim=1)


# %%
def report():
    training, validation = split(*load(), 0)
    told = {}
    for name, (X, Y) in (("training", training), ("validation", validation)):
        told[name] = (predict(training, X, 0) == torch.tensor(Y)).double().mean().item()
    most = max(sorted(set(training[1])), key=training[1].count)
    told["majority"] = validation[1].count(most) / len(validation[1])
    return told
