"""Eight tests of mpow(M, n): against repeated products in the judge, and by properties."""

import numpy as np

from graders.sdk import check, suite

RTOL = 1e-8
ELEMENTWISE = {
    "fr": "Chaque entrée est élevée à la puissance n ; il faut le produit de matrices.",
    "en": "Each entry is raised to the power n; the product of matrices is asked.",
}
MULTIPLE = {
    "fr": "C’est $n M$ : il faut les puissances $\\lambda^n$, non les multiples $n \\lambda$.",
    "en": "This is $n M$: powers $\\lambda^n$ are asked, not multiples $n \\lambda$.",
}
TRANSPOSED_Q = {
    "fr": "$Q^\\top$ est à la place de $Q^{-1}$ ; les deux ne sont égales que si $Q$ est orthogonale.",
    "en": "$Q^\\top$ stands for $Q^{-1}$; the two are equal only if $Q$ is orthogonal.",
}
SYMMETRIC_ONLY = {
    "fr": "C’est la puissance d’une matrice symétrique faite du triangle inférieur de $M$ :"
    " `eigh` ne lit que lui.",
    "en": "This is the power of a symmetric matrix made of the lower triangle of $M$:"
    " `eigh` reads no more.",
}
REAL_FIRST = {
    "fr": "Les parties réelles sont prises avant le produit ; prenez celle du résultat.",
    "en": "Real parts are taken before the product; take that of the result.",
}


def matrix(rng, size=4):
    """A real matrix of shape (size, size) whose eigenvectors are far from dependent."""
    while True:
        M = rng.normal(size=(size, size)) * 0.6
        if np.linalg.cond(np.linalg.eig(M)[1]) < 50:
            return M


def power(M, n):
    """M^n by products alone, shape of M."""
    return np.linalg.matrix_power(M, n)


def mistakes(M, n):
    """What usual mistakes lead to."""
    values, Q = np.linalg.eig(M)
    lower = np.tril(M) + np.tril(M, -1).T
    return [
        (ELEMENTWISE, M**n),
        (MULTIPLE, n * M),
        (TRANSPOSED_Q, (Q @ np.diag(values**n) @ Q.T).real),
        (SYMMETRIC_ONLY, power(lower, n)),
        (REAL_FIRST, lambda: Q.real @ np.diag(values.real**n) @ np.linalg.pinv(Q.real)),
    ]


def agrees(student, M, n):
    """The student's power is the product of n factors, to 1e-8."""
    close(student.mpow(M, n), M, n)


def close(got, M, n):
    """`got` is the product of n factors M, to 1e-8."""
    inputs, explain = {"M": M, "n": n}, mistakes(M, n)
    check.close(got, power(M, n), rtol=RTOL, inputs=inputs, explain=explain)


@suite.test(points=1, title={"fr": "n = 1 : M elle-même", "en": "n = 1: M itself"})
def first_power(student, rng):
    agrees(student, matrix(rng), 1)


@suite.test(points=1, title={"fr": "n = 2 : le produit M M", "en": "n = 2: the product M M"})
def square(student, rng):
    M = matrix(rng, 3)
    result, (after, _) = student.after.mpow(M, 2)
    close(result, M, 2)
    say = {"fr": "`mpow` a changé `M` lui-même.", "en": "`mpow` has changed `M` itself."}
    check.equal(after, M, say=say)


@suite.test(
    points=1,
    title={
        "fr": "Symétrique : [[2, 1], [1, 2]], n = 5",
        "en": "Symmetric: [[2, 1], [1, 2]], n = 5",
    },
)
def symmetric(student):
    agrees(student, np.array([[2.0, 1.0], [1.0, 2.0]]), 5)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "n = 0 : l’identité", "en": "n = 0: the identity"},
    hint={"fr": "$M^0 = I$ pour toute matrice.", "en": "$M^0 = I$ for every matrix."},
)
def power_zero(student, rng):
    check.close(student.mpow(matrix(rng), 0), np.eye(4), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={
        "fr": "Une rotation : valeurs propres complexes",
        "en": "A rotation: complex eigenvalues",
    },
    hint={
        "fr": "Prenez la partie réelle du produit, non celle des valeurs propres.",
        "en": "Take the real part of the product, not of the eigenvalues.",
    },
)
def rotation(student, rng):
    angle = rng.uniform(0.2, 0.4)
    cos, sin = np.cos(angle), np.sin(angle)
    turned = np.array(
        [[np.cos(10 * angle), -np.sin(10 * angle)], [np.sin(10 * angle), np.cos(10 * angle)]]
    )
    check.close(student.mpow(np.array([[cos, -sin], [sin, cos]]), 10), turned, rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Un résultat réel, en float64", "en": "A real result, in float64"},
    hint={
        "fr": "Le produit a une partie imaginaire nulle : ne la gardez pas.",
        "en": "The product has a zero imaginary part: do not keep it.",
    },
)
def real_result(student, rng):
    M = matrix(rng)
    while np.isrealobj(np.linalg.eigvals(M)):
        M = matrix(rng)
    result = student.mpow(M, 3)
    check.shape(result, (4, 4), dtype="float64")
    check.close(result, power(M, 3), rtol=RTOL)


@suite.test(points=1, visible=False, title={"fr": "n = 7", "en": "n = 7"})
def power_seven(student, rng):
    agrees(student, matrix(rng), 7)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "M^30 = M^12 M^18", "en": "M^30 = M^12 M^18"},
    hint={"fr": "Les exposants s’ajoutent.", "en": "Exponents add up."},
)
def exponents_add(student, rng):
    M = matrix(rng, 5)
    whole, left, right = student.many(student.mpow, [(M, 30), (M, 12), (M, 18)])
    check.close(left @ right, whole, rtol=1e-7)
    check.close(whole, power(M, 30), rtol=RTOL)
