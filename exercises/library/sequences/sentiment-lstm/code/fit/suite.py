"""fit: what the padding must not change first, for it needs no training to speak of; then accuracy."""

import re

import numpy as np
import torch
from reviews import V, drawn, encode, mirrored, numbered

from graders.sdk import check, diagnosis, suite

CHANGED = {
    "fr": "Dix zéros de plus après les mots changent les logits : l’état lu est celui du"
    " remplissage.",
    "en": "Ten more zeros after the words change the logits: the state that is read is that of the"
    " padding.",
}
OTHERS = {
    "fr": "Une critique seule n’a pas les mêmes logits que dans un lot.",
    "en": "A review alone does not have the same logits as in a batch.",
}
TWICE = {
    "fr": "Deux appels du même modèle diffèrent : il n’est pas prêt à servir (`model.eval()`).",
    "en": "Two calls of the same model differ: it is not ready for use (`model.eval()`).",
}
LOW = {
    "fr": "Exactitude sur des critiques jamais vues : {:.2f} ; il faut 0,95.",
    "en": "Accuracy on reviews never seen: {:.2f}; 0.95 is asked.",
}
NEGATION = {
    "fr": "Exactitude sur les critiques niées : {:.2f} ; il faut 0,9.",
    "en": "Accuracy on denied reviews: {:.2f}; 0.9 is asked.",
}
MIRROR = {
    "fr": "Critiques en miroir que le modèle distingue : {:.2f} ; il faut 0,9. L’ordre des mots compte.",
    "en": "Mirrored reviews that the model tells apart: {:.2f}; 0.9 is asked. The order of words"
    " counts.",
}
IGNORED = {
    "fr": "Deux graines différentes donnent le même modèle : `seed` ne sert à rien.",
    "en": "Two different seeds give the same model: `seed` is not used.",
}
ONE_WORD = {
    "fr": "Exactitude sur des critiques d’un seul mot, les mêmes qu’à l’apprentissage : {:.2f} ; il faut"
    " 0,95.",
    "en": "Accuracy on reviews of a single word, the same as in training: {:.2f}; 0.95 is asked.",
}
RUN_AWAY = {
    "fr": "Sur des critiques d’un seul mot, l’écart moyen des deux logits atteint {:.0f}. Dès 20"
    " environ, l’entropie croisée n’a plus de gradient : un tel écart vient d’ordinaire de gradients"
    " qui s’ajoutent de pas en pas, faute de `zero_grad`.",
    "en": "On reviews of a single word the two logits differ by {:.0f} on average. From about 20 on,"
    " cross-entropy has no gradient left: such a gap usually comes from gradients that add up from"
    " step to step, for want of `zero_grad`.",
}

LENGTHS_IGNORED = {
    "fr": "`lengths` ne joue aucun rôle : les logits sont les mêmes pour d’autres longueurs.",
    "en": "`lengths` plays no part: the logits are the same for other lengths.",
}
ONE_TOO_FAR = {
    "fr": "C’est le mot juste après le dernier qui est lu en plus : l’indice est `lengths - 1`.",
    "en": "The word right after the last one is read, too: the index is `lengths - 1`.",
}
BATCH_IS_TIME = {
    "fr": "Une critique dépend de celles qui la précèdent dans le lot, non de celles qui suivent : le lot"
    " est lu comme le temps (`batch_first`).",
    "en": "A review depends on those before it in the batch, not on those after it: the batch is read"
    " as time (`batch_first`).",
}
TURNED = {
    "fr": "Le modèle se trompe presque toujours : 0 et 1 sont échangés.",
    "en": "The model is almost always wrong: 0 and 1 are exchanged.",
}
NO_ORDER = {
    "fr": "Les mêmes mots dans un autre ordre donnent les mêmes logits : l’ordre ne joue aucun rôle.",
    "en": "The same words in another order give the same logits: the order plays no part.",
}
FIRST_WORD = {
    "fr": "Les logits ne dépendent que du premier mot.",
    "en": "The logits depend on the first word alone.",
}


def said(sentence, value):
    """A sentence with its number, in each language."""
    return {
        language: re.sub(r"(\d)\.(\d)", r"\1,\2", text.format(value))
        if language == "fr"
        else text.format(value)
        for language, text in sentence.items()
    }


def fitted(student, rng, count, V=V):
    """Numbers of the words, the texts that were learned from, and the student's model."""
    names = numbered(rng, V)
    texts, Y = drawn(rng, count)
    X, lengths = encode(texts, names)
    return names, texts, student.keep.fit(X, lengths, Y, V, int(rng.integers(1000)))


def logits(model, X, lengths):
    """The student's logits, checked to be two per review."""
    found = np.asarray(model(X, lengths))
    check.shape(found, (len(X), 2))
    return found


def accuracy(model, names, texts, Y):
    """The share of reviews that the model gets right."""
    return float((logits(model, *encode(texts, names)).argmax(axis=1) == Y.numpy()).mean())


@suite.test(points=1, title={"fr": "Deux logits par critique", "en": "Two logits per review"})
def shape(student, rng):
    names, texts, model = fitted(student, rng, 24)
    check.true(bool(np.isfinite(logits(model, *encode(texts[:3], names))).all()))


@suite.test(
    points=2,
    needs="shape",
    title={
        "fr": "Ni le remplissage ni le lot ne comptent",
        "en": "Neither padding nor the batch counts",
    },
)
def padding(student, rng):
    names, texts, model = fitted(student, rng, 40)
    X, lengths = encode(texts[:7], names)
    right = logits(model, X, lengths)
    check.close(logits(model, X, lengths), right, rtol=0, atol=1e-6, say=TWICE)
    why = [
        *diagnosis.when(LENGTHS_IGNORED, lambda _: near(model, X, 0 * lengths + 1, right)),
        *diagnosis.when(ONE_TOO_FAR, lambda _: one_too_far(model, X, lengths, right)),
        *diagnosis.when(BATCH_IS_TIME, lambda _: batch_is_time(model, X, lengths, right)),
    ]
    wider, _ = encode(texts[:7], names, width=30)
    found = logits(model, wider, lengths)
    check.close(found, right, rtol=0, atol=1e-4, say=CHANGED, explain=why)
    longest = int(lengths.max())
    found = logits(model, X[:, :longest], lengths)
    check.close(found, right, rtol=0, atol=1e-4, say=CHANGED, explain=why)
    found = logits(model, X[2:3], lengths[2:3])
    check.close(found, right[2:3], rtol=0, atol=1e-4, say=OTHERS, explain=why)


def near(model, X, lengths, right):
    """Whether these reviews have the logits ``right``."""
    return np.allclose(logits(model, X, lengths), right, rtol=0, atol=1e-5)


def one_too_far(model, X, lengths, right):
    """Whether a word put right after the last one counts, and words put later do not."""
    short = [k for k in range(len(X)) if int(lengths[k]) + 1 < X.shape[1]]
    after, later = X[short].clone(), X[short].clone()
    for row, k in enumerate(short):
        after[row, int(lengths[k])] = 1
        later[row, int(lengths[k]) + 1 :] = 1
    some = lengths[short]
    return near(model, later, some, right[short]) and not near(model, after, some, right[short])


def batch_is_time(model, X, lengths, right):
    """Whether other words before a review in the batch count, and other words after it do not."""
    middle = len(X) // 2
    found = []
    for others in (slice(middle), slice(middle + 1, None)):
        changed = X.clone()
        changed[others] = X[others].flip(0).roll(1, 1)
        got = logits(model, changed, lengths)[middle]
        found.append(np.allclose(got, right[middle], rtol=0, atol=1e-5))
    return found == [False, True]


@suite.test(
    points=1,
    needs="padding",
    title={
        "fr": "Un mot suffit : vite appris, et les logits se stabilisent",
        "en": "One word will do: learnt at once, and the logits settle",
    },
)
def settles(student, rng):
    """One word decides: the loss is soon zero, and the weights have to come to rest."""
    Y = torch.from_numpy(rng.integers(2, size=800))
    X = 1 + 2 * torch.from_numpy(rng.integers(8, size=800)) + Y
    X, lengths = X[:, None], torch.ones(800, dtype=torch.int64)
    found = logits(student.keep.fit(X, lengths, Y, 17, int(rng.integers(1000))), X, lengths)
    share = float((found.argmax(axis=1) == Y.numpy()).mean())
    check.true(share >= 0.95, say=said(ONE_WORD, share))
    gap = float(abs(found[:, 1] - found[:, 0]).mean())
    check.true(gap <= 40, say=said(RUN_AWAY, gap))


@suite.test(
    points=4,
    needs="padding",
    title={
        "fr": "Des critiques jamais vues, des négations, des miroirs",
        "en": "Reviews never seen, negations, mirrors",
    },
)
def learns(student, rng):
    names, seen, model = fitted(student, rng, 500, V + 30)
    texts, Y = drawn(rng, 300, unlike=set(seen))
    share = accuracy(model, names, texts, Y)
    with suite.part(points=2):
        why = why_low(model, *encode(texts[:9], names), share)
        check.true(share >= 0.95, say=said(LOW, share), explain=why)
    denied = [k for k, text in enumerate(texts) if "n est pas" in text and "mais" not in text]
    share = accuracy(model, names, [texts[k] for k in denied], Y[denied])
    with suite.part(points=1):
        why = why_low(model, *encode(texts[:9], names), share)
        check.true(share >= 0.9, say=said(NEGATION, share), explain=why)
    pairs = [mirrored(rng) for _ in range(60)]
    sides = [
        accuracy(model, names, list(side), torch.full((60,), label))
        for side, label in zip(zip(*pairs), (1, 0))
    ]
    with suite.part(points=1):
        why = why_low(model, *encode(texts[:9], names), min(sides))
        check.true(min(sides) >= 0.9, say=said(MIRROR, min(sides)), explain=why)


def why_low(model, X, lengths, share):
    """The usual mistakes, by what does not change the logits; asked on a failure only."""
    right = logits(model, X, lengths)
    turned, first = X.clone(), X.clone()
    for k, length in enumerate(lengths.tolist()):
        turned[k, :length] = X[k, :length].flip(0)
        first[k, 1:length] = X[k, 1:length].flip(0) % (X.max() - 1) + 1
    alone = near(model, first, lengths, right)
    yield TURNED, share < 0.1
    yield FIRST_WORD, alone and not near(model, turned, lengths, right)
    yield NO_ORDER, near(model, turned, lengths, right)


@suite.test(
    points=1,
    visible=False,
    needs="shape",
    title={
        "fr": "Même graine, même modèle ; autre graine, autre modèle",
        "en": "Same seed, same model; another seed, another model",
    },
    hint={
        "fr": "Donnez `seed` à `torch.manual_seed` au début de `fit`.",
        "en": "Give `seed` to `torch.manual_seed` at the start of `fit`.",
    },
)
def same_seed(student, rng):
    names = numbered(rng)
    texts, Y = drawn(rng, 40)
    X, lengths = encode(texts, names)
    first, again, other = (
        logits(student.keep.fit(X, lengths, Y, V, seed), X, lengths) for seed in (3, 3, 4)
    )
    check.close(again, first, rtol=1e-5)
    check.true(abs(other - first).max() > 1e-4, say=IGNORED)
