"""Six tests of sample: truth is the interval of u that belongs to each word, in the judge."""

import numpy as np

from graders.sdk import check, diagnosis, suite

TIMES_T = {
    "fr": "Les logits sont multipliés par $T$ ; il faut les diviser.",
    "en": "The logits are multiplied by $T$; they have to be divided.",
}
NO_T = {
    "fr": "La température ne change rien : c’est le tirage à $T = 1$.",
    "en": "The temperature changes nothing: this is the draw at $T = 1$.",
}
ARGMAX = {
    "fr": "C’est toujours le mot le plus probable : `u` ne joue aucun rôle.",
    "en": "This is always the most probable word: `u` plays no part.",
}
ONE_LATE = {
    "fr": "L’indice est trop grand de 1.",
    "en": "The index is too large by 1.",
}
FROM_THE_END = {
    "fr": "Les intervalles sont pris du dernier mot au premier.",
    "en": "The intervals are taken from the last word to the first.",
}


def law(logits, T):
    """Probabilities (V,) at temperature T."""
    z = logits / T
    e = np.exp(z - z.max())
    return e / e.sum()


def word(p, u):
    """The smallest index whose cumulative sum exceeds u."""
    total = 0.0
    for i, x in enumerate(p):
        total += x
        if total > u:
            return i
    return len(p) - 1


def drawn(rng, V):
    """Logits (V,) in no order."""
    return 1.2 * rng.permutation(np.linspace(-1, 1, V)) + 0.1 * rng.normal(size=V)


def inside(p):
    """Three values of u well inside the interval of each word, and the words."""
    starts = np.append(0.0, np.cumsum(p)[:-1])
    pairs = [
        (float(a + f * x), i) for i, (a, x) in enumerate(zip(starts, p)) for f in (0.1, 0.5, 0.9)
    ]
    return [u for u, _ in pairs], [i for _, i in pairs]


def agrees(student, logits, T):
    """The right word for values of u in each interval."""
    p = law(logits, T)
    us, want = inside(p)
    got = student.many(student.sample, [(logits, T, u) for u in us])
    led = [
        (TIMES_T, [word(law(logits, 1 / T), u) for u in us]),
        (NO_T, [word(law(logits, 1.0), u) for u in us]),
        (ARGMAX, [int(p.argmax())] * len(us)),
        (ONE_LATE, [i + 1 for i in want]),
        (FROM_THE_END, [len(p) - 1 - word(p[::-1], u) for u in us]),
    ]
    again = diagnosis.run_twice(lambda: student.many(student.sample, [(logits, T, u) for u in us]))
    inputs = {"logits": logits, "T": T, "u": us}
    check.equal([int(i) for i in got], want, inputs=inputs, explain=[*led, *again])


@suite.test(
    points=1,
    title={"fr": "T = 1 : l’intervalle de chaque mot", "en": "T = 1: the interval of each word"},
)
def each_interval(student, rng):
    logits = drawn(rng, 5)
    bars = {str(i): float(x) for i, x in enumerate(law(logits, 1.0))}
    suite.show(check.plot.bars(bars, title="p"))
    agrees(student, logits, 1.0)


@suite.test(
    points=1,
    title={"fr": "T = 0,5 et T = 2", "en": "T = 0.5 and T = 2"},
)
def temperatures(student, rng):
    for T in (0.5, 2.0):
        agrees(student, drawn(rng, 6), T)


@suite.test(
    points=1,
    title={"fr": "Les fréquences de 4 000 tirages", "en": "Frequencies of 4,000 draws"},
)
def frequencies(student, rng):
    logits = drawn(rng, 4)
    for T in (0.6, 1.7):
        calls = [(logits, T, float(u)) for u in rng.random(4000)]
        draws = [int(i) for i in student.many(student.sample, calls)]
        want = {i: float(x) for i, x in enumerate(law(logits, T))}
        check.distribution(draws, want)


@suite.test(
    points=1,
    visible=False,
    title={
        "fr": "T → 0 : le meilleur mot ; grands logits",
        "en": "T → 0: the best word; large logits",
    },
    hint={
        "fr": "$e^{z/T}$ déborde : soustrayez d’abord le plus grand logit.",
        "en": "$e^{z/T}$ overflows: subtract the largest logit first.",
    },
)
def cold(student, rng):
    logits = drawn(rng, 7)
    calls = [
        (logits + shift, 0.001, u) for shift in (0.0, 3000.0, -3000.0) for u in (0.01, 0.4, 0.99)
    ]
    got = [int(i) for i in student.many(student.sample, calls)]
    check.equal(got, [int(logits.argmax())] * len(calls))
    agrees(student, logits + 2000, 1.0)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "u aux bords", "en": "u at the edges"},
    hint={
        "fr": "$u = 0$ donne un mot de probabilité non nulle ; près de 1, l’indice reste permis.",
        "en": "$u = 0$ gives a word of nonzero probability; near 1 the index stays valid.",
    },
)
def edges(student):
    # powers of two: the cumulative sums are exact
    quarters = np.zeros(4)
    us = [0.0, 0.25, 0.5, 0.75, float(np.nextafter(1, 0))]
    got = student.many(student.sample, [(quarters, 1.0, u) for u in us])
    check.equal([int(i) for i in got], [0, 1, 2, 3, 3])
    check.equal(int(student.sample(np.array([-np.inf, 0.0, 1.0]), 1.0, 0.0)), 1)
    top = float(np.nextafter(1, 0))
    calls = [(np.sin(np.arange(V) * 1.7), 0.9, top) for V in range(3, 60)]
    got = student.many(student.sample, calls)
    check.true(max(int(i) - len(z) for i, (z, _, _) in zip(got, calls, strict=True)) < 0)


@suite.test(
    points=1,
    visible=False,
    needs="each_interval",
    title={
        "fr": "Un entier ; les logits restent intacts",
        "en": "An integer; the logits are left alone",
    },
    hint={
        "fr": "Le résultat est un nombre, non un tableau, et `logits` ne change pas.",
        "en": "The result is a number, not an array, and `logits` does not change.",
    },
)
def intact(student, rng):
    logits = drawn(rng, 5)
    for T, u in ((0.5, 0.3), (2.0, 0.7)):
        got, after = student.after.sample(logits, T, u)
        check.shape(np.asarray(got), ())
        check.equal(after[0], logits)
