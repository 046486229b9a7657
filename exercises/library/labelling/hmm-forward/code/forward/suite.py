"""Seven tests of hmm_forward: truth is the sum over all paths, or a recursion in the log domain."""

import itertools
import math

import numpy as np

from graders.sdk import check, suite

RTOL = 1e-9
BACKWARDS = {
    "fr": "$A$ est lue à l’envers : `A @ alpha` somme sur l’état d’arrivée ; il faut `alpha @ A`.",
    "en": "$A$ is read backwards: `A @ alpha` sums over the state one goes to; it has to be"
    " `alpha @ A`.",
}
BEST_PATH = {
    "fr": "C’est la probabilité du meilleur chemin (Viterbi) ; il faut la somme sur tous.",
    "en": "This is the probability of the best path (Viterbi); the sum over all of them is asked.",
}
FIRST_FORGOTTEN = {
    "fr": "L’émission du premier symbole manque : $\\alpha_1(j) = \\pi_j B_{j o_1}$.",
    "en": "The emission of the first symbol is missing: $\\alpha_1(j) = \\pi_j B_{j o_1}$.",
}
START_MOVES = {
    "fr": "Une transition précède le premier symbole ; $\\pi$ est déjà la loi du premier état.",
    "en": "A transition comes before the first symbol; $\\pi$ already is the distribution of the first"
    " state.",
}
NOT_LOG = {
    "fr": "C’est la probabilité ; son logarithme est demandé.",
    "en": "This is the probability; its logarithm is asked.",
}
BASE_2 = {
    "fr": "Le logarithme est en base 2 ; il faut le logarithme naturel.",
    "en": "The logarithm is to base 2; the natural logarithm is asked.",
}


def model(rng, N, M):
    """pi (N,), A (N, N) and B (N, M) of a random model, far from uniform."""
    return rng.dirichlet(np.ones(N)), rng.dirichlet(np.ones(N), N), rng.dirichlet(np.ones(M), N)


def paths(pi, A, B, obs, first=True):
    """Probabilities of obs with each of the N**T state sequences, an array with T axes of N."""
    found = pi * B[:, obs[0]] if first else pi
    for o in obs[1:]:
        found = found[..., None] * A * B[:, o]
    return found


def truth(pi, A, B, obs):
    """Log-probability of obs by the sum over all paths."""
    return float(np.log(paths(pi, A, B, obs).sum()))


def by_logarithms(pi, A, B, obs):
    """Log-probability of obs by the recursion in the log domain, for long sequences."""
    with np.errstate(divide="ignore"):
        log_pi, log_A, log_B = np.log(pi), np.log(A), np.log(B)
    alpha = log_pi + log_B[:, obs[0]]
    for o in obs[1:]:
        alpha = np.logaddexp.reduce(alpha[:, None] + log_A, axis=0) + log_B[:, o]
    return float(np.logaddexp.reduce(alpha))


def mistakes(pi, A, B, obs):
    """What usual mistakes lead to."""
    right = truth(pi, A, B, obs)
    return [
        (BACKWARDS, truth(pi, A.T, B, obs)),
        (BEST_PATH, float(np.log(paths(pi, A, B, obs).max()))),
        (FIRST_FORGOTTEN, float(np.log(paths(pi, A, B, obs, first=False).sum()))),
        (START_MOVES, truth(pi @ A, A, B, obs)),
        (NOT_LOG, math.exp(right)),
        (BASE_2, right / math.log(2)),
    ]


def agrees(student, pi, A, B, obs):
    """The student's value is the sum over all paths, to 1e-9."""
    args = pi, A, B, obs
    inputs = {"pi": pi, "A": A, "B": B, "obs": obs}
    got = student.hmm_forward(*args)
    check.close(got, truth(*args), rtol=RTOL, inputs=inputs, explain=mistakes(*args))


@suite.test(
    points=1,
    title={
        "fr": "2 états, 3 symboles, contre tous les chemins",
        "en": "2 states, 3 symbols, against all paths",
    },
)
def two_states(student, rng):
    agrees(student, *model(rng, 2, 3), rng.permutation(3).tolist())


@suite.test(
    points=1,
    title={
        "fr": "4 états, 5 symboles, contre tous les chemins",
        "en": "4 states, 5 symbols, against all paths",
    },
)
def four_states(student, rng):
    agrees(student, *model(rng, 4, 5), [*rng.permutation(5).tolist(), 0])


@suite.test(
    points=1,
    title={
        "fr": "Les suites de longueur 3 : somme 1",
        "en": "The sequences of length 3: they sum to 1",
    },
)
def sums_to_one(student, rng):
    args = model(rng, 2, 3)
    every = [(*args, list(obs)) for obs in itertools.product(range(3), repeat=3)]
    got = student.many(student.hmm_forward, every)
    check.close(got, [truth(*case) for case in every], rtol=RTOL)
    check.close(math.fsum(math.exp(value) for value in got), 1.0, rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Un seul symbole", "en": "A single symbol"},
    hint={
        "fr": "Quand T = 1, il n’y a pas de transition : $P = \\sum_j \\pi_j B_{j o_1}$.",
        "en": "When T = 1 there is no transition: $P = \\sum_j \\pi_j B_{j o_1}$.",
    },
)
def one_symbol(student, rng):
    pi, A, B = model(rng, 3, 4)
    cases = [(pi, A, B, [m]) for m in range(4)]
    got = student.many(student.hmm_forward, cases)
    check.close(got, np.log(pi @ B), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "T = 2 000 : fini et juste", "en": "T = 2,000: finite and right"},
    hint={
        "fr": "Le produit de 2 000 probabilités vaut 0 en machine : divisez $\\alpha$ à chaque pas"
        " et gardez les logarithmes.",
        "en": "The product of 2,000 probabilities is 0 for the machine: divide $\\alpha$ at each"
        " step and keep the logarithms.",
    },
)
def long_sequence(student, rng):
    args = model(rng, 3, 4)
    obs = rng.integers(0, 4, size=2000).tolist()
    check.close(student.hmm_forward(*args, obs), by_logarithms(*args, obs), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Des probabilités nulles", "en": "Probabilities of zero"},
    hint={
        "fr": "Un modèle gauche-droite interdit des transitions et des états de départ.",
        "en": "A left-to-right model forbids some transitions and starting states.",
    },
)
def zeros(student, rng):
    _, A, B = model(rng, 3, 4)
    A = np.triu(A) / np.triu(A).sum(axis=1, keepdims=True)
    pi, obs = np.array([1.0, 0.0, 0.0]), rng.integers(0, 4, size=5).tolist()
    check.close(student.hmm_forward(pi, A, B, obs), truth(pi, A, B, obs), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs="four_states",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "Chaque argument reste tel quel.",
        "en": "Every argument stays as it was.",
    },
)
def arguments_intact(student, rng):
    args = *model(rng, 3, 4), rng.integers(0, 4, size=5).tolist()
    _, after = student.after.hmm_forward(*args)
    for now, before in zip(after, args, strict=True):
        check.equal(now, before)
