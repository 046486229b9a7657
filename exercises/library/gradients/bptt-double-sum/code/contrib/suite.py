"""Eight tests of contrib: truth is autograd with a copy of W for each step, in the judge."""

import numpy as np
import torch

from graders.sdk import check, suite

RTOL = 1e-9
SLIPS = {
    "transposed": {
        "fr": "Le produit remonte par $W^\\top$ au lieu de $W$ : une ligne se multiplie par $W$.",
        "en": "The product goes back through $W^\\top$ instead of $W$: a row is multiplied by $W$.",
    },
    "no-slope": {
        "fr": "Les pentes manquent dans le produit : $J_j$ y est $W$, il faut"
        " $\\mathrm{Diag}(D_j) W$.",
        "en": "Slopes are missing in the product: $J_j$ is $W$ there, not $\\mathrm{Diag}(D_j) W$.",
    },
    "no-own-slope": {
        "fr": "La pente $D_k$ de l’instant $k$ manque.",
        "en": "The slope $D_k$ of time $k$ is missing.",
    },
    "state-after": {
        "fr": "Le facteur est $h_k$ ; il faut l’état d’avant, $h_{k-1}$ : la ligne $k$ de `hprev`.",
        "en": "The factor is $h_k$; it has to be the state before, $h_{k-1}$: row $k$ of `hprev`.",
    },
    "exchanged": {
        "fr": "Les indices sont échangés : `C[k, t]` est rempli au lieu de `C[t, k]`.",
        "en": "Indices are exchanged: `C[k, t]` is filled instead of `C[t, k]`.",
    },
    "error-at-k": {
        "fr": "L’erreur est prise en $k$ : $g_k$ au lieu de $g_t$.",
        "en": "The error is taken at $k$: $g_k$ instead of $g_t$.",
    },
}


def drawn(rng, T, H):
    """A sigmoid RNN that has run, and all contributions by autograd."""
    W, V = 2 * rng.normal(size=(H, H)), rng.normal(size=(T, H))
    drive, h = rng.normal(size=(T, H)), torch.from_numpy(rng.uniform(size=H))
    copies = [torch.from_numpy(W).clone().requires_grad_() for _ in range(T)]
    states, C = [h], np.zeros((T, T, H, H))
    for t in range(T):
        h = torch.sigmoid(copies[t] @ h + torch.from_numpy(drive[t]))
        states.append(h)
        loss = (torch.from_numpy(V[t]) * h).sum()
        grads = torch.autograd.grad(loss, copies[: t + 1], retain_graph=True)
        C[t, : t + 1] = np.stack([grad.numpy() for grad in grads])
    run = np.stack([state.detach().numpy() for state in states])
    return (V, run[1:] * (1 - run[1:]), W, run[:-1]), C


def slipped(slip, g, D, W, hprev):
    """All contributions, computed with one mistake."""
    T, H = g.shape
    C = np.zeros((T, T, H, H))
    for t in range(T):
        row = g[t]
        for k in range(t, -1, -1):
            start = row if slip != "error-at-k" else g[k]
            delta = start if slip == "no-own-slope" else start * D[k]
            state = hprev[min(k + 1, T - 1) if slip == "state-after" else k]
            C[t, k] = np.outer(delta, state)
            passed = row if slip == "no-slope" else row * D[k]
            row = passed @ (W.T if slip == "transposed" else W)
    return C.swapaxes(0, 1) if slip == "exchanged" else C


def mistakes(args, part=lambda C: C):
    """Where usual mistakes lead, in all blocks or in a part of them."""
    return [(say, lambda slip=slip: part(slipped(slip, *args))) for slip, say in SLIPS.items()]


def diagonal(C, below=0):
    """The blocks C[t, t - below], one after the other."""
    return np.stack([C[t, t - below] for t in range(below, len(C))])


def all_blocks(student, args, shape):
    """The student's contributions, of the right shape."""
    C = student.contrib(*args)
    say = {
        "fr": "Les deux premiers axes sont t et k, les deux derniers ceux de `W`.",
        "en": "The first two axes are t and k, the last two those of `W`.",
    }
    check.shape(C, shape, say=say)
    return np.asarray(C)


@suite.test(
    points=1,
    title={"fr": "k = t : le dernier usage de W", "en": "k = t: the last use of W"},
)
def same_time(student, rng):
    args, C = drawn(rng, 4, 3)
    got = diagonal(all_blocks(student, args, (4, 4, 3, 3)))
    check.close(got, diagonal(C), rtol=RTOL, explain=mistakes(args, diagonal))


@suite.test(
    points=1,
    title={"fr": "k = t − 1 : un seul Jacobien", "en": "k = t − 1: a single Jacobian"},
)
def one_jacobian(student, rng):
    args, C = drawn(rng, 4, 3)
    got = diagonal(all_blocks(student, args, (4, 4, 3, 3)), 1)
    explain = mistakes(args, lambda made: diagonal(made, 1))
    check.close(got, diagonal(C, 1), rtol=RTOL, explain=explain)


@suite.test(
    points=1,
    title={"fr": "Tous les blocs", "en": "All blocks"},
)
def every_block(student, rng):
    args, C = drawn(rng, 5, 4)
    check.close(all_blocks(student, args, C.shape), C, rtol=RTOL, explain=mistakes(args))


@suite.test(
    points=1,
    title={"fr": "k > t : l’avenir ne compte pas", "en": "k > t: the future does not count"},
)
def future(student, rng):
    args, _ = drawn(rng, 5, 3)
    C = all_blocks(student, args, (5, 5, 3, 3))
    say = {
        "fr": "Un usage de $W$ après l’instant $t$ ne change pas $L_t$ : `C[t, k]` est nul"
        " si k > t.",
        "en": "A use of $W$ after time $t$ does not change $L_t$: `C[t, k]` is zero if k > t.",
    }
    norms = np.abs(C).max(axis=(2, 3))
    explain = [(SLIPS["exchanged"], lambda: np.triu(np.abs(
        slipped("exchanged", *args)).max(axis=(2, 3)), 1))]  # fmt: skip
    check.close(np.triu(norms, 1), np.zeros((5, 5)), atol=1e-12, say=say, explain=explain)
    check.true(bool((norms[np.tril_indices(5)] > 0).all()), say={
        "fr": "Les T (T + 1) / 2 blocs où k ≤ t ne sont pas nuls ici.",
        "en": "The T (T + 1) / 2 blocks where k ≤ t are not zero here.",
    })  # fmt: skip


@suite.test(
    points=1,
    visible=False,
    title={"fr": "La somme est ∂L/∂W", "en": "The sum is ∂L/∂W"},
    hint={
        "fr": "Sommés sur t et k, les blocs donnent le gradient de la perte entière.",
        "en": "Summed over t and k, the blocks give the gradient of the whole loss.",
    },
)
def whole_gradient(student, rng):
    args, C = drawn(rng, 8, 4)
    got = all_blocks(student, args, C.shape)
    check.close(got.sum(axis=(0, 1)), C.sum(axis=(0, 1)), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Une ligne seule est ∂Lₜ/∂W", "en": "One row alone is ∂Lₜ/∂W"},
    hint={
        "fr": "Si une seule perte n’est pas nulle, une seule ligne de `C` l’est non plus.",
        "en": "If a single loss is not zero, a single row of `C` is not zero either.",
    },
)
def one_loss(student, rng):
    (g, D, W, hprev), C = drawn(rng, 5, 3)
    alone = np.zeros_like(g)
    alone[2] = g[2]
    want = np.zeros_like(C)
    want[2] = C[2]
    check.close(all_blocks(student, (alone, D, W, hprev), C.shape), want, rtol=RTOL, atol=1e-14)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "T = 1, H = 1, et 12 instants", "en": "T = 1, H = 1, and 12 times"},
    hint={
        "fr": "Les quatre axes restent, même de taille 1.",
        "en": "All four axes stay, even of size 1.",
    },
)
def other_sizes(student, rng):
    for T, H in ((1, 3), (4, 1), (12, 2)):
        args, C = drawn(rng, T, H)
        check.close(all_blocks(student, args, C.shape), C, rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs="every_block",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "`row = g[t]` est une vue : `row *= D[k]` change `g`.",
        "en": "`row = g[t]` is a view: `row *= D[k]` changes `g`.",
    },
)
def arguments_intact(student, rng):
    args, _ = drawn(rng, 4, 3)
    _, after = student.after.contrib(*args)
    for now, before in zip(after, args, strict=True):
        check.equal(now, before)
