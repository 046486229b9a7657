"""Eight tests of gru_step: truth comes from torch.nn, in the judge."""

import numpy as np
import torch

from graders.sdk import check, diagnosis, suite

RTOL = 1e-10
GATES = ("r", "z", "n")
UPDATE_SWAPPED = {
    "fr": "Les rôles de $z$ sont échangés : c’est $z \\odot n + (1 - z) \\odot h$.",
    "en": "The roles of $z$ are exchanged: this is $z \\odot n + (1 - z) \\odot h$.",
}
ONLY_BEFORE = {
    "fr": "C’est la convention `reset_after=False` : $r$ agit sur $h$ avant le produit par $U_n$.",
    "en": "This is the convention `reset_after=False`:"
    " $r$ acts on $h$ before the product with $U_n$.",
}
ONLY_AFTER = {
    "fr": "C’est la convention `reset_after=True` : $r$ agit après le produit par $U_n$.",
    "en": "This is the convention `reset_after=True`: $r$ acts after the product with $U_n$.",
}
BIAS_OUTSIDE = {
    "fr": "Le biais $c_n$ reste hors de la porte : c’est $r \\odot (h U_n^\\top) + c_n$.",
    "en": "The bias $c_n$ stays out of the gate: this is $r \\odot (h U_n^\\top) + c_n$.",
}
BIAS_INSIDE = {
    "fr": "Le biais $c_n$ est multiplié par $r$ ; ici la porte n’agit que sur $h$.",
    "en": "The bias $c_n$ is multiplied by $r$; here the gate acts on $h$ only.",
}
NO_RESET = {
    "fr": "La porte $r$ n’agit pas sur le candidat.",
    "en": "The gate $r$ does not act on the candidate.",
}


def drawn(rng, B, D, H):
    """The arguments of gru_step but the last, all of order one."""
    shapes = (B, D), (B, H), (3 * H, D), (3 * H, H), (3 * H,), (3 * H,)
    return tuple(rng.normal(size=shape) for shape in shapes)


def loaded(kind, sizes, *weights):
    """A cell of torch.nn in float64, with these weights."""
    made = kind(*sizes, dtype=torch.float64)
    names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
    made.load_state_dict(dict(zip(names, map(torch.as_tensor, weights), strict=True)))
    return made.requires_grad_(False)


def after(x, h, W, U, b, c):
    """The step of torch.nn.GRUCell, shape (B, H)."""
    made = loaded(torch.nn.GRUCell, (x.shape[1], h.shape[1]), W, U, b, c)
    return made(torch.from_numpy(x), torch.from_numpy(h)).numpy()


def before(x, h, W, U, b, c):
    """Reset before the product: the candidate is an RNNCell that reads r * h."""
    (xr, xz, _), (hr, hz, _) = np.split(x @ W.T + b, 3, axis=1), np.split(h @ U.T + c, 3, axis=1)
    r, z = (torch.sigmoid(torch.from_numpy(value)) for value in (xr + hr, xz + hz))
    own = [np.split(value, 3)[2] for value in (W, U, b, c)]
    candidate = loaded(torch.nn.RNNCell, (x.shape[1], h.shape[1]), *own)
    h = torch.from_numpy(h)
    return torch.lerp(candidate(torch.from_numpy(x), r * h), h, z).numpy()


def mistakes(args, reset_after):
    """What usual mistakes lead to."""
    x, h, W, U, b, c = args
    xr, xz, xn = np.split(x @ W.T + b, 3, axis=1)
    hr, hz, hn = np.split(h @ U.T + c, 3, axis=1)
    r, z = 1 / (1 + np.exp(-xr - hr)), 1 / (1 + np.exp(-xz - hz))
    u_n, c_n = np.split(U, 3)[2], np.split(c, 3)[2]

    def mixed(state):
        return (1 - z) * np.tanh(xn + state) + z * h

    right = after if reset_after else before
    n = (right(*args) - z * h) / (1 - z)
    found = [(UPDATE_SWAPPED, z * n + (1 - z) * h), (NO_RESET, mixed(hn))]
    if reset_after:
        found += [(ONLY_BEFORE, lambda: before(*args))]
        found += [(BIAS_OUTSIDE, mixed(r * (h @ u_n.T) + c_n))]
    else:
        found += [(ONLY_AFTER, lambda: after(*args))]
        found += [(BIAS_INSIDE, mixed((r * h) @ u_n.T + r * c_n))]
    found += diagnosis.without_bias(right, args, 4) + diagnosis.without_bias(right, args, 5, "c")
    return found + diagnosis.permuted_gates(right, args, (2, 3, 4, 5), GATES)


def agrees(student, args, reset_after):
    """The student's step is that of PyTorch, to 1e-10."""
    check.close(
        student.gru_step(*args, reset_after),
        (after if reset_after else before)(*args),
        rtol=RTOL,
        explain=mistakes(args, reset_after),
    )


@suite.test(
    points=1,
    title={
        "fr": "reset_after=True, contre nn.GRUCell",
        "en": "reset_after=True, against nn.GRUCell",
    },
)
def reset_after(student, rng):
    agrees(student, drawn(rng, 2, 5, 3), True)


@suite.test(
    points=1,
    title={
        "fr": "reset_after=False : r agit avant le produit",
        "en": "reset_after=False: r acts before the product",
    },
)
def reset_before(student, rng):
    agrees(student, drawn(rng, 2, 5, 3), False)


@suite.test(points=1, title={"fr": "z = 1 garde l’état", "en": "z = 1 keeps the state"})
def update_keeps(student, rng):
    x, h, W, U, b, c = drawn(rng, 2, 3, 4)
    b[4:8] = 60 + np.abs(c[4:8])
    W[4:8], U[4:8] = 0, 0
    say = {
        "fr": "Quand $z = 1$, l’état se recopie : $h' = h$.",
        "en": "When $z = 1$, the state is copied: $h' = h$.",
    }
    kept = student.many(student.gru_step, [(x, h, W, U, b, c, flag) for flag in (True, False)])
    for found in kept:
        check.close(found, h, rtol=RTOL, inputs={"h": h}, say=say)


@suite.test(
    points=1,
    title={
        "fr": "r = 0 : le candidat oublie l’état",
        "en": "r = 0: the candidate forgets the state",
    },
)
def reset_forgets(student, rng):
    x, h, W, U, b, c = drawn(rng, 2, 3, 4)
    W[:8], U[:8], c[:8], b[:4], b[4:8] = 0, 0, 0, -60.0, -60.0
    say = {
        "fr": "$r = 0$ et $z = 0$ : $h' = n$ ne dépend pas de $h$."
        " Avec `reset_after=True`, $c_n$ disparaît aussi.",
        "en": "$r = 0$ and $z = 0$: $h' = n$ does not depend on $h$."
        " With `reset_after=True`, $c_n$ vanishes, too.",
    }
    for flag, bias in ((True, b[8:]), (False, b[8:] + c[8:])):
        got = student.gru_step(x, h, W, U, b, c, flag)
        check.close(got, np.tanh(x @ W[8:].T + bias), rtol=RTOL, say=say)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Une matrice Uₙ diagonale", "en": "A diagonal matrix Uₙ"},
    hint={
        "fr": "Si $U_n$ est diagonale et $c_n = 0$, les deux conventions donnent le même état.",
        "en": "If $U_n$ is diagonal and $c_n = 0$, both conventions give the same state.",
    },
)
def diagonal(student, rng):
    x, h, W, U, b, c = drawn(rng, 3, 2, 4)
    U[8:], c[8:] = np.diag(rng.normal(size=4)), 0
    calls = [(x, h, W, U, b, c, flag) for flag in (True, False)]
    one, other = student.many(student.gru_step, calls)
    check.close(one, after(x, h, W, U, b, c), rtol=RTOL)
    check.close(other, one, rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Six pas de suite", "en": "Six steps in a row"},
    needs=["reset_after", "reset_before"],
    hint={
        "fr": "Un pas juste, répété : l’état ne sert qu’une fois à chaque pas.",
        "en": "A right step, repeated: the state is used once at each step.",
    },
)
def six_steps(student, rng):
    x, h, *weights = drawn(rng, 2, 3, 4)
    xs = rng.normal(size=(6, *x.shape))
    for flag, right in ((True, after), (False, before)):
        ours, theirs, got, want = h, h, [], []
        for x in xs:
            ours = np.asarray(student.gru_step(x, ours, *weights, flag))
            theirs = right(x, theirs, *weights)
            got.append(ours)
            want.append(theirs)
        check.trace({"h": np.stack(got)}, {"h": np.stack(want)}, rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Un seul exemple, une seule unité", "en": "A single sample, a single unit"},
    hint={
        "fr": "Le résultat garde deux axes quand B = 1 ou H = 1.",
        "en": "The result keeps two axes when B = 1 or H = 1.",
    },
)
def ones(student, rng):
    for sizes in ((1, 5, 3), (3, 2, 1), (1, 1, 1)):
        for flag in (True, False):
            agrees(student, drawn(rng, *sizes), flag)


@suite.test(
    points=1,
    visible=False,
    needs="reset_after",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "Chaque argument reste tel quel.",
        "en": "Every argument stays as it was.",
    },
)
def arguments_intact(student, rng):
    args = drawn(rng, 3, 5, 4)
    for flag in (True, False):
        _, (*now, _) = student.after.gru_step(*args, flag)
        for value, original in zip(now, args, strict=True):
            check.equal(value, original)
