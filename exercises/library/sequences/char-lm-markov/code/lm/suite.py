"""train_lm: how good on a new text, between one character of context and the entropy itself.

The judge draws the source, so it knows both bounds of the very text that it tests with: the loss
of the true probabilities, and that of the best model that reads the last character only.
"""

import numpy as np

from graders.sdk import check, diagnosis, suite

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

PROBABILITIES = {
    "fr": "Chaque ligne est de somme 1 : ce sont des probabilités ; des logits (ou leurs logarithmes) sont"
    " attendus.",
    "en": "Each row sums to 1: these are probabilities; logits (or their logarithms) are expected.",
}
SAME_ROWS = {
    "fr": "Toutes les lignes sont égales : ce qui est lu ne joue aucun rôle.",
    "en": "All rows are equal: what is read plays no part.",
}
ECHO = {
    "fr": "Le modèle prédit le caractère qu’il vient de lire : les cibles ne sont pas décalées d’un pas.",
    "en": "The model predicts the character that it has just read: targets are not one step ahead.",
}
TWO_AHEAD = {
    "fr": "La ligne $t$ prédit le caractère $t + 2$ : les cibles sont décalées d’un pas de trop.",
    "en": "Row $t$ predicts character $t + 2$: targets are one step too far ahead.",
}
ONE_READ = {
    "fr": "La ligne $t$ ne dépend que du caractère $t$ : celui d’avant ne joue aucun rôle.",
    "en": "Row $t$ depends on character $t$ alone: the one before plays no part.",
}
BACKWARDS = {
    "fr": "Les deux derniers caractères sont lus dans l’ordre inverse.",
    "en": "The last two characters are read in reverse order.",
}
NEXT_READ = {
    "fr": "La ligne $t$ lit le caractère $t + 1$, celui même qu’elle doit prédire.",
    "en": "Row $t$ reads character $t + 1$, the very one that it is to predict.",
}
WHOLE_READ = {
    "fr": "Même la première ligne change : quelque chose se calcule sur le texte entier.",
    "en": "Even the first row changes: something is computed from the whole text.",
}
ZERO_COUNT = {
    "fr": "Des logits valent $-\\infty$ : c’est le logarithme de 0, pour ce qui n’a jamais été vu.",
    "en": "Some logits are $-\\infty$: the logarithm of 0, for what has never been seen.",
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


def after_pairs(model, V):
    """The student's probabilities after each text of two characters, (V, V, V)."""
    rows = [[logits(model, np.array([u, v]), V)[-1] for v in range(V)] for u in range(V)]
    p = np.exp(np.array(rows) - np.max(rows, axis=2, keepdims=True))
    return p / p.sum(axis=2, keepdims=True)


def why_high(made, model, rows, ids, V):
    """The usual mistakes, by what the rows tell; asked on a failure only."""
    within = bool(((rows >= 0) & (rows <= 1)).all())
    level = rows - rows.mean(axis=1, keepdims=True)
    same = bool(abs(level - level[0]).max() < 1e-6)
    yield PROBABILITIES, within and not same and np.allclose(rows.sum(axis=1), 1)
    yield SAME_ROWS, same
    echo = bool((rows.argmax(axis=1) == ids).mean() > 0.9)
    yield ECHO, echo and not same
    ahead = loss(rows[:-1], np.delete(ids, 1))  # of row t on character t + 2
    yield TWO_AHEAD, not same and not echo and ahead < loss(rows, ids) - 0.1
    pairs = after_pairs(model, V)
    alone = float(np.ptp(pairs, axis=0).max()) < 1e-4
    yield ONE_READ, alone and not same and not echo
    right, turned = (float((made.P * p).sum(axis=2).mean()) for p in (pairs, pairs.swapaxes(0, 1)))
    yield BACKWARDS, right < 0.3 and turned > 0.35


def judged(student, rng, V=6):
    """The loss on a new text lies in the lower half between the two bounds, and not below."""
    made, model = learned(student, rng, V)
    ids = made.text(N_TEST)
    best, one = made.best(ids), made.one_character(ids)
    rows = logits(model, ids, V)
    got = loss(rows, ids)
    suite.show(check.plot.bars({"best": best, "got": got, "one": one}, title=BOUNDS))
    why = why_high(made, model, rows, ids, V)
    check.true(got <= best + 0.5 * (one - best), say=TOO_HIGH, explain=why)
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
        zero = bool((found < np.inf).all())  # minus infinity, but no NaN
        why = [(ZERO_COUNT, zero)]
        check.true(bool(np.isfinite(found).all()), say=NOT_FINITE, explain=why)


@suite.test(points=2, title={"fr": "Causal", "en": "Causal"})
def causal(student, rng):
    made, model = learned(student, rng)
    ids = made.text(80)
    other = ids.copy()
    other[50:] = (other[50:] + 1 + rng.integers(0, 5, size=30)) % 6
    before, after = logits(model, ids)[:50], logits(model, other)[:50]
    changed = abs(after - before).max(axis=1) > 1e-4
    why = [
        *diagnosis.when(NEXT_READ, lambda _: changed[49] and not changed[:49].any()),
        *diagnosis.when(WHOLE_READ, lambda _: changed[0]),
    ]
    check.close(after, before, rtol=0, atol=1e-4, say=PEEKS, explain=why)


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
