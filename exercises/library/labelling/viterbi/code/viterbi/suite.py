"""Eight tests of viterbi: truth is the best of all paths; a path is judged by its probability."""

import math

import numpy as np

from graders.sdk import check, suite

RTOL = 1e-9
REVERSED = {
    "fr": "Le chemin est à l’envers : c’est le meilleur, lu du dernier état au premier.",
    "en": "The path is backwards: this is the best one, read from the last state to the first.",
}
NO_POINTERS = {
    "fr": "C’est, à chaque instant, l’état de plus grand $\\delta_t$ : il faut remonter par les"
    " pointeurs depuis le dernier.",
    "en": "This is, at each time, the state of the largest $\\delta_t$: go back by the pointers"
    " from the last one.",
}
POSTERIOR = {
    "fr": "C’est, à chaque instant, l’état le plus probable a posteriori : le meilleur chemin"
    " entier peut être un autre.",
    "en": "This is, at each time, the most probable state a posteriori: the best path as a whole"
    " may be another.",
}
EMISSIONS = {
    "fr": "C’est, à chaque instant, l’état qui émet le mieux le symbole : les transitions n’y"
    " entrent pas.",
    "en": "This is, at each time, the state that emits the symbol best: transitions play no part.",
}
SUMMED = {
    "fr": "C’est la probabilité de la suite, somme sur tous les chemins ; celle du meilleur est"
    " demandée.",
    "en": "This is the probability of the sequence, a sum over all paths; that of the best is"
    " asked.",
}
NOT_LOG = {
    "fr": "C’est la probabilité ; son logarithme est demandé.",
    "en": "This is the probability; its logarithm is asked.",
}
BACKWARDS = {
    "fr": "$A$ est lue à l’envers : $A_{ij}$ va de $i$ à $j$.",
    "en": "$A$ is read backwards: $A_{ij}$ goes from $i$ to $j$.",
}
NOT_A_PATH = {
    "fr": "`path` doit tenir T états, des entiers de 0 à N − 1.",
    "en": "`path` has to hold T states, integers from 0 to N − 1.",
}
NOT_BEST = {
    "fr": "Un autre chemin est plus probable que celui-ci.",
    "en": "Another path is more probable than this one.",
}


def model(rng, N, M):
    """pi (N,), A (N, N) and B (N, M) of a random model, far from uniform."""
    return rng.dirichlet(np.ones(N)), rng.dirichlet(np.ones(N), N), rng.dirichlet(np.ones(M), N)


def logs(pi, A, B):
    """Their logarithms; that of 0 is minus infinity."""
    with np.errstate(divide="ignore"):
        return np.log(pi), np.log(A), np.log(B)


def joint(q, pi, A, B, obs):
    """Log-probability of the path q and the symbols obs."""
    log_pi, log_A, log_B = logs(pi, A, B)
    return float(log_pi[q[0]] + log_A[q[:-1], q[1:]].sum() + log_B[q, obs].sum())


def all_paths(pi, A, B, obs):
    """Log-probabilities of obs with each of the N**T paths, an array with T axes of N."""
    log_pi, log_A, log_B = logs(pi, A, B)
    found = log_pi + log_B[:, obs[0]]
    for o in obs[1:]:
        found = found[..., None] + log_A + log_B[:, o]
    return found


def best_of(args):
    """The best path and its log-probability, among all paths."""
    found = all_paths(*args)
    return [int(i) for i in np.unravel_index(found.argmax(), found.shape)], float(found.max())


def by_pointless(pi, A, B, obs):
    """At each time, the state of the largest delta."""
    return [best_of((pi, A, B, obs[: t + 1]))[0][-1] for t in range(len(obs))]


def by_posterior(pi, A, B, obs):
    """At each time, the most probable state given all symbols."""
    p = np.exp(all_paths(pi, A, B, obs))
    axes = set(range(p.ndim))
    return [int(p.sum(axis=tuple(axes - {t})).argmax()) for t in range(p.ndim)]


DECODERS = [
    (REVERSED, lambda *args: best_of(args)[0][::-1]),
    (NO_POINTERS, by_pointless),
    (POSTERIOR, by_posterior),
    (EMISSIONS, lambda pi, A, B, obs: B[:, obs].argmax(axis=0).tolist()),
    (BACKWARDS, lambda pi, A, B, obs: best_of((pi, A.T, B, obs))[0]),
]


def states(got, args):
    """What was got as a list of T states. Fails the check if it is none."""
    N, T = len(args[0]), len(args[3])
    found = np.asarray(got)
    whole = found.shape == (T,) and found.dtype.kind in "iu"
    check.true(whole and bool(((found >= 0) & (found < N)).all()), say=NOT_A_PATH)
    return found.tolist()


def as_probable(got, cases):
    """Each path of got is as probable as the best; else one mistake that led to all of them."""
    found = [joint(path, *case) for path, case in zip(got, cases, strict=True)]
    want = [best_of(case)[1] for case in cases]
    explain = [
        (say, found)
        for say, decode in DECODERS
        if np.array(found).min() > -np.inf and got == [decode(*case) for case in cases]
    ]
    check.close(found, want, rtol=RTOL, say=NOT_BEST, explain=explain)


@suite.test(
    points=1,
    title={
        "fr": "Un couple : T états et un nombre",
        "en": "A pair: T states and a number",
    },
)
def pair(student, rng):
    args = *model(rng, 3, 4), rng.integers(0, 4, size=5).tolist()
    path, logp = student.viterbi(*args)
    states(path, args)
    check.shape(np.asarray(logp), ())


@suite.test(
    points=1,
    title={"fr": "Le chemin le plus probable", "en": "The most probable path"},
    needs="pair",
)
def best_path(student, rng):
    cases = [(*model(rng, 3, 4), rng.integers(0, 4, size=5).tolist()) for _ in range(12)]
    found = student.many(student.viterbi, cases)
    got = [states(path, case) for (path, _), case in zip(found, cases, strict=True)]
    as_probable(got, cases)


@suite.test(
    points=1,
    title={"fr": "Sa log-probabilité", "en": "Its log-probability"},
    needs="pair",
)
def log_probability(student, rng):
    for N, M in ((3, 4), (4, 5)):
        args = *model(rng, N, M), [*rng.permutation(M).tolist(), 0]
        pi, A, B, obs = args
        right = best_of(args)[1]
        total = float(np.log(np.exp(all_paths(*args)).sum()))
        explain = [
            (SUMMED, total),
            (NOT_LOG, math.exp(right)),
            (BACKWARDS, best_of((pi, A.T, B, obs))[1]),
            (EMISSIONS, joint(B[:, obs].argmax(axis=0), *args)),
        ]
        inputs = {"pi": pi, "A": A, "B": B, "obs": obs}
        check.close(student.viterbi(*args)[1], right, rtol=RTOL, inputs=inputs, explain=explain)


@suite.test(
    points=1,
    title={"fr": "Un seul symbole", "en": "A single symbol"},
    needs="pair",
)
def one_symbol(student, rng):
    args = *model(rng, 4, 3), [1]
    path, logp = student.viterbi(*args)
    want, value = best_of(args)
    check.equal(states(path, args), want)
    check.close(logp, value, rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Le chemin a bien cette probabilité", "en": "The path has that very probability"},
    needs="pair",
    hint={
        "fr": "Recalculez la probabilité conjointe de `path` : elle doit égaler `logp`.",
        "en": "Compute the joint probability of `path` again: it has to equal `logp`.",
    },
)
def consistent(student, rng):
    cases = [(*model(rng, 4, 5), rng.integers(0, 5, size=7).tolist()) for _ in range(3)]
    for (path, logp), case in zip(student.many(student.viterbi, cases), cases, strict=True):
        check.close(logp, best_of(case)[1], rtol=RTOL)
        check.close(joint(states(path, case), *case), logp, rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Des transitions interdites", "en": "Forbidden transitions"},
    needs="pair",
    hint={
        "fr": "L’état le plus probable à chaque instant peut donner un chemin impossible.",
        "en": "The most probable state of each instant may give an impossible path.",
    },
)
def forbidden(student, rng):
    A = np.array([[0.0, 0.5, 0.5], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    first = np.array([0.4, 0.3, 0.3]), A, np.ones((3, 1)), [0, 0]
    order = rng.permutation(3)
    moved = first[0][order], A[np.ix_(order, order)], first[2], [0] * 5
    left_right = np.triu(rng.dirichlet(np.ones(3), 3) + 0.1)
    left_right /= left_right.sum(axis=1, keepdims=True)
    start = np.array([1.0, 0.0, 0.0])
    last = start, left_right, rng.dirichlet(np.ones(3), 3), rng.integers(0, 3, size=6).tolist()
    cases = [first, moved, last]
    for (path, logp), case in zip(student.many(student.viterbi, cases), cases, strict=True):
        want = best_of(case)[1]
        check.close(joint(states(path, case), *case), want, rtol=RTOL, say=NOT_BEST)
        check.close(logp, want, rtol=RTOL)
    stuck = np.array([0.5, 0.5]), np.eye(2), np.array([[0.9, 0.1], [0.1, 0.9]])
    case = *stuck, [0] * 20 + [1] * 21  # the one switch that would explain it is forbidden
    path, logp = student.viterbi(*case)
    want = max(joint([state] * 41, *case) for state in (0, 1))
    check.close(joint(states(path, case), *case), want, rtol=RTOL, say=NOT_BEST)
    check.close(logp, want, rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "T = 1 000 : fini et juste", "en": "T = 1,000: finite and right"},
    needs="pair",
    hint={
        "fr": "Le produit de 1 000 probabilités vaut 0 en machine : ajoutez des logarithmes.",
        "en": "The product of 1,000 probabilities is 0 for the machine: add logarithms.",
    },
)
def long_sequence(student, reference, rng):
    args = *model(rng, 3, 4), rng.integers(0, 4, size=1000).tolist()
    path, logp = student.viterbi(*args)
    check.close(joint(states(path, args), *args), logp, rtol=RTOL)
    check.close(logp, reference.viterbi(*args)[1], rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    needs="log_probability",
    hint={
        "fr": "Chaque argument reste tel quel.",
        "en": "Every argument stays as it was.",
    },
)
def arguments_intact(student, rng):
    args = *model(rng, 3, 4), rng.integers(0, 4, size=5).tolist()
    _, after = student.after.viterbi(*args)
    for now, before in zip(after, args, strict=True):
        check.equal(now, before)
