"""Seven tests of conv_out: truth is the shape that F.conv2d returns, in the judge."""

import itertools

import numpy as np
import torch

from graders.sdk import check, suite

PADDING_ONCE = {
    "fr": "Le bord n’est compté qu’une fois ; il y en a un de chaque côté.",
    "en": "The padding is counted once only; there is one on each side.",
}
NO_START = {
    "fr": "Il manque 1 : la position de départ compte aussi.",
    "en": "One is missing: the position at the start counts, too.",
}
ROUNDED_UP = {
    "fr": "L’arrondi se fait vers le bas : une dernière position incomplète n’existe pas.",
    "en": "Round down: there is no last, incomplete position.",
}
NO_DILATION = {
    "fr": "La dilatation est oubliée : un noyau dilaté couvre $d (k - 1) + 1$ cases.",
    "en": "The dilation is forgotten: a dilated kernel covers $d (k - 1) + 1$ cells.",
}
DILATED_K = {
    "fr": "Un noyau dilaté couvre $d (k - 1) + 1$ cases, non $d k$ : il n’a que $k - 1$ écarts.",
    "en": "A dilated kernel covers $d (k - 1) + 1$ cells, not $d k$: it has $k - 1$ gaps only.",
}
NO_STRIDE = {
    "fr": "Le pas est oublié : le noyau avance de $s$ cases à la fois.",
    "en": "The stride is forgotten: the kernel moves $s$ cells at a time.",
}


def right(n, k, s=1, p=0, d=1):
    """The side of what torch.nn.functional.conv2d returns for an empty image n x n."""
    image, kernel = torch.zeros(1, 1, n, n), torch.zeros(1, 1, k, k)
    return torch.nn.functional.conv2d(image, kernel, None, s, p, d).shape[3]


def mistakes(rows):
    """What usual mistakes lead to, for the rows (n, k, s, p, d)."""
    n, k, s, p, d = np.array(rows).T
    room = n + 2 * p - d * (k - 1) - 1
    return [
        (PADDING_ONCE, (room - p) // s + 1),
        (NO_START, room // s),
        (ROUNDED_UP, -(-room // s) + 1),
        (NO_DILATION, (n + 2 * p - k) // s + 1),
        (DILATED_K, (n + 2 * p - d * k) // s + 1),
        (NO_STRIDE, room + 1),
    ]


def agrees(student, rows):
    """The student's sizes for all rows (n, k, s, p, d) are those of PyTorch."""
    got = np.array(student.many(student.conv_out, rows), dtype=float)
    want = np.array([right(*row) for row in rows], dtype=float)
    listed = "(n, k, s, p, d)"
    check.close(got, want, rtol=1e-6, explain=mistakes(rows), inputs={listed: np.array(rows)})


def drawn(rng, count, **fixed):
    """Rows (n, k, s, p, d) that fit and whose stride leaves something over."""
    found = []
    while len(found) < count:
        s, p, d = (
            fixed.get(name, int(rng.integers(low, high)))
            for name, low, high in (("s", 2, 6), ("p", 1, 5), ("d", 2, 5))
        )
        row = int(rng.integers(40, 90)), int(rng.integers(3, 8)), s, p, d
        over = (row[0] + 2 * p - d * (row[1] - 1) - 1) % s
        if s == 1 or over:
            found.append(row)
    return found


def whole(value, want):
    """`value` is an integer by type, and equal to `want`."""
    say = {
        "fr": f"Le résultat est un `{type(value).__name__}`, non un `int`.",
        "en": f"The result is a `{type(value).__name__}`, not an `int`.",
    }
    check.true(isinstance(value, int | np.integer), say=say)
    check.equal(int(value), want)


@suite.test(points=1, title={"fr": "Pas 1, sans bord", "en": "Stride 1, no padding"})
def plain(student, rng):
    agrees(student, drawn(rng, 12, s=1, p=0, d=1))


@suite.test(points=1, title={"fr": "Avec un bord", "en": "With padding"})
def padding(student, rng):
    agrees(student, drawn(rng, 12, s=1, d=1))


@suite.test(points=1, title={"fr": "Avec un pas et un bord", "en": "With a stride and padding"})
def strides(student, rng):
    agrees(student, [(224, 11, 4, 2, 1), *drawn(rng, 12, d=1)])


@suite.test(points=1, title={"fr": "Avec une dilatation", "en": "With a dilation"})
def dilation(student, rng):
    agrees(student, drawn(rng, 12, s=1, p=0))


@suite.test(points=1, title={"fr": "Valeurs par défaut", "en": "Default values"})
def defaults(student):
    for row in ((32, 3), (33, 5, 2), (33, 5, 2, 3)):
        check.equal(int(student.conv_out(*row)), right(*row), inputs={"args": list(row)})
    check.equal(int(student.conv_out(n=40, k=4, d=3, p=1)), right(40, 4, 1, 1, 3))


@suite.test(
    points=1,
    visible=False,
    needs=["plain", "padding", "strides"],
    title={"fr": "Un entier", "en": "An integer"},
    hint={
        "fr": "Une taille est un `int` : divisez par `//`.",
        "en": "A size is an `int`: divide with `//`.",
    },
)
def integer(student, rng):
    for row in drawn(rng, 6):
        whole(student.conv_out(*row), right(*row))


@suite.test(
    points=1,
    visible=False,
    needs=["strides", "dilation"],
    title={"fr": "282 configurations", "en": "282 configurations"},
    hint={
        "fr": "Comptez les positions sur un petit dessin : $n = 7$, $k = 3$, $s = 2$.",
        "en": "Count the positions on a small drawing: $n = 7$, $k = 3$, $s = 2$.",
    },
)
def everything(student):
    grid = itertools.product((7, 8, 28, 32), (1, 2, 3, 5), (1, 2, 3), (0, 1, 2), (1, 2))
    agrees(student, [row for row in grid if row[0] + 2 * row[3] > row[4] * (row[1] - 1)])
