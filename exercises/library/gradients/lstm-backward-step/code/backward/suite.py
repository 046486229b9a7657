"""Nine tests of lstm_bwd: truth is autograd through torch.nn.LSTMCell, in the judge."""

import numpy as np
import torch

from graders.sdk import check, suite

RTOL = 1e-9
KEYS = ("dx", "dh", "dc", "dW", "dU", "db")
KEYED = {
    "fr": "`lstm_bwd` renvoie un dict de clés `dx`, `dh`, `dc`, `dW`, `dU` et `db`.",
    "en": "`lstm_bwd` returns a dict with the keys `dx`, `dh`, `dc`, `dW`, `dU` and `db`.",
}
SLIPS = {
    "no-dc": {
        "fr": "Le gradient reçu `dc_new` est ignoré : seul le chemin par $h'$ est compté.",
        "en": "The gradient `dc_new` is ignored: only the way through $h'$ is counted.",
    },
    "no-dh": {
        "fr": "L’état ne reçoit rien par $h'$ : le terme $dh' \\odot o \\odot (1 - \\tanh^2"
        " c')$ manque.",
        "en": "The state gets nothing through $h'$: $dh' \\odot o \\odot (1 - \\tanh^2 c')$"
        " is missing.",
    },
    "no-squash": {
        "fr": "La dérivée de $\\tanh(c')$ manque dans le chemin par $h'$.",
        "en": "The derivative of $\\tanh(c')$ is missing on the way through $h'$.",
    },
    "new-c": {
        "fr": "La porte d’oubli est multipliée par $c'$ ; elle a vu l’ancien état, $c$.",
        "en": "The forget gate is multiplied by $c'$; it has seen the old state, $c$.",
    },
    "no-f": {
        "fr": "`dc` n’est pas multiplié par la porte d’oubli $f$.",
        "en": "`dc` is not multiplied by the forget gate $f$.",
    },
    "no-gate-slopes": {
        "fr": "Les pentes des portes, $\\sigma' = \\sigma (1 - \\sigma)$, manquent.",
        "en": "The slopes of the gates, $\\sigma' = \\sigma (1 - \\sigma)$, are missing.",
    },
    "sigmoid-g": {
        "fr": "Le candidat a la pente d’une sigmoïde, $g (1 - g)$ ; il faut $1 - g^2$.",
        "en": "The candidate has the slope of a sigmoid, $g (1 - g)$; it has to be $1 - g^2$.",
    },
    "no-tanh-o": {
        "fr": "La porte de sortie est multipliée par $c'$ ; il faut $\\tanh(c')$.",
        "en": "The output gate is multiplied by $c'$; it has to be $\\tanh(c')$.",
    },
    "i-and-g": {
        "fr": "La porte d’entrée reçoit $i$ et le candidat $g$ ; chacun doit recevoir l’autre.",
        "en": "The input gate gets $i$ and the candidate $g$; each has to get the other.",
    },
}


def drawn(rng, D, H):
    """A cache of order one, and the gradients of both results."""
    shapes = (D,), (H,), (H,), (4 * H, D), (4 * H, H), (4 * H,), (H,), (H,)
    *cache, dh, dc = (rng.normal(size=shape) for shape in shapes)
    return tuple(cache), dh, dc


def stepped(cell, x, h, c):
    """One step of the cell on single vectors: (h, c)."""
    new_h, new_c = cell(x[None], (h[None], c[None]))
    return new_h[0], new_c[0]


def truth(cache, dh, dc, steps=1):
    """The six gradients by autograd; of several steps on the same input, if asked."""
    x, h, c, W, U, b = (torch.tensor(value) for value in cache)
    cell = torch.nn.LSTMCell(len(x), len(h), dtype=torch.float64)
    cell.load_state_dict({"weight_ih": W, "weight_hh": U, "bias_ih": b, "bias_hh": 0 * b})
    for value in (x, h, c):
        value.requires_grad_()
    state = h, c
    for _ in range(steps):
        state = stepped(cell, x, *state)
    total = (state[0] * torch.from_numpy(dh)).sum() + (state[1] * torch.from_numpy(dc)).sum()
    of = (x, h, c, cell.weight_ih, cell.weight_hh, cell.bias_ih)
    grads = torch.autograd.grad(total, of)
    return {key: grad.numpy() for key, grad in zip(KEYS, grads, strict=True)}


def gates(cache):
    """The four gates and the new state, each (H,)."""
    x, h, c, W, U, b = cache
    i, f, g, o = np.split(W @ x + U @ h + b, 4)
    i, f, o = (1 / (1 + np.exp(-value)) for value in (i, f, o))
    return i, f, np.tanh(g), o, f * c + i * np.tanh(g)


def slipped(slip, key, cache, dh, dc):
    """One gradient, computed with one mistake."""
    x, h, c, W, U, _ = cache
    i, f, g, o, new = gates(cache)
    through = dh * o * (1 if slip == "no-squash" else 1 - np.tanh(new) ** 2)
    delta = {"no-dc": through, "no-dh": dc}.get(slip, through + dc)
    si, sf, so = (1 if slip == "no-gate-slopes" else v * (1 - v) for v in (i, f, o))
    for_i, for_g = (i, g) if slip == "i-and-g" else (g, i)
    dz = np.concatenate([
        delta * for_i * si,
        delta * (new if slip == "new-c" else c) * sf,
        delta * for_g * (g * (1 - g) if slip == "sigmoid-g" else 1 - g**2),
        dh * (new if slip == "no-tanh-o" else np.tanh(new)) * so,
    ])  # fmt: skip
    made = {"dx": W.T @ dz, "dh": U.T @ dz, "dc": delta if slip == "no-f" else delta * f}
    return {**made, "dW": np.outer(dz, x), "dU": np.outer(dz, h), "db": dz}[key]


def mistakes(key, args):
    """Where usual mistakes lead, each computed only if a check has failed."""
    return [(say, lambda slip=slip: slipped(slip, key, *args)) for slip, say in SLIPS.items()]


def keyed(found):
    """The student's dict of gradients."""
    check.true(isinstance(found, dict) and set(found) == set(KEYS), say=KEYED)
    return found


def one_gradient(student, rng, key):
    """One of the student's gradients is that of autograd."""
    args = drawn(rng, 3, 4)
    got = keyed(student.lstm_bwd(*args))[key]
    check.close(got, truth(*args)[key], rtol=RTOL, explain=mistakes(key, args))


@suite.test(points=1, title={"fr": "db : les quatre portes", "en": "db: the four gates"})
def of_b(student, rng):
    one_gradient(student, rng, "db")


@suite.test(points=1, title={"fr": "dc : vers l’état précédent", "en": "dc: to the previous state"})
def of_c(student, rng):
    one_gradient(student, rng, "dc")


@suite.test(points=1, title={"fr": "dx", "en": "dx"})
def of_x(student, rng):
    one_gradient(student, rng, "dx")


@suite.test(points=1, title={"fr": "dh", "en": "dh"})
def of_h(student, rng):
    one_gradient(student, rng, "dh")


@suite.test(points=1, title={"fr": "dW", "en": "dW"})
def of_W(student, rng):
    one_gradient(student, rng, "dW")


@suite.test(points=1, title={"fr": "dU", "en": "dU"})
def of_U(student, rng):
    one_gradient(student, rng, "dU")


@suite.test(
    points=1,
    title={"fr": "dh′ = 0 : par l’état seul", "en": "dh′ = 0: through the state alone"},
)
def state_alone(student, rng):
    cache, dh, dc = drawn(rng, 3, 4)
    args = cache, 0 * dh, dc
    got, want = keyed(student.lstm_bwd(*args)), truth(*args)
    say = {
        "fr": "Si $dh' = 0$, la porte de sortie ne reçoit rien et $dc = f \\odot dc'$.",
        "en": "If $dh' = 0$, the output gate gets nothing and $dc = f \\odot dc'$.",
    }
    for key in KEYS:
        check.close(got[key], want[key], rtol=RTOL, say=say, explain=mistakes(key, args))


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Deux pas enchaînés", "en": "Two steps in a chain"},
    hint={
        "fr": "`dh` et `dc` d’un pas sont `dh_new` et `dc_new` du pas d’avant.",
        "en": "`dh` and `dc` of a step are `dh_new` and `dc_new` of the step before.",
    },
)
def two_steps(student, rng):
    for D, H in ((3, 5), (2, 1)):
        cache, dh, dc = drawn(rng, D, H)
        x, h, c, *weights = cache
        i, f, g, o, new = gates(cache)
        late = keyed(student.lstm_bwd((x, o * np.tanh(new), new, *weights), dh, dc))
        early = keyed(student.lstm_bwd(cache, np.asarray(late["dh"]), np.asarray(late["dc"])))
        want = truth(cache, dh, dc, steps=2)
        for key in KEYS:
            got = np.asarray(early[key])
            got = got + late[key] if key in ("dx", "dW", "dU", "db") else got
            check.close(got, want[key], rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs="of_c",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "`dc_new += …` change le tableau de qui vous appelle.",
        "en": "`dc_new += …` changes the caller's array.",
    },
)
def arguments_intact(student, rng):
    args = drawn(rng, 2, 3)
    _, (cache, *after) = student.after.lstm_bwd(*args)
    for now, before in zip((*cache, *after), (*args[0], *args[1:]), strict=True):
        check.equal(now, before)
