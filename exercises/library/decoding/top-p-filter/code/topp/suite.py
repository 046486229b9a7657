"""Seven tests of top_p: truth takes one word after the other, in the judge."""

import numpy as np

from graders.sdk import check, suite

RTOL = 1e-7
CROSSING = {
    "fr": "Le mot qui fait atteindre le seuil est perdu ; il doit être gardé.",
    "en": "The word that makes the sum reach the threshold is lost; it has to be kept.",
}
ONE_MORE = {
    "fr": "Un mot de trop : on s’arrête dès que la somme atteint le seuil.",
    "en": "One word too many: stop as soon as the sum reaches the threshold.",
}
NOT_RENORMALISED = {
    "fr": "Le résultat ne somme pas à 1 : divisez par la somme de ce qui est gardé.",
    "en": "The result does not sum to 1: divide by the sum of what is kept.",
}
UNSORTED = {
    "fr": "La somme est prise dans l’ordre des indices ; prenez les plus probables d’abord.",
    "en": "The sum is taken in the order of the indices; take the most probable words first.",
}
SHARE = {
    "fr": "C’est un top-k avec $k = tV$ : $t$ est une probabilité totale, non une part des mots.",
    "en": "This is a top-k with $k = tV$: $t$ is a total probability, not a share of the words.",
}
THRESHOLD = {
    "fr": "Chaque probabilité est comparée à $1 - t$ ; c’est leur somme qui compte.",
    "en": "Each probability is compared with $1 - t$; it is their sum that counts.",
}
SORTED = {
    "fr": "Les probabilités sont triées : chaque mot doit rester à sa place.",
    "en": "The probabilities are sorted: each word has to stay at its place.",
}


def places(p, t):
    """Indices of the words that are kept, in the order in which they are taken."""
    found, total = [], 0.0
    for i in sorted(range(len(p)), key=lambda i: (-p[i], i)):
        found.append(i)
        total += p[i]
        if total >= t:
            break
    return found


def only(p, kept):
    """p at these places made to sum to 1, zeros elsewhere; None if nothing is kept."""
    q = np.zeros_like(p)
    q[kept] = p[kept]
    return q / q.sum() if q.sum() > 0 else None


def truth(p, t):
    """The filtered distribution (V,)."""
    return only(p, places(p, t))


def drawn(rng, V, t):
    """Probabilities (V,), unsorted; no sum in decreasing order is near t; 3 kept or more."""
    while True:
        p = rng.dirichlet(np.ones(V))
        sums = np.cumsum(np.sort(p)[::-1])
        if abs(sums - t).min() > 2e-3 and 3 <= len(places(p, t)) < V - 1 and p[0] < p.max():
            return p


def mistakes(p, t):
    """What usual mistakes lead to; those that change nothing here are left out."""
    right, kept = truth(p, t), places(p, t)
    order, V = np.argsort(-p, kind="stable"), len(p)
    in_order = np.append(0.0, np.cumsum(p)[:-1]) < t
    led = [
        (CROSSING, only(p, kept[:-1])),
        (ONE_MORE, only(p, order[: len(kept) + 1])),
        (NOT_RENORMALISED, right * p[kept].sum()),
        (UNSORTED, only(p, in_order)),
        (SHARE, only(p, order[: max(1, round(t * V))])),
        (THRESHOLD, only(p, p >= 1 - t)),
        (SORTED, np.sort(right)[::-1]),
    ]
    return [(s, value) for s, value in led if value is not None and not np.allclose(value, right)]


def agrees(student, p, t):
    """The student's distribution is the right one."""
    got = student.top_p(p, t)
    inputs = {"p": p, "t": t}
    check.close(got, truth(p, t), rtol=RTOL, inputs=inputs, explain=mistakes(p, t))


@suite.test(
    points=1,
    title={"fr": "L’exemple de l’énoncé", "en": "The example of the statement"},
)
def example(student):
    agrees(student, np.array([0.05, 0.5, 0.05, 0.3, 0.1]), 0.7)


@suite.test(
    points=1,
    title={"fr": "Neuf mots, t = 0,75", "en": "Nine words, t = 0.75"},
)
def nine_words(student, rng):
    p = drawn(rng, 9, 0.75)
    suite.show(check.plot.bars({str(i): float(x) for i, x in enumerate(p)}, title="p"))
    agrees(student, p, 0.75)


@suite.test(
    points=1,
    title={
        "fr": "Le nombre de mots s’adapte à la loi",
        "en": "How many words remain adapts to the distribution",
    },
)
def adapts(student, rng):
    flat, peaked = np.ones(8) / 8, np.array([0.04, 0.03, 0.9, 0.03])
    check.close(student.top_p(flat, 0.6), truth(flat, 0.6), rtol=RTOL, inputs={"p": flat, "t": 0.6})
    agrees(student, peaked, 0.6)
    for t in (0.55, 0.9):
        agrees(student, drawn(rng, 12, t), t)


@suite.test(
    points=1,
    title={"fr": "Un mot au moins, un petit seuil", "en": "At least one word, a small threshold"},
)
def at_least_one(student, rng):
    p = drawn(rng, 7, 0.8)
    want = np.where(np.arange(7) == p.argmax(), 1.0, 0.0)
    check.close(student.top_p(p, 0.01), want, rtol=RTOL, inputs={"p": p, "t": 0.01})


@suite.test(
    points=1,
    visible=False,
    title={"fr": "t = 1 : rien ne change", "en": "t = 1: nothing changes"},
    hint={
        "fr": "Tous les mots sont gardés, même si leur somme calculée reste un rien sous 1.",
        "en": "All words are kept, even if their computed sum stays a trifle below 1.",
    },
)
def everything(student):
    # sums of these are exact, so that the last word is the one that reaches 1
    for p in (np.array([0.125, 0.5, 0.0625, 0.25, 0.0625]), np.ones(10) / 10, np.array([1.0])):
        check.close(student.top_p(p, 1.0), p, rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={
        "fr": "Seuil atteint, ou presque ; mots à égalité",
        "en": "A threshold reached, or nearly; equal words",
    },
    hint={
        "fr": "Atteindre, c’est $\\ge$ ; à égalité, le plus petit indice est pris d’abord.",
        "en": "To reach is $\\ge$; among equals the smaller index is taken first.",
    },
)
def nearly(student):
    # powers of two: sums are exact
    p = np.array([0.125, 0.5, 0.125, 0.25])
    twenty = np.tile([0.03125, 0.0625, 0.03125, 0.125], 4)
    for case in (p, twenty):
        for t in (0.5, 0.75, 0.7501, 0.8751, 0.2499):
            check.close(student.top_p(case, t), truth(case, t), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs="nine_words",
    title={"fr": "Le tableau reste intact", "en": "The array is left alone"},
    hint={
        "fr": "Une affectation dans `p` change le tableau reçu.",
        "en": "An assignment into `p` changes the array that was given.",
    },
)
def array_intact(student, rng):
    p = drawn(rng, 7, 0.7)
    _, after = student.after.top_p(p, 0.7)
    check.equal(after[0], p)
