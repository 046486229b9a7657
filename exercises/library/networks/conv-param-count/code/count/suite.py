"""Six tests of conv_params: truth is the number of parameters of nn.Conv2d, in the judge."""

import numpy as np
import torch

from graders.sdk import check, suite

ONE_CHANNEL = {
    "fr": "Les canaux d’entrée sont oubliés : chaque noyau traverse tous ceux qu’il lit.",
    "en": "Input channels are forgotten: each kernel goes through all those it reads.",
}
PER_PAIR = {
    "fr": "Le biais est compté par couple de canaux ; il y en a un par canal de sortie.",
    "en": "The bias is counted for each pair of channels; there is one per output channel.",
}
NO_GROUPS = {
    "fr": "Les groupes sont oubliés : un canal de sortie ne lit que $c_i / g$ canaux.",
    "en": "Groups are forgotten: an output channel reads only $c_i / g$ channels.",
}
ONE_GROUP = {
    "fr": "C’est le compte d’un seul groupe pour les poids : il y en a $g$.",
    "en": "This counts the weights of one group only: there are $g$.",
}
NO_BIAS = {
    "fr": "Les biais manquent : un par canal de sortie.",
    "en": "The biases are missing: one per output channel.",
}
BIAS_KEPT = {
    "fr": "Avec `bias=False`, il n’y a pas de biais à compter.",
    "en": "With `bias=False` there are no biases to count.",
}
NOT_SQUARED = {
    "fr": "Un noyau de côté $k$ a $k^2$ cases.",
    "en": "A kernel of side $k$ has $k^2$ cells.",
}


def right(ci, co, k, groups=1, bias=True):
    """The parameters of torch.nn.Conv2d, counted; no data is made."""
    layer = torch.nn.Conv2d(ci, co, k, groups=groups, bias=bias, device="meta")
    return sum(weights.numel() for weights in layer.parameters())


def mistakes(rows):
    """What usual mistakes lead to, for the rows (ci, co, k, groups, bias)."""
    ci, co, k, groups, bias = np.array(rows, dtype=int).T
    each = co * (ci // groups)
    return [
        (ONE_CHANNEL, co * k * k + bias * co),
        (PER_PAIR, each * (k * k + bias)),
        (NO_GROUPS, co * ci * k * k + bias * co),
        (ONE_GROUP, each * k * k // groups + bias * co),
        (NO_BIAS, each * k * k),
        (BIAS_KEPT, each * k * k + co),
        (NOT_SQUARED, each * k + bias * co),
    ]


def agrees(student, rows):
    """The student's counts for all rows (ci, co, k, groups, bias) are those of PyTorch."""
    got = np.array(student.many(student.conv_params, rows), dtype=float)
    want = np.array([right(*row) for row in rows], dtype=float)
    listed = {"(ci, co, k, groups, bias)": np.array(rows, dtype=int)}
    check.close(got, want, rtol=1e-9, explain=mistakes(rows), inputs=listed)


def drawn(rng, count, grouped=False, biased=True):
    """Rows (ci, co, k, groups, bias), with groups of several channels on either side."""
    found = []
    for _ in range(count):
        groups = int(rng.integers(2, 6)) if grouped else 1
        ci, co = (groups * int(rng.integers(low, low + 9)) for low in (2, 11))
        found.append((ci, co, int(rng.integers(2, 8)), groups, biased))
    return found


def whole(value, want):
    """`value` is an integer by type, and equal to `want`."""
    say = {
        "fr": f"Le résultat est un `{type(value).__name__}`, non un `int`.",
        "en": f"The result is a `{type(value).__name__}`, not an `int`.",
    }
    check.true(isinstance(value, int | np.integer), say=say)
    check.equal(int(value), want)


@suite.test(points=1, title={"fr": "Avec biais, sans groupes", "en": "With bias, no groups"})
def plain(student, rng):
    agrees(student, [(3, 64, 3, 1, True), (1, 6, 5, 1, True), *drawn(rng, 10)])


@suite.test(points=1, title={"fr": "Sans biais", "en": "Without bias"})
def without_bias(student, rng):
    agrees(student, [(3, 64, 3, 1, False), *drawn(rng, 10, biased=False)])


@suite.test(points=1, title={"fr": "Avec des groupes", "en": "With groups"})
def groups(student, rng):
    agrees(student, [(8, 16, 3, 4, True), *drawn(rng, 10, grouped=True)])


@suite.test(points=1, title={"fr": "Valeurs par défaut", "en": "Default values"})
def defaults(student, rng):
    for ci, co, k, groups, _ in drawn(rng, 3, grouped=True):
        for row in ((ci, co, k), (ci, co, k, groups)):
            check.equal(int(student.conv_params(*row)), right(*row), inputs={"args": list(row)})
        check.equal(int(student.conv_params(ci, co, k, bias=False)), right(ci, co, k, bias=False))


@suite.test(
    points=1,
    visible=False,
    needs=["groups"],
    title={
        "fr": "Par canal (g = cᵢ), et noyau 1 × 1",
        "en": "Depthwise (g = cᵢ), and kernel 1 × 1",
    },
    hint={
        "fr": "Quand $g = c_i$, chaque canal de sortie ne lit qu’un canal.",
        "en": "When $g = c_i$, each output channel reads a single channel.",
    },
)
def depthwise(student, rng):
    rows = [(c, c * m, k, c, True) for c, m, k in ((6, 1, 3), (5, 4, 7), (12, 2, 1))]
    agrees(student, rows + [(ci, co, 1, 1, bias) for ci, co, _, _, bias in drawn(rng, 4)])


@suite.test(
    points=1,
    visible=False,
    needs=["groups"],
    title={"fr": "Un entier", "en": "An integer"},
    hint={
        "fr": "Un nombre de paramètres est un `int` : divisez par `//`.",
        "en": "A number of parameters is an `int`: divide with `//`.",
    },
)
def integer(student, rng):
    for row in drawn(rng, 4, grouped=True):
        whole(student.conv_params(*row), right(*row))
