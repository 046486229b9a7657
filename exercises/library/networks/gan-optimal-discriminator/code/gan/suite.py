"""gan: the discriminator, its value against entropies, and a search for a better one."""

import math

import numpy as np

from graders.sdk import check, suite

RTOL = 1e-9
SWAPPED = {
    "fr": "C’est $q/(p+q)$ : la probabilité que l’exemple soit **engendré**. Il faut celle qu’il soit"
    " vrai.",
    "en": "This is $q/(p+q)$: the probability that the example is **generated**. That of being real"
    " is asked.",
}
RATIO = {
    "fr": "C’est $p/q$ : comparez $p$ au total $p + q$.",
    "en": "This is $p/q$: compare $p$ with the total $p + q$.",
}
HALF = {
    "fr": "C’est $V/2$ : l’objectif est la somme des deux espérances, non leur moyenne.",
    "en": "This is $V/2$: the objective is the sum of both expectations, not their mean.",
}
SAME_LAW = {
    "fr": "Le second terme est une espérance sous $q$, non sous $p$.",
    "en": "The second term is an expectation under $q$, not under $p$.",
}
LOSS = {
    "fr": "C’est $-V$, la perte du discriminateur ; il faut l’objectif.",
    "en": "This is $-V$, the loss of the discriminator; the objective is asked.",
}
BITS = {
    "fr": "La valeur est en bits : prenez le logarithme naturel.",
    "en": "The value is in bits: take the natural logarithm.",
}
DIVERGENCE = {
    "fr": "C’est la divergence JS ; $V = 2\\,\\mathrm{JS} - \\ln 4$.",
    "en": "This is the JS divergence; $V = 2\\,\\mathrm{JS} - \\ln 4$.",
}
FIRST = {
    "fr": "Il n’y a que le terme des vraies données ; celui des exemples engendrés manque.",
    "en": "Only the term of the real data is there; that of the generated examples is missing.",
}
BEATEN = {
    "fr": "Un discriminateur tiré au hasard atteint {:.6f}, plus que `V` = {:.6f}.",
    "en": "A discriminator drawn at random reaches {:.6f}, more than `V` = {:.6f}.",
}
CHANGED = {"fr": "`gan` modifie son argument.", "en": "`gan` changes its argument."}


def law(rng, K):
    """Positive probabilities of sum 1, none of them small."""
    weights = rng.uniform(0.2, 1.5, size=K)
    return weights / weights.sum()


def entropy(a):
    """The entropy of a law that may have zeros, in nats."""
    return -math.fsum(x * math.log(x) for x in a.tolist() if x > 0)


def divergence(p, q):
    """Jensen-Shannon, by entropies."""
    return entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2


def best(p, q):
    """The value of the objective at its maximum."""
    return 2 * divergence(p, q) - math.log(4)


def objective(D, p, q):
    """V(D), for D strictly between 0 and 1."""
    return float(p @ np.log(D) + q @ np.log1p(-D))


@suite.test(points=2, title={"fr": "Le discriminateur", "en": "The discriminator"})
def optimal(student, rng):
    p, q = law(rng, 5), law(rng, 5)
    D, _ = student.gan(p, q)
    ratio = p / q
    explain = [(SWAPPED, q / (p + q)), (RATIO, ratio), (RATIO, ratio / ratio.sum())]
    check.close(D, 1 / (1 + q / p), rtol=RTOL, inputs={"p": p, "q": q}, explain=explain)


@suite.test(points=2, title={"fr": "La valeur : 2 JS − ln 4", "en": "The value: 2 JS − ln 4"})
def value(student, rng):
    p, q = law(rng, 4), law(rng, 4)
    _, V = student.gan(p, q)
    D, right = p / (p + q), best(p, q)
    explain = [
        (HALF, right / 2),
        (SAME_LAW, float(p @ np.log(D) + p @ np.log1p(-D))),
        (LOSS, -right),
        (BITS, right / math.log(2)),
        (DIVERGENCE, divergence(p, q)),
        (FIRST, float(p @ np.log(D))),
        (SWAPPED, objective(1 - D, p, q)),
    ]
    check.close(V, right, rtol=RTOL, inputs={"p": p, "q": q}, explain=explain)


@suite.test(
    points=1,
    title={"fr": "Aucun discriminateur ne fait mieux", "en": "No discriminator does better"},
)
def nothing_better(student, rng):
    p, q = law(rng, 6), law(rng, 6)
    D, V = student.gan(p, q)
    check.shape(D, (6,))
    near = np.clip(np.asarray(D) + rng.normal(scale=0.05, size=(100, 6)), 0.01, 0.99)
    tried = max(objective(other, p, q) for other in (*near, *rng.uniform(0.01, 0.99, (100, 6))))
    say = {
        key: text.format(tried, V).replace(".", "," if key == "fr" else ".", 2)
        for key, text in BEATEN.items()
    }
    check.true(tried <= V + 1e-12, say=say)
    check.close(V, objective(np.asarray(D), p, q), rtol=RTOL)


@suite.test(
    points=1,
    title={
        "fr": "Un générateur parfait : 1/2 et −ln 4",
        "en": "A perfect generator: 1/2 and −ln 4",
    },
)
def equal_laws(student, rng):
    p = law(rng, 7)
    check.close(student.gan(p, p.copy()), (np.full(7, 0.5), -math.log(4)), rtol=RTOL)


@suite.test(
    points=1,
    needs=("optimal", "value"),
    visible=False,
    title={"fr": "Des probabilités nulles", "en": "Probabilities of zero"},
    hint={
        "fr": "$0 \\ln 0 = 0$, mais `0 * np.log(0)` vaut `nan`. Lois disjointes : $V = 0$.",
        "en": "$0 \\ln 0 = 0$, but `0 * np.log(0)` is `nan`. Disjoint distributions: $V = 0$.",
    },
)
def zeros(student, rng):
    p, q = np.zeros(5), np.zeros(5)
    p[:3], q[2:] = law(rng, 3), law(rng, 3)
    D, V = student.gan(p, q)
    check.close(D, [1, 1, p[2] / (p[2] + q[2]), 0, 0], rtol=RTOL)
    check.close(V, best(p, q), rtol=RTOL)
    p[2], q[2] = 0, 0
    apart = student.gan(np.r_[p[:2] / p[:2].sum(), 0, 0], np.r_[0, 0, q[3:] / q[3:].sum()])
    check.close(apart, ([1, 1, 0, 0], 0.0), rtol=0, atol=1e-12)


@suite.test(
    points=0.5,
    needs=("optimal", "value"),
    visible=False,
    title={"fr": "De très petites probabilités", "en": "Very small probabilities"},
    hint={
        "fr": "Si $q_k = 10^{-30}$, `1 - D` vaut exactement 0 : écrivez $1 - D$ autrement.",
        "en": "With $q_k = 10^{-30}$, `1 - D` is exactly 0: write $1 - D$ in another way.",
    },
)
def tiny(student, rng):
    p, q = law(rng, 4), law(rng, 4)
    q[0] = 1e-30
    q[1:] /= q[1:].sum()
    check.close(student.gan(p, q)[1], best(p, q), rtol=RTOL)
    check.close(student.gan(q, p)[1], best(p, q), rtol=RTOL)


@suite.test(
    points=0.5,
    needs=("optimal", "value"),
    visible=False,
    title={
        "fr": "Un seul exemple, beaucoup d’exemples ; les arguments restent intacts",
        "en": "One example, many examples; the arguments stay as they are",
    },
    hint={
        "fr": "Pour K = 1, les deux lois sont égales. Ne modifiez ni `p` ni `q`.",
        "en": "For K = 1 both distributions are equal. Change neither `p` nor `q`.",
    },
)
def intact(student, rng):
    for K in (1, 300):
        p, q = law(rng, K), law(rng, K)
        (D, V), after = student.after.gan(p, q)
        check.close(V, best(p, q), rtol=RTOL)
        check.close(D, 1 / (1 + q / p), rtol=RTOL)
        for before, now in zip((p, q), after):
            check.equal(now, before, say=CHANGED)
