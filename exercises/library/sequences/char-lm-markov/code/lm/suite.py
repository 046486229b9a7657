"""train_lm: how good on a new text, between one character of context and the entropy itself.

The judge draws the source, so it knows both bounds of the very text that it tests with: the loss
of the true probabilities, and that of the best model that reads the last character only.
"""

import numpy as np

from graders.sdk import check, suite

N_TRAIN, N_TEST = 12000, 2000
TOO_HIGH = {
    "fr": "La perte sur un texte neuf ne descend pas assez sous celle du meilleur modèle qui ne lit"
    " qu’un caractère.",
    "en": "The loss on a new text is not far enough below that of the best model that reads one"
    " character only.",
}
TOO_LOW = {
    "fr": "La perte est sous l’entropie de la source : le modèle a vu ce qu’il doit prédire.",
    "en": "The loss is below the entropy of the source: the model has seen what it is to predict.",
}
NOT_FINITE = {
    "fr": "Des logits ne sont pas finis : un caractère jamais vu garde une petite probabilité.",
    "en": "Some logits are not finite: a character never seen keeps a small probability.",
}
PEEKS = {
    "fr": "Changer la suite du texte a changé des logits d’avant : le modèle n’est pas causal.",
    "en": "Changing what follows has changed logits of before: the model is not causal.",
}


class Source:
    """Texts in which each character is drawn given the two before it."""

    def __init__(self, rng, V):
        self.rng, self.V = rng, V
        self.P = rng.dirichlet(np.full(V, 0.3), size=(V, V))
        self.cumulated = self.P.cumsum(axis=2)

    def text(self, count):
        """So many characters, the first two drawn evenly."""
        made = list(self.rng.integers(0, self.V, size=2))
        for u in self.rng.random(count - 2):
            row = self.cumulated[made[-2], made[-1]]
            made.append(min(int(np.searchsorted(row, u)), self.V - 1))
        return np.array(made)

    def best(self, ids):
        """The loss of the true probabilities on this text, from its third character on."""
        return float(-np.log(self.P[ids[:-2], ids[1:-1], ids[2:]]).mean())

    def one_character(self, ids):
        """The loss of the best model that reads one character, fitted to this very text."""
        counts = np.zeros((self.V, self.V))
        np.add.at(counts, (ids[:-1], ids[1:]), 1.0)
        p = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1.0)
        return float(-np.log(p[ids[:-1], ids[1:]]).mean())


def source(rng, V=6):
    """A source in which the second last character matters: its bounds are far apart."""
    while True:
        made = Source(rng, V)
        text = made.text(800)
        if made.one_character(text) - made.best(text) > 0.35:
            return made


def learned(student, rng, V=6):
    """The source, and the student's model of a text of it."""
    made = source(rng, V)
    return made, student.keep.train_lm(made.text(N_TRAIN), V, int(rng.integers(1000)))


def logits(model, ids, V=6):
    """The student's logits of a text, checked to be of the right shape."""
    found = np.asarray(model.logits(ids), dtype=float)
    check.shape(found, (len(ids), V))
    return found


def loss(found, ids):
    """The mean loss of characters 3 to the end, in nats."""
    rows = found[1:-1] - found[1:-1].max(axis=1, keepdims=True)
    log_p = rows - np.log(np.exp(rows).sum(axis=1, keepdims=True))
    return float(-log_p[np.arange(len(rows)), ids[2:]].mean())


def judged(student, rng, V=6):
    """The loss on a new text lies in the lower half between the two bounds, and not below."""
    made, model = learned(student, rng, V)
    ids = made.text(N_TEST)
    best, one = made.best(ids), made.one_character(ids)
    got = loss(logits(model, ids, V), ids)
    suite.show(check.plot.bars({"best": best, "got": got, "one": one}, title=BOUNDS))
    check.true(got <= best + 0.5 * (one - best), say=TOO_HIGH)
    check.true(got >= best - 0.02, say=TOO_LOW)


BOUNDS = {
    "fr": "Perte en nats : source (best), la vôtre (got), un caractère (one)",
    "en": "Loss in nats: the source (best), yours (got), one character (one)",
}


@suite.test(points=1, title={"fr": "Une ligne par caractère, finie", "en": "A row per character, finite"})
def finite(student, rng):
    made, model = learned(student, rng)
    for count in (1, 40):
        found = logits(model, made.text(60)[:count])
        check.true(bool(np.isfinite(found).all()), say=NOT_FINITE)


@suite.test(points=2, title={"fr": "Causal", "en": "Causal"})
def causal(student, rng):
    made, model = learned(student, rng)
    ids = made.text(80)
    other = ids.copy()
    other[50:] = (other[50:] + 1 + rng.integers(0, 5, size=30)) % 6
    check.close(logits(model, other)[:50], logits(model, ids)[:50], rtol=0, atol=1e-4, say=PEEKS)


@suite.test(
    points=3,
    needs="causal",
    title={
        "fr": "Mieux qu’un seul caractère de contexte, pas mieux que la source",
        "en": "Better than one character of context, not better than the source",
    },
)
def beats_one_character(student, rng):
    judged(student, rng)


@suite.test(
    points=1,
    visible=False,
    needs="beats_one_character",
    title={"fr": "Un alphabet plus petit", "en": "A smaller alphabet"},
    hint={"fr": "`V` n’est pas toujours 6.", "en": "`V` is not always 6."},
)
def other_alphabet(student, rng):
    judged(student, rng, V=4)


@suite.test(
    points=1,
    visible=False,
    needs="causal",
    title={"fr": "Même graine, même modèle", "en": "Same seed, same model"},
    hint={
        "fr": "Fixez la graine au début de `train_lm`.",
        "en": "Set the seed at the start of `train_lm`.",
    },
)
def same_seed(student, rng):
    made = source(rng)
    text, ids = made.text(3000), made.text(30)
    first, again = (logits(student.keep.train_lm(text, 6, 5), ids) for _ in range(2))
    check.close(again, first, rtol=1e-6)
