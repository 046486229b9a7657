"""Eight tests of clip: truth is torch.nn.utils.clip_grad_norm_, in the judge."""

import numpy as np
import torch

from graders.sdk import check, diagnosis, suite

RTOL = 1e-9
PAIR = {
    "fr": "`clip` renvoie un couple : la liste des tableaux écrêtés, puis la norme d’avant.",
    "en": "`clip` returns a pair: the list of clipped arrays, then the norm before.",
}
EACH = {
    "fr": "Chaque tableau est écrêté à part ; il faut une seule norme, celle de tous.",
    "en": "Each array is clipped on its own; there is a single norm, that of all.",
}
BY_VALUE = {
    "fr": "C’est l’écrêtage valeur par valeur (`np.clip`) : il change la direction.",
    "en": "This is clipping value by value (`np.clip`): it changes the direction.",
}
SQUARED = {
    "fr": "C’est le carré de la norme : la racine manque.",
    "en": "This is the square of the norm: the root is missing.",
}
NORM_AFTER = {
    "fr": "C’est la norme après l’écrêtage ; celle d’avant est demandée.",
    "en": "This is the norm after clipping; the one before is asked.",
}
SUM_OF_NORMS = {
    "fr": "Les normes des tableaux sont ajoutées ; ce sont leurs carrés qui s’ajoutent.",
    "en": "The arrays' norms are added; it is their squares that add up.",
}
LARGEST = {
    "fr": "C’est la plus grande valeur absolue ; la norme 2 est demandée.",
    "en": "This is the largest absolute value; the 2-norm is asked.",
}
ALWAYS = {
    "fr": "Le gradient est allongé jusqu’à `max_norm` : le `min` avec 1 manque.",
    "en": "The gradient is stretched to `max_norm`: the `min` with 1 is missing.",
}
NO_EPSILON = {
    "fr": "Le $10^{-6}$ du dénominateur manque.",
    "en": "The $10^{-6}$ of the denominator is missing.",
}
UNTOUCHED = {
    "fr": "Le gradient n’a pas changé ; il est plus long que `max_norm`.",
    "en": "The gradient has not changed; it is longer than `max_norm`.",
}


def drawn(rng, size=3.0):
    """Gradients of several shapes, far longer than 1."""
    return [size * rng.normal(size=shape) for shape in ((4, 3), (4,), (2, 5))]


def truth(grads, max_norm):
    """The arrays clipped by PyTorch, and the norm before."""
    made = [torch.zeros(g.shape, dtype=torch.float64, requires_grad=True) for g in grads]
    for parameter, g in zip(made, grads, strict=True):
        parameter.grad = torch.tensor(g)
    norm = torch.nn.utils.clip_grad_norm_(made, max_norm)
    return [parameter.grad.numpy() for parameter in made], norm.item()


def norm_of(grads):
    """The global norm."""
    return float(np.linalg.norm(np.concatenate([np.ravel(g) for g in grads])))


def mistakes(grads, max_norm):
    """What usual mistakes make of the gradients."""

    def times(factor):
        return [g * factor for g in grads]

    norms = [float(np.linalg.norm(np.ravel(g))) for g in grads]
    norm = norm_of(grads)
    each = [g * min(1, max_norm / (n + 1e-6)) for g, n in zip(grads, norms, strict=True)]
    return [
        (EACH, each),
        (BY_VALUE, [np.clip(g, -max_norm, max_norm) for g in grads]),
        (SQUARED, times(min(1, max_norm / (norm**2 + 1e-6)))),
        (SUM_OF_NORMS, times(min(1, max_norm / (sum(norms) + 1e-6)))),
        (LARGEST, times(min(1, max_norm / (max(abs(g).max() for g in grads) + 1e-6)))),
        (ALWAYS, times(max_norm / (norm + 1e-6))),
        (UNTOUCHED, grads),
        *diagnosis.when(NO_EPSILON, lambda got: norm and same(got, times(max_norm / norm))),
    ]


def same(got, made):
    """Whether the arrays are the same, but for rounding."""
    return all(np.allclose(one, other, rtol=1e-12) for one, other in zip(got, made, strict=True))


def pair(found):
    """The list of arrays and the norm that the student returns."""
    whole = isinstance(found, tuple | list) and len(found) == 2
    check.true(whole and isinstance(found[0], tuple | list), say=PAIR)
    return list(found[0]), found[1]


def agrees(student, grads, max_norm, say=None):
    """The student's clipped arrays are PyTorch's, to 1e-9."""
    got, _ = pair(student.clip(grads, max_norm))
    check.equal(len(got), len(grads), say=PAIR)
    explain = mistakes(grads, max_norm)
    check.close(got, truth(grads, max_norm)[0], rtol=RTOL, say=say, explain=explain)


@suite.test(
    points=1,
    title={"fr": "3 et 4 deviennent 0,6 et 0,8", "en": "3 and 4 become 0.6 and 0.8"},
)
def three_and_four(student):
    agrees(student, [np.array([3.0]), np.array([4.0])], 1.0)


@suite.test(
    points=1,
    title={"fr": "Contre clip_grad_norm_", "en": "Against clip_grad_norm_"},
)
def against_torch(student, rng):
    agrees(student, drawn(rng), float(rng.uniform(0.5, 2)))


@suite.test(
    points=1,
    title={
        "fr": "La norme renvoyée est celle d’avant",
        "en": "The norm returned is the one before",
    },
)
def norm_before(student, rng):
    grads = drawn(rng)
    _, got = pair(student.clip(grads, 0.7313))
    norms = [float(np.linalg.norm(np.ravel(g))) for g in grads]
    explain = [
        (SQUARED, norm_of(grads) ** 2),
        (NORM_AFTER, norm_of(truth(grads, 0.7313)[0])),
        (SUM_OF_NORMS, sum(norms)),
        (LARGEST, float(max(abs(g).max() for g in grads))),
    ]
    check.close(got, truth(grads, 0.7313)[1], rtol=RTOL, explain=explain)


@suite.test(
    points=1,
    title={"fr": "Un petit gradient reste tel quel", "en": "A small gradient stays as it is"},
)
def small_untouched(student, rng):
    say = {
        "fr": "La norme est sous `max_norm` : rien ne change.",
        "en": "The norm is below `max_norm`: nothing changes.",
    }
    agrees(student, drawn(rng, 1e-3), 1.0, say)


@suite.test(
    points=1,
    title={"fr": "Un seul tableau dépasse", "en": "A single array is too long"},
)
def one_is_long(student, rng):
    grads = [50 * rng.normal(size=(3, 2)), 0.01 * rng.normal(size=5)]
    say = {
        "fr": "Le petit tableau est raccourci dans la même proportion que le grand.",
        "en": "The small array is shortened in the same proportion as the large one.",
    }
    agrees(student, grads, 2.0, say)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Un gradient nul", "en": "A gradient of zero"},
    hint={
        "fr": "Si la norme est nulle, le résultat est nul et fini.",
        "en": "If the norm is zero, the result is zero and finite.",
    },
)
def zero_gradient(student):
    got, norm = pair(student.clip([np.zeros(3), np.zeros((2, 2))], 1.0))
    check.close(got, [np.zeros(3), np.zeros((2, 2))], atol=1e-15)
    check.close(norm, 0.0, atol=1e-15)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Formes quelconques, juste au bord", "en": "Any shapes, just at the border"},
    hint={
        "fr": "Un tableau à trois axes, un seul nombre, `max_norm` égal à la norme.",
        "en": "An array with three axes, a single number, `max_norm` equal to the norm.",
    },
)
def shapes_and_border(student, rng):
    grads = [rng.normal(size=shape) for shape in ((2, 3, 4), (1,), (1, 1), (6,))]
    for limit in (norm_of(grads), 0.1, 1e6):
        got, norm = pair(student.clip(grads, limit))
        want, right = truth(grads, limit)
        check.close(got, want, rtol=RTOL)
        check.close(norm, right, rtol=RTOL)
    tiny = [2e-6 * g / norm_of(grads) for g in grads]
    check.close(pair(student.clip(tiny, 1e-6))[0], truth(tiny, 1e-6)[0], rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs="against_torch",
    title={"fr": "Les tableaux reçus restent intacts", "en": "The given arrays stay as they are"},
    hint={
        "fr": "`g *= facteur` change le tableau de qui vous appelle.",
        "en": "`g *= factor` changes the caller's array.",
    },
)
def arguments_intact(student, rng):
    grads = drawn(rng)
    _, (after, _) = student.after.clip(grads, 1.0)
    for now, before in zip(after, grads, strict=True):
        check.equal(now, before)
