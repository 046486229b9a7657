"""Ten tests of jacobian(A, v): truth comes from autograd and central differences, in the judge."""

import numpy as np
import torch

from graders.sdk import check, diagnosis, suite

RTOL = 1e-8
VALUE = {
    "fr": "C’est $\\sigma(z)$ qui multiplie les lignes de $A$ ; il faut $\\sigma'(z)$.",
    "en": "The rows of $A$ are multiplied by $\\sigma(z)$; it has to be $\\sigma'(z)$.",
}
TANH = {
    "fr": "$1 - u^2$ est la dérivée de $\\tanh$ ; celle de $\\sigma$ est $u (1 - u)$.",
    "en": "$1 - u^2$ is the derivative of $\\tanh$; that of $\\sigma$ is $u (1 - u)$.",
}
AT_OUTPUT = {
    "fr": "$\\sigma'$ est prise en $u = \\sigma(z)$ ; il faut la prendre en $z$.",
    "en": "$\\sigma'$ is taken at $u = \\sigma(z)$; it has to be taken at $z$.",
}
WITHOUT_A = {
    "fr": "C’est $\\mathrm{diag}(\\sigma'(z))$ seule : il manque le facteur $A$.",
    "en": "This is $\\mathrm{diag}(\\sigma'(z))$ alone: the factor $A$ is missing.",
}


def draw(rng, n, d):
    """A of shape (n, d) and v of shape (d,): entries of order one, so no unit saturates."""
    return rng.normal(size=(n, d)), rng.normal(size=d)


def mistakes(A, v):
    """What usual mistakes lead to."""
    u = 1 / (1 + np.exp(-(A @ v)))
    slope_at_u = np.exp(-u) / (1 + np.exp(-u)) ** 2
    return [
        *diagnosis.without_slope(A),
        (VALUE, u[:, None] * A),
        (TANH, (1 - u**2)[:, None] * A),
        (AT_OUTPUT, slope_at_u[:, None] * A),
        (WITHOUT_A, np.diag(u * (1 - u))),
    ]


def autograd(A, v):
    """The Jacobian by autograd in float64, shape (n, d)."""
    A, v = torch.from_numpy(A), torch.from_numpy(v)
    return torch.autograd.functional.jacobian(lambda x: torch.sigmoid(A @ x), v).numpy()


def agrees(student, A, v, want=None, say=None):
    """The student's Jacobian is the true one, to 1e-8."""
    check.close(
        student.jacobian(A, v),
        autograd(A, v) if want is None else want,
        rtol=RTOL,
        inputs={"A": A, "v": v},
        explain=mistakes(A, v),
        say=say,
    )


@suite.test(
    points=1,
    title={"fr": "Une ligne par sortie : forme (4, 3)", "en": "One row per output: shape (4, 3)"},
)
def rows_are_outputs(student, rng):
    A, v = draw(rng, 4, 3)
    check.shape(student.jacobian(A, v), (4, 3))


@suite.test(points=1, title={"fr": "En v = 0, J = A/4", "en": "At v = 0, J = A/4"})
def at_zero(student, rng):
    A, _ = draw(rng, 3, 3)
    say = {
        "fr": "En $v = 0$, $z = 0$ et $\\sigma'(0) = 1/4$.",
        "en": "At $v = 0$, $z = 0$ and $\\sigma'(0) = 1/4$.",
    }
    agrees(student, A, np.zeros(3), want=A / 4, say=say)


@suite.test(
    points=1,
    title={"fr": "4 × 3, contre la dérivation automatique", "en": "4 × 3, against autograd"},
)
def tall(student, rng):
    agrees(student, *draw(rng, 4, 3))


@suite.test(
    points=1,
    title={"fr": "3 × 4, contre la dérivation automatique", "en": "3 × 4, against autograd"},
)
def wide(student, rng):
    agrees(student, *draw(rng, 3, 4))


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Une seule sortie : 1 × 5", "en": "A single output: 1 × 5"},
    hint={
        "fr": "Le résultat garde deux axes quand n = 1.",
        "en": "The result keeps two axes when n = 1.",
    },
)
def one_row(student, rng):
    agrees(student, *draw(rng, 1, 5))


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Carrée : 4 × 4", "en": "Square: 4 × 4"},
    hint={
        "fr": "Quand n = d, la forme ne distingue plus $J$ de sa transposée ni les lignes des colonnes.",
        "en": "When n = d, the shape no longer tells $J$ from its transpose, nor rows from columns.",
    },
)
def square(student, rng):
    agrees(student, *draw(rng, 4, 4))


@suite.test(
    points=1,
    visible=False,
    title={
        "fr": "5 × 2, contre des différences centrées",
        "en": "5 × 2, against central differences",
    },
    hint={
        "fr": "Comparez avec $(u(v + \\varepsilon e_j) - u(v - \\varepsilon e_j)) / 2\\varepsilon$.",
        "en": "Compare with $(u(v + \\varepsilon e_j) - u(v - \\varepsilon e_j)) / 2\\varepsilon$.",
    },
)
def central_differences(student, rng):
    A, v = draw(rng, 5, 2)
    got = student.jacobian(A, v)
    check.jacobian(got, lambda x: 1 / (1 + np.exp(-(A @ x))), v, rtol=1e-6)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Parité : J(A, −v) = J(A, v)", "en": "Parity: J(A, −v) = J(A, v)"},
    hint={"fr": "$\\sigma'$ est une fonction paire.", "en": "$\\sigma'$ is an even function."},
)
def even(student, rng):
    A, v = draw(rng, 3, 5)
    there, back = student.many(student.jacobian, [(A, v), (A, -v)])
    check.close(there, autograd(A, v), rtol=RTOL)
    check.close(back, there, rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs="tall",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "`A` et `v` restent tels quels.",
        "en": "`A` and `v` stay as they were.",
    },
)
def arguments_intact(student, rng):
    A, v = draw(rng, 4, 3)
    _, after = student.after.jacobian(A, v)
    check.equal(after[0], A)
    check.equal(after[1], v)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Grand |z| : fini et proche de 0", "en": "Large |z|: finite and close to 0"},
    hint={
        "fr": "Pour $z = -800$, $e^{-z}$ déborde : servez-vous de la parité de $\\sigma'$.",
        "en": "For $z = -800$, $e^{-z}$ overflows: use that $\\sigma'$ is even.",
    },
)
def large_z(student):
    A, v = np.array([[1.0, 2.0], [-1.0, -2.0], [0.5, -0.25]]), np.array([400.0, 200.0])
    check.close(student.jacobian(A, v), autograd(A, v), rtol=RTOL, atol=1e-12)
