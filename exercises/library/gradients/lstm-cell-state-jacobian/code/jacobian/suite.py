"""Nine tests of cell_jac: truth is autograd and central differences, in the judge."""

import numpy as np
import torch

from graders.sdk import check, suite

RTOL = 1e-8
SLIPS = {
    "diagonal": {
        "fr": "C’est l’approximation du cours, $\\mathrm{Diag}(f_t)$ : le chemin par"
        " $h_{t-1}$ manque.",
        "en": "This is the course's approximation, $\\mathrm{Diag}(f_t)$: the way through"
        " $h_{t-1}$ is missing.",
    },
    "no-diagonal": {
        "fr": "Le terme direct $\\mathrm{Diag}(f_t)$ manque.",
        "en": "The direct term $\\mathrm{Diag}(f_t)$ is missing.",
    },
    "no-output": {
        "fr": "Le facteur $\\partial h_{t-1} / \\partial c_{t-1}$ manque : $o_{t-1} (1 -"
        " \\tanh^2 c_{t-1})$.",
        "en": "The factor $\\partial h_{t-1} / \\partial c_{t-1}$ is missing: $o_{t-1} (1 -"
        " \\tanh^2 c_{t-1})$.",
    },
    "no-gate": {
        "fr": "$o_{t-1}$ manque dans $\\partial h_{t-1} / \\partial c_{t-1}$.",
        "en": "$o_{t-1}$ is missing in $\\partial h_{t-1} / \\partial c_{t-1}$.",
    },
    "no-slope": {
        "fr": "La pente $1 - \\tanh^2 c_{t-1}$ manque dans $\\partial h_{t-1} / \\partial"
        " c_{t-1}$.",
        "en": "The slope $1 - \\tanh^2 c_{t-1}$ is missing in $\\partial h_{t-1} / \\partial"
        " c_{t-1}$.",
    },
    "no-partners": {
        "fr": "Les portes varient sans leur partenaire : $c_{t-1}$ pour $f$, $\\tilde c$ pour $i$.",
        "en": "Gates vary without their partner: $c_{t-1}$ for $f$, $\\tilde c$ for $i$.",
    },
    "rows": {
        "fr": "$\\partial h_{t-1} / \\partial c_{t-1}$ multiplie les lignes ; à droite, elle"
        " multiplie les colonnes.",
        "en": "$\\partial h_{t-1} / \\partial c_{t-1}$ multiplies rows; on the right, it"
        " multiplies columns.",
    },
    "transposed": {
        "fr": "Les matrices $W$ sont transposées.",
        "en": "The matrices $W$ are transposed.",
    },
    "sigmoid-slope": {
        "fr": "Le candidat a la pente d’une sigmoïde ; celle de $\\tanh$ est $1 - \\tilde c^2$.",
        "en": "The candidate has the slope of a sigmoid; that of $\\tanh$ is $1 - \\tilde c^2$.",
    },
}


def drawn(rng, D, H):
    """The arguments of cell_jac, of order one."""
    P = {k: (rng.normal(size=(H, H)), rng.normal(size=(H, D))) for k in "fic"}
    return rng.normal(size=H), rng.uniform(0.2, 0.9, size=H), rng.normal(size=D), P


def state(c, o_prev, x, P):
    """The new cell state as a torch function of the old one."""
    h = torch.from_numpy(o_prev) * torch.tanh(c)
    x = torch.from_numpy(x)
    f, i, g = (torch.from_numpy(P[k][0]) @ h + torch.from_numpy(P[k][1]) @ x for k in "fic")
    return torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)


def truth(c, o_prev, x, P):
    """The Jacobian by autograd, shape (H, H)."""
    start = torch.from_numpy(c)
    return torch.autograd.functional.jacobian(lambda c: state(c, o_prev, x, P), start).numpy()


def slipped(slip, c, o_prev, x, P):
    """The Jacobian, computed with one mistake."""
    h = o_prev * np.tanh(c)
    f, i, g = (P[k][0] @ h + P[k][1] @ x for k in "fic")
    f, i, g = 1 / (1 + np.exp(-f)), 1 / (1 + np.exp(-i)), np.tanh(g)
    with_f, with_i = (1, 1) if slip == "no-partners" else (c, g)
    slope = g * (1 - g) if slip == "sigmoid-slope" else 1 - g**2
    rows = {"f": with_f * f * (1 - f), "i": with_i * i * (1 - i), "c": i * slope}
    inner = sum(
        scale[:, None] * (P[k][0].T if slip == "transposed" else P[k][0])
        for k, scale in rows.items()
    )
    flat = 1 - np.tanh(c) ** 2
    through = {"no-output": 1 + 0 * c, "no-gate": flat, "no-slope": o_prev}
    through = through.get(slip, o_prev * flat)
    inner = inner * (through[:, None] if slip == "rows" else through)
    inner = 0 * inner if slip == "diagonal" else inner
    return inner + (0 if slip == "no-diagonal" else np.diag(f))


def mistakes(args):
    """Where usual mistakes lead, each computed only if a check has failed."""
    return [(say, lambda slip=slip: slipped(slip, *args)) for slip, say in SLIPS.items()]


def agrees(student, args, say=None):
    """The student's Jacobian is the true one, to 1e-8."""
    got, want = student.cell_jac(*args), truth(*args)
    suite.show(check.plot.error(got, want))
    check.close(got, want, rtol=RTOL, say=say, explain=mistakes(args))


def only(args, kept):
    """The same arguments with the recurrent matrices zero but those kept."""
    c, o_prev, x, P = args
    return c, o_prev, x, {k: (W if k in kept else 0 * W, U) for k, (W, U) in P.items()}


@suite.test(
    points=1,
    title={"fr": "W = 0 : il reste Diag(f)", "en": "W = 0: Diag(f) is left"},
)
def without_recurrence(student, rng):
    say = {
        "fr": "Sans matrices récurrentes, les portes ne voient pas $c_{t-1}$.",
        "en": "Without recurrent matrices, gates do not see $c_{t-1}$.",
    }
    agrees(student, only(drawn(rng, 3, 4), ""), say)


@suite.test(
    points=1, title={"fr": "Par la porte d’oubli seule", "en": "Through the forget gate alone"}
)
def through_f(student, rng):
    agrees(student, only(drawn(rng, 3, 4), "f"))


@suite.test(
    points=1, title={"fr": "Par la porte d’entrée seule", "en": "Through the input gate alone"}
)
def through_i(student, rng):
    agrees(student, only(drawn(rng, 3, 4), "i"))


@suite.test(points=1, title={"fr": "Par le candidat seul", "en": "Through the candidate alone"})
def through_c(student, rng):
    agrees(student, only(drawn(rng, 3, 4), "c"))


@suite.test(
    points=1,
    title={
        "fr": "Tout ensemble, contre la dérivation automatique",
        "en": "All together, against autograd",
    },
)
def whole(student, rng):
    agrees(student, drawn(rng, 2, 5))


@suite.test(
    points=1,
    visible=False,
    title={"fr": "o = 0 : la sortie est fermée", "en": "o = 0: the output is closed"},
    hint={
        "fr": "Si $o_{t-1} = 0$, $h_{t-1} = 0$ quel que soit $c_{t-1}$.",
        "en": "If $o_{t-1} = 0$, then $h_{t-1} = 0$ whatever $c_{t-1}$ is.",
    },
)
def output_closed(student, rng):
    c, o_prev, x, P = drawn(rng, 3, 4)
    check.close(student.cell_jac(c, 0 * o_prev, x, P), truth(c, 0 * o_prev, x, P), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Contre des différences centrées", "en": "Against central differences"},
    hint={
        "fr": "La colonne $j$ dit comment $c_t$ bouge quand $c_{t-1,j}$ bouge.",
        "en": "Column $j$ tells how $c_t$ moves when $c_{t-1,j}$ does.",
    },
)
def central_differences(student, rng):
    c, o_prev, x, P = drawn(rng, 4, 3)

    def forward(c):
        return state(torch.from_numpy(c), o_prev, x, P).numpy()

    check.jacobian(student.cell_jac(c, o_prev, x, P), forward, c, rtol=1e-6)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Une unité, six unités", "en": "One unit, six units"},
    hint={
        "fr": "Le résultat est une matrice (H, H), même si H = 1.",
        "en": "The result is a matrix (H, H), even if H = 1.",
    },
)
def other_sizes(student, rng):
    for sizes in ((3, 1), (1, 6)):
        args = drawn(rng, *sizes)
        check.close(student.cell_jac(*args), truth(*args), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs="whole",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "Chaque argument reste tel quel, matrices de `P` comprises.",
        "en": "Every argument stays as it was, matrices of `P` included.",
    },
)
def arguments_intact(student, rng):
    args = drawn(rng, 3, 4)
    _, after = student.after.cell_jac(*args)
    for now, before in zip(after[:3], args[:3], strict=True):
        check.equal(now, before)
    for key in "fic":
        for now, before in zip(after[3][key], args[3][key], strict=True):
            check.equal(now, before)
