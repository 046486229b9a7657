"""Eight tests of crf_nll: truth is the sum over all labellings, in the judge."""

import itertools

import numpy as np

from graders.sdk import check, suite

RTOL = 1e-9
BACKWARDS = {
    "fr": "Les transitions du score sont lues à l’envers : `Tr[i, j]` va de `i` à `j`.",
    "en": "The transitions of the score are read backwards: `Tr[i, j]` goes from `i` to `j`.",
}
Z_BACKWARDS = {
    "fr": "Les transitions sont lues à l’envers dans $Z$ : `Tr[i, j]` va de `i` à `j`.",
    "en": "The transitions are read backwards in $Z$: `Tr[i, j]` goes from `i` to `j`.",
}
BEST = {
    "fr": "C’est le meilleur score moins $s(y)$ : $Z$ somme sur tous les étiquetages.",
    "en": "This is the best score less $s(y)$: $Z$ sums over all labellings.",
}
LOCAL = {
    "fr": "Chaque instant est normalisé à part (un MEMM) ; la normalisation est globale.",
    "en": "Each time is normalised on its own (an MEMM); the normalisation is global.",
}
NO_MOVES = {
    "fr": "Les transitions ne jouent aucun rôle.",
    "en": "The transitions play no part.",
}
ONLY_Z = {
    "fr": "C’est $\\ln Z$ : le score $s(y)$ n’est pas soustrait.",
    "en": "This is $\\ln Z$: the score $s(y)$ is not subtracted.",
}


def drawn(rng, T, K):
    """Scores E (T, K), transitions (K, K) and labels of order one."""
    return rng.normal(size=(T, K)), rng.normal(size=(K, K)), rng.integers(0, K, size=T).tolist()


def scores(E, Tr):
    """The scores of all K**T labellings, an array with T axes of K."""
    found = E[0]
    for row in E[1:]:
        found = found[..., None] + Tr + row
    return found


def log_sum(values):
    """ln of the sum of the exponentials of all values."""
    top = values.max()
    return float(top + np.log(np.exp(values - top).sum()))


def truth(E, Tr, y):
    """-ln p(y) by the sum over all labellings."""
    every = scores(E, Tr)
    return log_sum(every) - float(every[tuple(y)])


def local(E, Tr, y):
    """-ln p(y) of the model that is normalised at each time."""
    rows = [E[0], *(Tr[i] + row for i, row in zip(y[:-1], E[1:], strict=True))]
    return sum(log_sum(row) - float(row[j]) for row, j in zip(rows, y, strict=True))


def mistakes(E, Tr, y):
    """What usual mistakes lead to."""
    every, backwards = scores(E, Tr), scores(E, Tr.T)
    score, total = float(every[tuple(y)]), log_sum(every)
    return [
        (BACKWARDS, total - float(backwards[tuple(y)])),
        (Z_BACKWARDS, log_sum(backwards) - score),
        (BEST, float(every.max()) - score),
        (LOCAL, local(E, Tr, y)),
        (NO_MOVES, truth(E, 0 * Tr, y)),
        (ONLY_Z, total),
    ]


def agrees(student, E, Tr, y):
    """The student's loss is that by all labellings, to 1e-9."""
    inputs = {"E": E, "Tr": Tr, "y": y}
    explain = mistakes(E, Tr, y)
    check.close(
        student.crf_nll(E, Tr, y), truth(E, Tr, y), rtol=RTOL, inputs=inputs, explain=explain
    )


@suite.test(
    points=1,
    title={
        "fr": "T = 2, K = 3, contre tous les étiquetages",
        "en": "T = 2, K = 3, against all labellings",
    },
)
def two_steps(student, rng):
    E, Tr, _ = drawn(rng, 2, 3)
    agrees(student, E, Tr, rng.permutation(3)[:2].tolist())


@suite.test(
    points=1,
    title={
        "fr": "T = 5, K = 3, contre tous les étiquetages",
        "en": "T = 5, K = 3, against all labellings",
    },
)
def five_steps(student, rng):
    E, Tr, _ = drawn(rng, 5, 3)
    order = rng.permutation(3).tolist()
    agrees(student, E, Tr, [*order, order[1], order[1]])


@suite.test(
    points=1,
    title={"fr": "Les probabilités somment à 1", "en": "The probabilities sum to 1"},
)
def sums_to_one(student, rng):
    E, Tr, _ = drawn(rng, 3, 2)
    every = [(E, Tr, list(y)) for y in itertools.product(range(2), repeat=3)]
    got = np.array(student.many(student.crf_nll, every))
    check.close(got, [truth(*case) for case in every], rtol=RTOL)
    check.close(np.exp(-got).sum(), 1.0, rtol=RTOL)


@suite.test(
    points=1,
    title={"fr": "Un HMM est un CRF", "en": "An HMM is a CRF"},
)
def hidden_markov(student, rng):
    pi, A, B = rng.dirichlet(np.ones(3)), rng.dirichlet(np.ones(3), 3), rng.dirichlet(np.ones(4), 3)
    obs, y = rng.integers(0, 4, size=4), rng.permutation(3)[[0, 1, 2, 1]]
    E = np.log(B[:, obs].T)
    E[0] += np.log(pi)
    alpha = pi * B[:, obs[0]]
    for o in obs[1:]:
        alpha = alpha @ A * B[:, o]
    joint = pi[y[0]] * np.prod(A[y[:-1], y[1:]]) * np.prod(B[y, obs])
    say = {
        "fr": "Avec les logarithmes d’un HMM pour scores, $p(y)$ est la probabilité a posteriori du"
        " chemin.",
        "en": "With the logarithms of an HMM as scores, $p(y)$ is the posterior probability of the"
        " path.",
    }
    got = student.crf_nll(E, np.log(A), y.tolist())
    explain = mistakes(E, np.log(A), y.tolist())
    check.close(got, np.log(alpha.sum() / joint), rtol=RTOL, say=say, explain=explain)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Un seul instant", "en": "A single time"},
    hint={
        "fr": "Quand T = 1, il n’y a pas de transition : c’est l’entropie croisée d’un softmax.",
        "en": "When T = 1 there is no transition: it is the cross-entropy of a softmax.",
    },
)
def one_step(student, rng):
    E, Tr, _ = drawn(rng, 1, 4)
    cases = [(E, Tr, [k]) for k in range(4)]
    got = student.many(student.crf_nll, cases)
    check.close(got, [truth(*case) for case in cases], rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "T = 500, grands scores : fini et juste", "en": "T = 500, large scores: finite"},
    hint={
        "fr": "$e^{1000}$ déborde, et le produit de 500 termes aussi : restez en logarithmes.",
        "en": "$e^{1000}$ overflows, and so does a product of 500 terms: stay with logarithms.",
    },
)
def long_sequence(student, reference, rng):
    E, Tr, y = drawn(rng, 500, 3)
    want = reference.crf_nll(E, Tr, y)
    for shift in (0.0, 1000.0, -1000.0):
        check.close(student.crf_nll(E + shift, Tr, y), want, rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Des transitions interdites", "en": "Forbidden transitions"},
    hint={
        "fr": "Un score $-\\infty$ ne contribue pas à $Z$ ; évitez $\\infty - \\infty$.",
        "en": "A score of $-\\infty$ adds nothing to $Z$; avoid $\\infty - \\infty$.",
    },
)
def forbidden(student, rng):
    E, Tr, _ = drawn(rng, 4, 3)
    Tr[1, 0] = Tr[2, 0] = Tr[2, 1] = -np.inf
    for y in ([0, 0, 1, 2], [1, 1, 1, 1]):
        check.close(student.crf_nll(E, Tr, y), truth(E, Tr, y), rtol=RTOL)
    Tr[:, 1] = -np.inf
    check.close(student.crf_nll(E, Tr, [0, 0, 2, 2]), truth(E, Tr, [0, 0, 2, 2]), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs="five_steps",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "Chaque argument reste tel quel : `alpha = E[0]` est une vue.",
        "en": "Every argument stays as it was: `alpha = E[0]` is a view.",
    },
)
def arguments_intact(student, rng):
    args = drawn(rng, 4, 3)
    _, after = student.after.crf_nll(*args)
    for now, before in zip(after, args, strict=True):
        check.equal(now, before)
