"""Eight tests of pool: truth is made window by window, sorted and summed exactly, in the judge."""

import math

import numpy as np

from graders.sdk import check, suite

RTOL = 1e-12
ATOL = 1e-12  # a mean of one window may be zero but for rounding
OTHER = {
    "max": {
        "fr": "C’est le maximum ; la moyenne est demandée.",
        "en": "This is the maximum; the mean is asked.",
    },
    "avg": {
        "fr": "C’est la moyenne ; le maximum est demandé.",
        "en": "This is the mean; the maximum is asked.",
    },
}
MINIMUM = {
    "fr": "C’est le plus petit nombre de chaque fenêtre.",
    "en": "This is the smallest number of each window.",
}
SUMMED = {
    "fr": "C’est la somme de la fenêtre ; sa moyenne est demandée.",
    "en": "This is the sum of the window; its mean is asked.",
}
FROM_ZERO = {
    "fr": "Une fenêtre toute négative donne 0 : le maximum est cherché à partir de 0.",
    "en": "A window of negative numbers gives 0: the maximum is looked for from 0 up.",
}
NOT_READ = {
    "fr": "Le pas compte les fenêtres, mais la lecture l’ignore : la fenêtre $(i, j)$ commence"
    " en $(s i, s j)$.",
    "en": "The stride counts windows, but reading ignores it: window $(i, j)$ begins at"
    " $(s i, s j)$.",
}
KEEP = {"max": max, "avg": lambda cells: math.fsum(cells) / len(cells)}


def right(x, k, s, kind="max", keep=None, read=None):
    """Window by window; `keep` and `read` make mistakes."""
    keep, read, (H, W) = keep or KEEP[kind], read or s, x.shape
    starts = [range((side - k) // s + 1) for side in (H, W)]
    return np.array(
        [
            [keep(x[read * i :, read * j :][:k, :k].ravel().tolist()) for j in starts[1]]
            for i in starts[0]
        ]
    )


def mistakes(x, k, s, kind):
    """What usual mistakes lead to."""
    other = "avg" if kind == "max" else "max"
    found = [
        (OTHER[other], lambda: right(x, k, s, other)),
        (MINIMUM, lambda: right(x, k, s, keep=min)),
    ]
    if kind == "avg":
        found += [(SUMMED, lambda: right(x, k, s, keep=sum))]
    elif (right(x, k, s) < 0).any():
        found += [(FROM_ZERO, lambda: np.maximum(right(x, k, s), 0))]
    if s > 1:
        found += [(NOT_READ, lambda: right(x, k, s, kind, read=1))]
    return found


def agrees(student, x, k, s, kinds=("max", "avg")):
    """The student's maps are those made window by window, to 1e-12."""
    for kind in kinds:
        inputs = {"x": x, "k": k, "s": s, "kind": kind}
        got, want = student.pool(x, k, s, kind), right(x, k, s, kind)
        why = mistakes(x, k, s, kind)
        check.close(got, want, rtol=RTOL, atol=ATOL, inputs=inputs, explain=why)


@suite.test(points=1, title={"fr": "Maximum, k = s = 2", "en": "Maximum, k = s = 2"})
def maximum(student, rng):
    agrees(student, np.round(rng.normal(size=(4, 6)), 1), 2, 2, ["max"])


@suite.test(points=1, title={"fr": "Moyenne, k = s = 2", "en": "Mean, k = s = 2"})
def mean(student, rng):
    agrees(student, np.round(rng.normal(size=(4, 6)), 1), 2, 2, ["avg"])


@suite.test(points=1, title={"fr": "Le maximum par défaut", "en": "Maximum by default"})
def by_default(student, rng):
    x = np.round(rng.normal(size=(3, 4)), 1)
    check.close(student.pool(x, 2, 1), right(x, 2, 1), rtol=RTOL, inputs={"x": x, "k": 2, "s": 1})


@suite.test(
    points=1,
    title={"fr": "Fenêtres qui se recouvrent, s < k", "en": "Overlapping windows, s < k"},
)
def overlapping(student, rng):
    agrees(student, np.round(rng.normal(size=(5, 7)), 1), 3, 2)
    agrees(student, np.round(rng.normal(size=(5, 4)), 1), 3, 1)


@suite.test(
    points=1,
    title={
        "fr": "Un bord en trop est laissé de côté",
        "en": "Cells left over at the border are ignored",
    },
    sizes={"H": (3, 8), "W": (3, 8)},
)
def ragged(student, x=suite.matrix("H", "W")):
    agrees(student, x, 2, 2)
    agrees(student, x, 3, 2)


@suite.test(
    points=1,
    visible=False,
    needs=["maximum", "mean", "ragged"],
    title={"fr": "Un pas plus grand que la fenêtre", "en": "A stride larger than the window"},
    hint={
        "fr": "Quand $s > k$, des cases ne sont lues par aucune fenêtre.",
        "en": "When $s > k$, some cells are read by no window.",
    },
)
def gaps(student, rng):
    agrees(student, rng.normal(size=(9, 12)), 2, 3)
    agrees(student, rng.normal(size=(7, 5)), 1, 4)


@suite.test(
    points=1,
    visible=False,
    needs=["maximum", "mean"],
    title={"fr": "Une carte toute négative", "en": "A map of negative numbers"},
    hint={
        "fr": "Le maximum d’une fenêtre peut être négatif.",
        "en": "The maximum of a window may be negative.",
    },
)
def negative(student, rng):
    agrees(student, -rng.uniform(1, 9, size=(6, 5)), 2, 2)


@suite.test(
    points=1,
    visible=False,
    needs=["maximum", "mean"],
    title={"fr": "Cas limites, arguments intacts", "en": "Limits, arguments left alone"},
    hint={
        "fr": "Une fenêtre d’une case, ou grande comme la carte ; `x` ne doit pas changer.",
        "en": "A window of one cell, or as large as the map; `x` should not change.",
    },
)
def limits(student, rng):
    for H, W, k, s in ((4, 3, 1, 1), (3, 3, 3, 2), (1, 5, 1, 2)):
        x = rng.normal(size=(H, W))
        for kind in ("max", "avg"):
            found, after = student.after.pool(x, k, s, kind)
            check.close(found, right(x, k, s, kind), rtol=RTOL)
            check.equal(after[0], x)
