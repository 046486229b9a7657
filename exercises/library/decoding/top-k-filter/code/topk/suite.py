"""Six tests of top_k: truth is a plain sort of pairs, in the judge."""

import numpy as np

from graders.sdk import check, suite

RTOL = 1e-7
NOT_RENORMALISED = {
    "fr": "Le résultat ne somme pas à 1 : divisez par la somme de ce qui est gardé.",
    "en": "The result does not sum to 1: divide by the sum of what is kept.",
}
UNIFORM = {
    "fr": "Les mots gardés ont tous la même probabilité ; leurs rapports ne doivent pas changer.",
    "en": "The words that are kept are all equally probable; their ratios must not change.",
}
FIRST = {
    "fr": "Ce sont les k premiers indices ; il faut les k plus grandes probabilités.",
    "en": "These are the first k indices; the k largest probabilities are asked.",
}
SMALLEST = {
    "fr": "Ce sont les k plus petites probabilités.",
    "en": "These are the k smallest probabilities.",
}
SORTED = {
    "fr": "Les probabilités sont triées : chaque mot doit rester à sa place.",
    "en": "The probabilities are sorted: each word has to stay at its place.",
}
SOFTMAX = {
    "fr": "Un softmax est pris des probabilités gardées ; il suffit de diviser par leur somme.",
    "en": "A softmax is taken of the probabilities that are kept; dividing by their sum is enough.",
}


def drawn(rng, V):
    """Probabilities (V,), all different, whose largest do not come first."""
    p = np.sort(rng.dirichlet(2 * np.ones(V)))
    return np.append(p[:1], p[1:][rng.permutation(V - 1)]) if V > 2 else p


def kept(p, k, least=False):
    """p at the k largest (or least) entries, smaller indices first among equals; else zeros."""
    order = sorted(range(len(p)), key=lambda i: (p[i] if least else -p[i], i))[:k]
    return np.array([p[i] if i in order else 0.0 for i in range(len(p))])


def truth(p, k):
    """The filtered distribution (V,)."""
    return kept(p, k) / kept(p, k).sum()


def mistakes(p, k):
    """What usual mistakes lead to; those that change nothing here are left out."""
    right = truth(p, k)
    first = np.where(np.arange(len(p)) < k, p, 0)
    least = kept(p, k, least=True)
    exponentials = np.where(right > 0, np.exp(p), 0)
    led = [
        (NOT_RENORMALISED, kept(p, k)),
        (UNIFORM, (right > 0) / (right > 0).sum()),
        (FIRST, first / first.sum()),
        (SMALLEST, least / least.sum()),
        (SORTED, np.sort(right)[::-1]),
        (SOFTMAX, exponentials / exponentials.sum()),
    ]
    return [(say, value) for say, value in led if not np.allclose(value, right)]


def agrees(student, p, k):
    """The student's distribution is the right one."""
    got = student.top_k(p, k)
    inputs = {"p": p, "k": k}
    check.close(got, truth(p, k), rtol=RTOL, inputs=inputs, explain=mistakes(p, k))


@suite.test(
    points=1,
    title={"fr": "4 mots sur 9", "en": "4 words out of 9"},
)
def four_of_nine(student, rng):
    p = drawn(rng, 9)
    suite.show(check.plot.bars({str(i): float(x) for i, x in enumerate(p)}, title="p"))
    agrees(student, p, 4)


@suite.test(
    points=1,
    title={"fr": "Le support : les k plus probables", "en": "What remains: the k most probable"},
)
def support(student, rng):
    for V, k in ((7, 3), (12, 5)):
        p = drawn(rng, V)
        got = np.asarray(student.top_k(p, k))
        check.shape(got, (V,))
        check.equal(np.nonzero(got)[0].tolist(), np.nonzero(kept(p, k))[0].tolist())
        check.close(got, truth(p, k), rtol=RTOL, explain=mistakes(p, k))


@suite.test(
    points=1,
    title={"fr": "k = 1 : le décodage glouton", "en": "k = 1: greedy decoding"},
)
def only_one(student, rng):
    p = drawn(rng, 6)
    want = np.where(np.arange(6) == p.argmax(), 1.0, 0.0)
    check.close(student.top_k(p, 1), want, rtol=RTOL, inputs={"p": p, "k": 1})


@suite.test(
    points=1,
    visible=False,
    title={"fr": "k ≥ V : rien ne change", "en": "k ≥ V: nothing changes"},
    hint={
        "fr": "Quand k atteint ou dépasse V, tout est gardé.",
        "en": "When k reaches or exceeds V, all is kept.",
    },
)
def all_kept(student, rng):
    p = drawn(rng, 6)
    for k in (5, 6, 7, 20):
        check.close(student.top_k(p, k), truth(p, k), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Des mots à égalité", "en": "Words equally probable"},
    hint={
        "fr": "Exactement k mots restent, petits indices d’abord : un seuil en garde trop.",
        "en": "Exactly k words remain, smaller indices first: a threshold keeps too many.",
    },
)
def ties(student):
    # twenty entries: short arrays are sorted by insertion, which is stable whatever is asked for
    p = np.tile([0.02, 0.08, 0.05, 0.05], 5)
    for k in (2, 4, 7, 13):
        check.close(student.top_k(p, k), truth(p, k), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs="four_of_nine",
    title={"fr": "Le tableau reste intact", "en": "The array is left alone"},
    hint={
        "fr": "Une affectation dans `p` change le tableau reçu.",
        "en": "An assignment into `p` changes the array that was given.",
    },
)
def array_intact(student, rng):
    p = drawn(rng, 7)
    _, after = student.after.top_k(p, 3)
    check.equal(after[0], p)
