"""The notebook by what it computes: batches, logits, a replay of the training, true accuracy.

The judge has a network of its own with the same three layers. It takes over the student's
weights, reads each headline alone, without padding, and trains on the same batch in float64.
"""

import news
import numpy as np
import torch
from torch import nn
from torch.nn.functional import cross_entropy

from graders.sdk import check, suite

NAMES = ("embedding.weight", "rnn.weight_ih_l0", "rnn.weight_hh_l0", "rnn.bias_ih_l0",
         "rnn.bias_hh_l0", "fc.weight", "fc.bias")  # fmt: skip
LAYERS = {
    "fr": "Les couches `embedding`, `rnn` (`nn.RNN`, une couche, un sens) et `fc` ont ensemble"
    " sept tenseurs de paramètres, et il n’y en a pas d’autre.",
    "en": "The layers `embedding`, `rnn` (`nn.RNN`, one layer, one direction) and `fc` have seven"
    " parameter tensors together, and there are no others.",
}
PAIR = {
    "fr": "`collate` renvoie un couple de tenseurs d’entiers, `(x, lengths)`.",
    "en": "`collate` returns a pair of integer tensors, `(x, lengths)`.",
}
MEAN = {
    "fr": "C’est la moyenne des états sur tous les pas, remplissage compris : celle du notebook"
    " de la leçon.",
    "en": "This is the mean of the states over all steps, padding included: that of the lesson’s"
    " notebook.",
}
VALID_MEAN = {
    "fr": "C’est la moyenne des états des mots ; l’état au dernier mot est demandé.",
    "en": "This is the mean of the states of the words; the state at the last word is asked.",
}
LAST_STEP = {
    "fr": "C’est l’état au dernier pas du lot, donc après le remplissage des titres plus courts.",
    "en": "This is the state at the last step of the batch, after the padding of shorter headlines.",
}
FIRST_WORD = {
    "fr": "C’est l’état au premier mot ; celui au dernier est demandé.",
    "en": "This is the state at the first word; that at the last one is asked.",
}
PROBABILITIES = {
    "fr": "Ce sont des probabilités, ou leur logarithme ; la perte attend des logits.",
    "en": "These are probabilities, or their logarithm; the loss wants logits.",
}
BATCH_FIRST = {
    "fr": "`batch_first` manque : le lot est lu comme le temps.",
    "en": "`batch_first` is missing: the batch is read as if it were time.",
}
SORTED = {
    "fr": "Les logits sont dans l’ordre des longueurs ; gardez celui des titres.",
    "en": "Logits stand in the order of lengths; keep that of the headlines.",
}
PADDING = {
    "fr": "Le même titre, dans un lot plus large ou tout seul, doit avoir les mêmes logits.",
    "en": "The same headline, in a wider batch or alone, must have the same logits.",
}
ORDER = {
    "fr": "Le même titre à l’envers a les mêmes logits : l’ordre des mots n’est pas lu.",
    "en": "The same headline backwards has the same logits: the order of words is not read.",
}
REPLAY = {
    "fr": "Lot entier, float64 : les poids ne sont pas ceux d’Adam sur l’entropie croisée"
    " moyenne, gradients remis à zéro à chaque pas.",
    "en": "Full batch, float64: the weights are not those of Adam on the mean cross-entropy, with"
    " gradients zeroed at each step.",
}
LOSSES = {
    "fr": "Avec `lr=0` rien ne bouge : la perte de chaque époque est la moyenne sur tous les"
    " titres, le dernier lot pesant selon sa taille.",
    "en": "With `lr=0` nothing moves: the loss of each epoch is the mean over all headlines, the"
    " last batch weighing by its size.",
}
UNCHANGED = {"fr": "Mesurer a changé le modèle.", "en": "Measuring has changed the model."}
ENOUGH = {
    "fr": "Sur des titres inconnus, l’exactitude est {got} ; il faut au moins 0,85.",
    "en": "On unseen headlines accuracy is {got}; at least 0.85 is needed.",
}
SEED = {
    "fr": "Même graine, mêmes poids de départ : les pertes devraient être les mêmes.",
    "en": "Same seed, same initial weights: the losses should be the same.",
}
SHUFFLED = {
    "fr": "L’ordre des titres ne change pas avec `seed`.",
    "en": "The order of headlines does not change with `seed`.",
}


class Net(nn.Module):
    """The judge's own network; it reads sequences one by one, without padding."""

    def __init__(self, weights):
        super().__init__()
        weights = {name: torch.as_tensor(np.array(weights[name])) for name in NAMES}
        V, E = weights["embedding.weight"].shape
        K, H = weights["fc.weight"].shape
        self.embedding = nn.Embedding(V, E, padding_idx=0)
        self.rnn = nn.RNN(E, H, batch_first=True)
        self.fc = nn.Linear(H, K)
        self.to(weights["fc.weight"].dtype).load_state_dict(weights)

    def forward(self, sequences):
        last = [self.rnn(self.embedding(torch.tensor([s])))[1][0, 0] for s in sequences]
        return self.fc(torch.stack(last))


def drawn(rng, lengths, V):
    """Random sequences of words 1 … V − 1, no two of the same first and last word."""
    return [rng.integers(1, V, size=int(n)).tolist() for n in lengths]


def padded(sequences, width=None):
    """What collate has to give, made by a loop; ``width``: wider than needed."""
    lengths = [len(s) for s in sequences]
    x = torch.zeros(len(sequences), width or max(lengths), dtype=torch.long)
    for row, sequence in zip(x, sequences, strict=True):
        row[: len(sequence)] = torch.tensor(sequence)
    return x, torch.tensor(lengths)


def weights_of(model):
    """The student's weights by name, checked to be those of the three layers."""
    weights = model.state_dict()
    check.true(sorted(weights) == sorted(NAMES), say=LAYERS)
    return weights


def logits(net, sequences):
    """The right logits, without gradient."""
    with torch.no_grad():
        return net(sequences)


@torch.no_grad()
def mistakes(net, sequences):
    """What usual mistakes make of the logits of this batch."""
    x, lengths = padded(sequences)
    out, each = net.rnn(net.embedding(x))[0], torch.arange(len(x))
    right = net.fc(out[each, lengths - 1])
    valid = (torch.arange(x.shape[1]) < lengths[:, None])[..., None]
    turned = net.rnn(net.embedding(x).transpose(0, 1))[0].transpose(0, 1)
    order = torch.argsort(lengths, descending=True)
    return [
        (MEAN, net.fc(out.mean(1))),
        (VALID_MEAN, net.fc((out * valid).sum(1) / lengths[:, None])),
        (LAST_STEP, net.fc(out[:, -1])),
        (FIRST_WORD, net.fc(out[:, 0])),
        (PROBABILITIES, right.softmax(1)),
        (PROBABILITIES, right.log_softmax(1)),
        (BATCH_FIRST, net.fc(turned[:, -1])),
        (BATCH_FIRST, net.fc(turned[each, lengths - 1])),
        (BATCH_FIRST, net.fc(turned.mean(1))),
        (SORTED, right[order]),
    ]


def model_of(student, *sizes, double=False):
    """A model of the student's, in float64 if asked, and its weights."""
    model = student.keep.RNNClassifier(*sizes)
    if double:
        model.double()
    return model, weights_of(model)


@suite.test(points=1, title={"fr": "Un lot complété", "en": "A padded batch"})
def batch(student, rng):
    sequences = drawn(rng, rng.permutation([4, 2, 6, 1]), 30)
    found, (x, lengths) = student.collate(sequences), padded(sequences)
    check.true(isinstance(found, tuple | list) and len(found) == 2, say=PAIR)
    integers = all(np.asarray(one).dtype.kind == "i" for one in found)
    check.true(integers, say=PAIR)
    check.close(found[1], lengths, rtol=1e-9, inputs={"sequences": sequences})
    check.close(found[0], x, rtol=1e-9, inputs={"sequences": sequences})


@suite.test(
    points=1,
    title={"fr": "64V + 3 136 + 132 paramètres", "en": "64V + 3,136 + 132 parameters"},
)
def parameters(student):
    for V, E, H, K in ((50, 64, 32, 4), (20, 6, 5, 3)):
        _, weights = model_of(student, V, E, H, K)
        check.shape(weights["embedding.weight"], (V, E))
        check.shape(weights["fc.weight"], (K, H))
        count = sum(np.asarray(value).size for value in weights.values())
        check.equal(count, V * E + H * (E + H + 2) + K * (H + 1))


@suite.test(
    points=2,
    needs=["parameters"],
    title={
        "fr": "Les logits de l’état au dernier mot",
        "en": "Logits of the state at the last word",
    },
)
def last_word(student, rng):
    model, weights = model_of(student, 40, 6, 5, 3)
    net, sequences = Net(weights), drawn(rng, rng.permutation([3, 7, 2, 5, 4]), 40)
    got = model(*padded(sequences))
    check.close(got, logits(net, sequences), rtol=1e-4, explain=mistakes(net, sequences))


@suite.test(
    points=1,
    title={"fr": "Le remplissage ne compte pas", "en": "Padding does not count"},
)
def padding(student, rng):
    model = student.keep.RNNClassifier(40, 6, 5, 3)
    sequences = drawn(rng, [9, 4, 6, 1, 9], 40)
    together = model(*padded(sequences))
    check.close(model(*padded(sequences, 15)), together, rtol=1e-4, say=PADDING)
    alone = np.concatenate([np.asarray(model(*padded([one]))) for one in sequences])
    check.close(alone, together, rtol=1e-4, say=PADDING)


@suite.test(points=1, title={"fr": "L’ordre des mots compte", "en": "The order of words counts"})
def order(student, rng):
    model = student.keep.RNNClassifier(40, 6, 5, 3)
    words = rng.permutation(np.arange(1, 40))[:8].tolist()
    there, back = (np.asarray(model(*padded([s]))) for s in (words, words[::-1]))
    check.true(bool(np.abs(there - back).max() > 1e-4), say=ORDER)


@suite.test(
    points=1,
    needs=["last_word"],
    title={
        "fr": "Apprendre : mêmes poids qu’un calcul témoin",
        "en": "Training: the weights of a replay",
    },
)
def replay(student, rng):
    sequences = drawn(rng, rng.integers(1, 7, size=12), 20)
    labels = [int(k) for k in rng.permutation([0, 1, 2] * 4)]
    model, weights = model_of(student, 20, 6, 5, 3, double=True)
    net = Net(weights)
    optimizer = torch.optim.Adam(net.parameters(), lr=0.03)
    for _ in range(5):
        optimizer.zero_grad()
        cross_entropy(net(sequences), torch.tensor(labels)).backward()
        optimizer.step()
    student.train(model, sequences, labels, 5, len(sequences), 0.03, 0)
    want = {name: value.numpy() for name, value in net.state_dict().items()}
    check.close(model.state_dict(), want, rtol=0, atol=1e-5, say=REPLAY)


@suite.test(
    points=1,
    needs=["last_word"],
    title={"fr": "Une perte par époque, la vraie", "en": "One loss an epoch, the true one"},
)
def losses(student, rng):
    sequences = drawn(rng, rng.integers(1, 7, size=13), 20)
    labels = [int(k) for k in rng.integers(0, 3, size=13)]
    model, weights = model_of(student, 20, 6, 5, 3, double=True)
    want = cross_entropy(logits(Net(weights), sequences), torch.tensor(labels)).item()
    got = student.train(model, sequences, labels, 3, 5, 0.0, 1)
    check.close(got, [want] * 3, rtol=1e-5, say=LOSSES)


@suite.test(
    points=1, title={"fr": "L’exactitude est la vraie", "en": "The accuracy is the true one"}
)
def measured(student, rng):
    for right in (9, 4):
        model, weights = model_of(student, 20, 6, 5, 3)
        sequences = drawn(rng, rng.integers(1, 7, size=15), 20)
        guesses = logits(Net(weights), sequences).argmax(1).numpy()
        for count in (right, right + 3):
            labels = np.where(rng.permutation(15) < count, guesses, (guesses + 1) % 3)
            check.close(student.accuracy(model, sequences, labels.tolist()), count / 15, rtol=1e-6)
        after = model.state_dict()
        for name in NAMES:
            check.equal(np.asarray(after[name]), np.asarray(weights[name]), say=UNCHANGED)


@suite.test(
    points=0,
    title={"fr": "Les listes restent intactes", "en": "The lists are left alone"},
)
def lists_intact(student, rng):
    sequences, labels = drawn(rng, [3, 1, 4, 2], 20), [0, 2, 1, 0]
    model = student.keep.RNNClassifier(20, 6, 5, 3)
    _, after = student.after.collate(sequences)
    check.equal(after[0], sequences)
    for call, more in ((student.after.train, (2, 3, 0.01, 0)), (student.after.accuracy, ())):
        _, after = call(model, sequences, labels, *more)
        check.equal(list(after[1:3]), [sequences, labels])


@suite.test(
    points=0.5,
    needs=["replay"],
    title={"fr": "Même graine, mêmes pertes", "en": "Same seed, same losses"},
)
def seeded(student, rng):
    sequences = drawn(rng, rng.integers(1, 7, size=30), 20)
    labels = [int(k) for k in rng.integers(0, 3, size=30)]
    model, weights = model_of(student, 20, 6, 5, 3, double=True)
    runs = []
    for seed in (3, 3, 8):
        model.load_state_dict(weights)
        runs.append(student.train(model, sequences, labels, 3, 4, 0.02, seed))
    check.close(runs[1], runs[0], rtol=1e-6, say=SEED)
    check.true(bool(np.abs(np.subtract(runs[2], runs[0])).max() > 1e-6), say=SHUFFLED)


@suite.test(
    points=0.5,
    needs=["replay"],
    title={"fr": "Des titres inconnus", "en": "Unseen headlines"},
)
def unseen(student):
    texts, labels = news.load()
    words = news.vocabulary(texts)
    model, _ = model_of(student, len(words) + 2, 64, 32, 4)
    sequences = [news.encode(text, words) for text in texts]
    found = student.train(model, sequences, labels, 6, 16, 0.01, 0)
    title = {"fr": "Perte moyenne par époque", "en": "Mean loss by epoch"}
    suite.show(check.plot.lines([({"fr": "perte", "en": "loss"}, found)], title=title))
    others, truth = news.load("headlines_unseen.tsv")
    guesses = logits(Net(model.state_dict()), [news.encode(text, words) for text in others])
    got = float((guesses.argmax(1) == torch.tensor(truth)).double().mean())
    check.true(got >= 0.85, say=enough(got))


def enough(got):
    """The sentence about an accuracy that is too low, in the reader's notation."""
    dot = f"{got:.2f}"
    return {
        "fr": ENOUGH["fr"].format(got=dot.replace(".", ",")),
        "en": ENOUGH["en"].format(got=dot),
    }
