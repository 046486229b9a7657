"""fit: what the padding must not change first, for it needs no training to speak of; then accuracy."""

import re

import numpy as np
import torch
from reviews import V, drawn, encode, mirrored, numbered

from graders.sdk import check, suite

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
    wider, _ = encode(texts[:7], names, width=30)
    check.close(logits(model, wider, lengths), right, rtol=0, atol=1e-4, say=CHANGED)
    longest = int(lengths.max())
    check.close(logits(model, X[:, :longest], lengths), right, rtol=0, atol=1e-4, say=CHANGED)
    check.close(logits(model, X[2:3], lengths[2:3]), right[2:3], rtol=0, atol=1e-4, say=OTHERS)


@suite.test(
    points=1,
    needs="padding",
    title={
        "fr": "Un mot suffit : vite appris, et les logits se stabilisent",
        "en": "One word will do: learned at once, and the logits come to rest",
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
        check.true(share >= 0.95, say=said(LOW, share))
    denied = [k for k, text in enumerate(texts) if "n est pas" in text and "mais" not in text]
    share = accuracy(model, names, [texts[k] for k in denied], Y[denied])
    with suite.part(points=1):
        check.true(share >= 0.9, say=said(NEGATION, share))
    pairs = [mirrored(rng) for _ in range(60)]
    sides = [
        accuracy(model, names, list(side), torch.full((60,), label))
        for side, label in zip(zip(*pairs), (1, 0))
    ]
    with suite.part(points=1):
        check.true(min(sides) >= 0.9, say=said(MIRROR, min(sides)))


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
