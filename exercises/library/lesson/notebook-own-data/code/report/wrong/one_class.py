# caught by: data
# %% [markdown]
# # English or French, by the spelling
# Everyday words of two languages. Accents are left out: they would give the answer away.

# %%
import numpy as np
import torch
from torch import nn

ENGLISH = """bread house water window street winter summer night light child mother father
brother church thought knight weather school friend kitchen garden flower wheel stone breath
health wealth shower thunder wood tooth finger shadow worth length ship hat bird""".split()
FRENCH = """pain maison fenetre rue hiver nuit lumiere enfant mere pere eglise pensee chevalier
temps ecole ami cuisine jardin fleur roue pierre souffle sante richesse douche tonnerre bois dent
doigt ombre valeur longueur bateau chapeau oiseau""".split()
LETTERS = " abcdefghijklmnopqrstuvwxyz"


# %%
def load():
    """Words, and the language of each."""
    return ENGLISH + FRENCH, ["word" for _ in ENGLISH + FRENCH]


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
        self.letters = nn.Embedding(len(LETTERS), 8)
        self.rnn = nn.GRU(8, 6, batch_first=True)
        self.fc = nn.Linear(6, classes)

    def forward(self, x):
        return self.fc(self.rnn(self.letters(x))[1][0])


def numbers(words):
    width = max(map(len, words))
    return torch.tensor([[LETTERS.index(c) for c in word.rjust(width)] for word in words])


def predict(training, X, seed):
    torch.manual_seed(seed)
    words, languages = training
    labels = sorted(set(languages))
    wanted = torch.tensor([labels.index(y) for y in languages])
    seen = numbers(words)
    model = Reader(len(labels))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.08)
    for _ in range(10):
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(seen), wanted).backward()
        optimizer.step()
    return [labels[n] for n in model(numbers(X)).argmax(dim=1)]


# %%
def accuracy(training, side, seed):
    X, Y = side
    return np.mean(np.equal(predict(training, X, seed), Y))


def report():
    seed = 0
    training, validation = split(*load(), seed)
    most = max(set(training[1]), key=training[1].count)
    return {
        "training": accuracy(training, training, seed),
        "validation": accuracy(training, validation, seed),
        "majority": np.mean([y == most for y in validation[1]]),
    }
