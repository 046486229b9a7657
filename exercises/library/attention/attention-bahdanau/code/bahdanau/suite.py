"""Seven tests of bahdanau: truth is the formula by PyTorch, one position after the other."""

import numpy as np
import torch

from graders.sdk import check, suite

RTOL = 1e-9
SIZES = {"T": (2, 5), "m": (1, 4), "n": (1, 4), "k": (1, 4)}
NO_TANH = {
    "fr": "La tangente hyperbolique manque : sans elle, $W_a s$ s’ajoute à tous les scores et le softmax l’annule.",
    "en": "The hyperbolic tangent is missing: without it $W_a s$ shifts all scores alike, and the softmax cancels it.",
}
SIGMOID = {
    "fr": "Les scores passent par une sigmoïde ; il faut un softmax sur les positions.",
    "en": "The scores go through a sigmoid; it has to be a softmax over the positions.",
}
RAW = {
    "fr": "Ce sont les scores $e_j$ eux-mêmes : le softmax manque.",
    "en": "These are the scores $e_j$ themselves: the softmax is missing.",
}
MEAN = {
    "fr": "Le contexte est la moyenne simple des états : les poids n’y entrent pas.",
    "en": "The context is the plain mean of the states: the weights play no part in it.",
}
NO_STATE = {
    "fr": "Le terme $W_a s$ manque dans la tangente hyperbolique : c’est le résultat pour `s` = 0.",
    "en": "The term $W_a s$ is missing in the hyperbolic tangent: this is the result for `s` = 0.",
}
SWAPPED = {
    "fr": "Le contexte et les poids sont échangés : renvoyez `(c, alpha)`.",
    "en": "Context and weights are exchanged: return `(c, alpha)`.",
}


def drawn(rng, T, m, n, k):
    """The arguments of bahdanau, of order one: tanh bends, and does not saturate."""
    shapes = (n,), (T, m), (k, n), (k, m), (k,)
    return tuple(0.8 * rng.normal(size=shape) for shape in shapes)


def truth(s, H, Wa, Ua, va):
    """Context (m,) and weights (T,) by PyTorch, position by position."""
    s, H, Wa, Ua, va = (torch.from_numpy(a) for a in (s, H, Wa, Ua, va))
    scores = torch.stack([torch.dot(va, torch.tanh(Wa.mv(s) + Ua.mv(h))) for h in H])
    alpha = torch.softmax(scores, dim=0)
    return sum(a * h for a, h in zip(alpha, H, strict=True)).numpy(), alpha.numpy()


def weights_of(scores):
    """Their softmax, shape (T,)."""
    e = np.exp(scores - scores.max())
    return e / e.sum()


def mistakes(args):
    """What usual mistakes lead to, as pairs of context and weights."""
    s, H, Wa, Ua, va = args
    linear = (Wa @ s + H @ Ua.T) @ va
    scores = np.tanh(Wa @ s + H @ Ua.T) @ va
    led = [(NO_TANH, weights_of(linear)), (SIGMOID, 1 / (1 + np.exp(-scores))), (RAW, scores)]
    right = truth(*args)
    return [
        *[(say, (alpha @ H, alpha)) for say, alpha in led],
        (NO_STATE, truth(0 * s, H, Wa, Ua, va)),
        (MEAN, (H.mean(axis=0), right[1])),
        (SWAPPED, (right[1], right[0])),
    ]


@suite.test(
    points=1,
    title={
        "fr": "Un couple : contexte (3,), poids (5,)",
        "en": "A pair: context (3,), weights (5,)",
    },
)
def shapes(student, rng):
    context, alpha = student.bahdanau(*drawn(rng, T=5, m=3, n=4, k=2))
    check.shape(context, (3,))
    check.shape(alpha, (5,))


@suite.test(
    points=1,
    title={"fr": "Les poids, contre PyTorch", "en": "The weights, against PyTorch"},
)
def weights(student, rng):
    args = drawn(rng, T=6, m=4, n=3, k=5)
    explain = [(say, led[1]) for say, led in mistakes(args) if say not in (MEAN, SWAPPED)]
    check.close(student.bahdanau(*args)[1], truth(*args)[1], rtol=RTOL, explain=explain)


@suite.test(
    points=1,
    title={"fr": "Contexte et poids", "en": "Context and weights"},
    sizes=SIZES,
)
def both(
    student,
    s=suite.vector("n"),
    H=suite.matrix("T", "m"),
    Wa=suite.matrix("k", "n"),
    Ua=suite.matrix("k", "m"),
    va=suite.vector("k"),
):
    args = s, H, Wa, Ua, va
    found = student.bahdanau(*args)
    check.close(found, truth(*args), rtol=RTOL, explain=mistakes(args), names=("c", "alpha"))


@suite.test(
    points=1,
    title={
        "fr": "va = 0 : poids égaux, contexte moyen",
        "en": "va = 0: equal weights, the mean context",
    },
)
def no_preference(student, rng):
    s, H, Wa, Ua, va = drawn(rng, T=5, m=3, n=4, k=2)
    say = {
        "fr": "Si tous les scores sont nuls, chaque position pèse $1/T$.",
        "en": "If all scores are zero, each position weighs $1/T$.",
    }
    want = H.mean(axis=0), np.full(5, 0.2)
    found = student.bahdanau(s, H, Wa, Ua, 0 * va)
    check.close(found, want, rtol=RTOL, say=say, names=("c", "alpha"))


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Une seule position", "en": "A single position"},
    hint={
        "fr": "Quand T = 1, `alpha` garde sa forme (1,) et `c` est l’état lui-même.",
        "en": "When T = 1, `alpha` keeps its shape (1,), and `c` is the state itself.",
    },
)
def one_position(student, rng):
    for k in (1, 3):
        args = drawn(rng, T=1, m=3, n=4, k=k)
        check.close(student.bahdanau(*args), (args[1][0], np.ones(1)), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Grands scores : fini", "en": "Large scores: finite"},
    hint={
        "fr": "$e^{1000}$ déborde ; soustrayez d’abord le plus grand score.",
        "en": "$e^{1000}$ overflows; subtract the largest score first.",
    },
)
def large_scores(student, rng):
    for sign in (-1.0, 1.0):
        s, H, Wa, Ua, va = drawn(rng, T=5, m=3, n=4, k=2)
        s[0], Wa[:, 0], va[:] = 20.0, 1.0, sign * 450.0  # tanh near 1 at all positions
        args = s, H, Wa, Ua, va
        check.close(student.bahdanau(*args), truth(*args), rtol=RTOL)
        apart = np.array([[9.0, 9.0, 0.3], [9.0, 0.35, -0.2], [9.0, 1.0, 0.1]])
        args = s, apart, np.zeros((2, 4)), np.eye(2, 3), va  # scores near 900, 601 and 793
        check.close(student.bahdanau(*args), truth(*args), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs="weights",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "Chaque argument reste tel quel.",
        "en": "Every argument stays as it was.",
    },
)
def arguments_intact(student, rng):
    args = drawn(rng, T=5, m=3, n=4, k=2)
    _, after = student.after.bahdanau(*args)
    for now, before in zip(after, args, strict=True):
        check.equal(now, before)
