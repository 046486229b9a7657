"""Eight tests of grad_norms: truth is autograd through a sigmoid RNN, or a known power."""

import numpy as np
import torch

from graders.sdk import check, suite

RTOL = 1e-8
SLIPS = {
    "no-slope": {
        "fr": "Les pentes $\\sigma'$ manquent : c’est la norme de $W^d$.",
        "en": "The slopes $\\sigma'$ are missing: this is the norm of $W^k$.",
    },
    "order": {
        "fr": "Le produit est dans l’ordre inverse : $J_T$ doit être à gauche.",
        "en": "The product is in reverse order: $J_T$ has to be on the left.",
    },
    "forwards": {
        "fr": "Les pentes sont lues à partir de l’instant 1 ; commencez par la dernière ligne.",
        "en": "Slopes are read from time 1 on; begin with the last row.",
    },
    "frobenius": {
        "fr": "C’est la norme de Frobenius ; la norme spectrale est demandée.",
        "en": "This is the Frobenius norm; the spectral norm is asked.",
    },
    "columns": {
        "fr": "Les pentes multiplient les colonnes de $W$ ; $\\mathrm{Diag}(\\sigma') W$"
        " multiplie les lignes.",
        "en": "Slopes multiply the columns of $W$; $\\mathrm{Diag}(\\sigma') W$ multiplies rows.",
    },
    "radius": {
        "fr": "C’est le rayon spectral ; la norme est la plus grande valeur singulière.",
        "en": "This is the spectral radius; the norm is the largest singular value.",
    },
    "factors": {
        "fr": "C’est le produit des normes des facteurs ; il faut la norme du produit.",
        "en": "This is the product of the factors' norms; it has to be the norm of the product.",
    },
}


def slipped(slip, W, dsig):
    """All norms, computed with one mistake."""
    size, product = {"frobenius": None, "radius": None}.get(slip, 2), np.eye(len(W))
    norms = [np.linalg.norm(product, size)]
    for slope in dsig if slip == "forwards" else dsig[::-1]:
        factor = slope[:, None] * W
        if slip in ("no-slope", "columns"):
            factor = W if slip == "no-slope" else W * slope
        product = factor @ product if slip == "order" else product @ factor
        norms.append(np.linalg.norm(product, size))
        if slip == "radius":
            norms[0], norms[-1] = 1.0, np.abs(np.linalg.eigvals(product)).max()
        if slip == "factors":
            norms[-1] = norms[-2] * np.linalg.norm(factor, 2)
    return np.array(norms)


def mistakes(W, dsig, of=lambda norms: norms):
    """Where usual mistakes lead, each computed only if a check has failed."""
    return [(say, lambda slip=slip: of(slipped(slip, W, dsig))) for slip, say in SLIPS.items()]


def rnn(rng, T, H, scale=1.0):
    """A sigmoid RNN that has run: W, its slopes, and all norms by autograd."""
    W = scale * rng.normal(size=(H, H))
    drive, start = torch.from_numpy(rng.normal(size=(T, H))), torch.from_numpy(rng.uniform(size=H))

    def run(h, first):
        states = [h]
        for t in range(first, T):
            states.append(torch.sigmoid(torch.from_numpy(W) @ states[-1] + drive[t]))
        return states

    states = run(start, 0)
    slopes = np.stack([(h * (1 - h)).numpy() for h in states[1:]])
    norms = [1.0]
    for k in range(1, T + 1):
        jacobian = torch.autograd.functional.jacobian(
            lambda h, k=k: run(h, T - k)[-1], states[T - k]
        )
        norms.append(np.linalg.svd(jacobian.numpy(), compute_uv=False)[0])
    return W, slopes, np.array(norms)


def orthogonal(rng, H):
    """An orthogonal matrix of shape (H, H), drawn."""
    return np.linalg.qr(rng.normal(size=(H, H)))[0]


def agrees(student, W, dsig, want):
    """The student's norms, shown as a curve, and compared by their logarithms."""
    got = np.asarray(student.grad_norms(W, dsig), dtype=float)
    suite.show(check.plot.gradient_norm(got, want), always=True)
    check.shape(got, want.shape)
    with np.errstate(all="ignore"):
        told = np.log(got)
        explain = mistakes(W, dsig, np.log)
    check.close(told, np.log(want), rtol=RTOL, atol=1e-7, explain=explain)


@suite.test(
    points=1,
    title={"fr": "T + 1 nombres, le premier vaut 1", "en": "T + 1 numbers, the first is 1"},
)
def first_is_one(student, rng):
    norms = student.grad_norms(rng.normal(size=(4, 4)), rng.uniform(size=(6, 4)))
    check.shape(norms, (7,))
    check.close(norms[0], 1.0, rtol=RTOL)


@suite.test(points=1, title={"fr": "ρ = 0,9 : il s’évanouit", "en": "ρ = 0.9: it vanishes"})
def vanishes(student, rng):
    W, dsig = 0.9 * orthogonal(rng, 5), np.ones((40, 5))
    agrees(student, W, dsig, 0.9 ** np.arange(41))


@suite.test(points=1, title={"fr": "ρ = 1,1 : il explose", "en": "ρ = 1.1: it explodes"})
def explodes(student, rng):
    W, dsig = 1.1 * orthogonal(rng, 5), np.ones((40, 5))
    agrees(student, W, dsig, 1.1 ** np.arange(41))


@suite.test(
    points=1,
    title={"fr": "Un RNN sigmoïde, à chaque distance", "en": "A sigmoid RNN, at every distance"},
)
def sigmoid_rnn(student, rng):
    agrees(student, *rnn(rng, 8, 4, 3.0))


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Une matrice non normale", "en": "A matrix that is not normal"},
    hint={
        "fr": "Valeurs propres et valeurs singulières diffèrent : la norme peut d’abord croître.",
        "en": "Eigenvalues and singular values differ: the norm may grow first.",
    },
)
def not_normal(student, rng):
    W = 0.5 * np.eye(3) + np.diag(rng.uniform(1, 2, size=2), 1)
    dsig = rng.uniform(0.8, 1.0, size=(6, 3))
    want, product = [1.0], np.eye(3)
    for slope in dsig[::-1]:
        product = product @ np.diag(slope) @ W
        want.append(np.sqrt(np.linalg.eigvalsh(product.T @ product)[-1]))
    check.close(np.log(np.asarray(student.grad_norms(W, dsig))), np.log(want), rtol=RTOL, atol=1e-7)


@suite.test(
    points=1,
    visible=False,
    title={
        "fr": "Sous la borne (‖W‖/4)^d, ρ = 1 constant",
        "en": "Below (‖W‖/4)^d; constant for ρ = 1",
    },
    hint={
        "fr": "$\\sigma' \\le 1/4$ ; avec $\\rho = 1$ et sans pente, toutes les normes valent 1.",
        "en": "$\\sigma' \\le 1/4$; with $\\rho = 1$ and no slope, all norms are 1.",
    },
)
def bounded(student, rng):
    W, dsig, want = rnn(rng, 10, 3, 2.0)
    got = np.asarray(student.grad_norms(W, dsig))
    check.close(np.log(got), np.log(want), rtol=RTOL, atol=1e-7)
    bound = (np.linalg.norm(W, 2) / 4) ** np.arange(11)
    check.true(bool((got <= bound * (1 + 1e-9)).all()))
    flat = student.grad_norms(orthogonal(rng, 4), np.ones((12, 4)))
    check.close(flat, np.ones(13), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "T = 200, une unité, un pas", "en": "T = 200, one unit, one step"},
    hint={
        "fr": "Rien ne dépend de T ni de H : le résultat a T + 1 nombres.",
        "en": "Nothing depends on T or H: the result has T + 1 numbers.",
    },
)
def other_sizes(student, rng):
    for T, H in ((200, 3), (5, 1), (1, 4)):
        W, dsig = 0.95 * orthogonal(rng, H), np.full((T, H), 0.9)
        got = student.grad_norms(W, dsig)
        check.shape(got, (T + 1,))
        check.close(np.log(np.asarray(got)), np.arange(T + 1) * np.log(0.855), rtol=1e-7, atol=1e-7)


@suite.test(
    points=1,
    visible=False,
    needs="vanishes",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "`W` et `dsig` restent tels quels.",
        "en": "`W` and `dsig` stay as they were.",
    },
)
def arguments_intact(student, rng):
    W, dsig, _ = rnn(rng, 4, 3, 2.0)
    _, after = student.after.grad_norms(W, dsig)
    check.equal(after[0], W)
    check.equal(after[1], dsig)
