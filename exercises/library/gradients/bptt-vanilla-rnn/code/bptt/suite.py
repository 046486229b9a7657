"""Nine tests of bptt: truth is autograd through torch.nn.RNN, in the judge."""

import numpy as np
import torch

from graders.sdk import check, suite

RTOL = 1e-8
PAIR = {
    "fr": '`bptt` renvoie un couple : la perte, puis un dict de clés "W", "U", "b" et "V".',
    "en": '`bptt` returns a pair: the loss, then a dict with the keys "W", "U", "b" and "V".',
}
SLIPS = {
    "no-carry": {
        "fr": "Rien ne revient du pas suivant : le terme $W^\\top \\delta_{t+1}$ manque.",
        "en": "Nothing comes back from the next step: the term $W^\\top \\delta_{t+1}$ is missing.",
    },
    "not-transposed": {
        "fr": "Le gradient revient par $W$ ; il faut $W^\\top$.",
        "en": "The gradient comes back through $W$; it has to be $W^\\top$.",
    },
    "state-after": {
        "fr": "$\\partial L / \\partial W$ est formé avec $h_t$ ; il faut l’état d’avant,"
        " $h_{t-1}$.",
        "en": "$\\partial L / \\partial W$ is made with $h_t$; it has to be the state"
        " before, $h_{t-1}$.",
    },
    "slope-before": {
        "fr": "La pente de $\\tanh$ est prise à l’état d’avant : il faut $1 - h_t^2$.",
        "en": "The slope of $\\tanh$ is taken at the state before: it has to be $1 - h_t^2$.",
    },
    "last-loss": {
        "fr": "Seule l’erreur du dernier pas remonte ; chaque pas a la sienne.",
        "en": "Only the error of the last step goes back; each step has its own.",
    },
    "last-step": {
        "fr": "Seul le dernier pas compte ; les gradients de tous les pas s’additionnent.",
        "en": "Only the last step counts; the gradients of all steps add up.",
    },
    "first-step": {
        "fr": "Seul le premier pas compte ; les gradients de tous les pas s’additionnent.",
        "en": "Only the first step counts; the gradients of all steps add up.",
    },
    "no-slope": {
        "fr": "La dérivée de $\\tanh$, $1 - h_t^2$, manque.",
        "en": "The derivative of $\\tanh$, $1 - h_t^2$, is missing.",
    },
    "output-slope": {
        "fr": "L’erreur $e_t$ est multipliée par une dérivée de $\\tanh$ ; la sortie est linéaire.",
        "en": "The error $e_t$ is multiplied by a derivative of $\\tanh$; the output is linear.",
    },
}


def drawn(rng, T, D, H, M):
    """The arguments of bptt, of order one, with an initial state that is not zero."""
    shapes = (T, D), (T, M), (H,), (H, H), (H, D), (H,), (M, H)
    return tuple(0.8 * rng.normal(size=shape) for shape in shapes)


def truth(x, y, h0, W, U, b, V):
    """Loss and gradients by autograd through torch.nn.RNN."""
    x, y, h0, W, U, b, V = (torch.from_numpy(value) for value in (x, y, h0, W, U, b, V))
    rnn = torch.nn.RNN(x.shape[1], len(h0), dtype=torch.float64)
    rnn.load_state_dict(
        {"weight_ih_l0": U, "weight_hh_l0": W, "bias_ih_l0": b, "bias_hh_l0": 0 * b}
    )
    V.requires_grad_()
    loss = ((rnn(x, h0[None])[0] @ V.T - y) ** 2).sum() / 2
    loss.backward()
    grads = (rnn.weight_hh_l0.grad, rnn.weight_ih_l0.grad, rnn.bias_ih_l0.grad, V.grad)
    return loss.item(), dict(zip("WUbV", (grad.numpy() for grad in grads), strict=True))


def slipped(slip, args, key):
    """One gradient, computed with one mistake."""
    x, y, h0, W, U, b, V = args
    h = [h0]
    for x_t in x:
        h.append(np.tanh(W @ h[-1] + U @ x_t + b))
    made, later = {"W": 0 * W, "U": 0 * U, "b": 0 * b, "V": 0 * V}, 0 * h0
    for t in range(len(x), 0, -1):
        e = V @ h[t] - y[t - 1]
        delta = later if slip == "last-loss" and t < len(x) else V.T @ e + later
        delta = delta * {"no-slope": 1, "slope-before": 1 - h[t - 1] ** 2}.get(slip, 1 - h[t] ** 2)
        out = e * (1 - (V @ h[t]) ** 2) if slip == "output-slope" else e
        if {"last-step": t == len(x), "first-step": t == 1}.get(slip, True):
            made["W"] += np.outer(delta, h[t if slip == "state-after" else t - 1])
            made["U"] += np.outer(delta, x[t - 1])
            made["b"] += delta
            made["V"] += np.outer(out, h[t])
        later = (W if slip == "not-transposed" else W.T) @ delta
        later = 0 * later if slip == "no-carry" else later
    return made[key]


def mistakes(args, key):
    """Where usual mistakes lead, each computed only if a check has failed."""
    return [
        (say, lambda slip=slip: slipped(slip, args, key))
        for slip, say in SLIPS.items()
        if slip != "output-slope" or key == "V"
    ]


def pair(found):
    """The loss and the gradients that the student returns."""
    whole = isinstance(found, tuple | list) and len(found) == 2 and isinstance(found[1], dict)
    check.true(whole and set(found[1]) == set("WUbV"), say=PAIR)
    return found


def one_gradient(student, rng, key):
    """One of the student's gradients is that of autograd."""
    args = drawn(rng, 6, 3, 4, 2)
    got, want = pair(student.bptt(*args))[1][key], truth(*args)[1][key]
    check.close(got, want, rtol=RTOL, explain=mistakes(args, key))


@suite.test(points=1, title={"fr": "La perte", "en": "The loss"})
def loss(student, rng):
    args = drawn(rng, 6, 3, 4, 2)
    got, _ = pair(student.bptt(*args))
    check.close(got, truth(*args)[0], rtol=1e-10)


@suite.test(points=1, title={"fr": "∂L/∂V", "en": "∂L/∂V"})
def gradient_of_V(student, rng):
    one_gradient(student, rng, "V")


@suite.test(points=1, title={"fr": "∂L/∂b : la somme des δ", "en": "∂L/∂b: the sum of all δ"})
def gradient_of_b(student, rng):
    one_gradient(student, rng, "b")


@suite.test(points=1, title={"fr": "∂L/∂U", "en": "∂L/∂U"})
def gradient_of_U(student, rng):
    one_gradient(student, rng, "U")


@suite.test(points=1, title={"fr": "∂L/∂W", "en": "∂L/∂W"})
def gradient_of_W(student, rng):
    one_gradient(student, rng, "W")


@suite.test(
    points=1,
    title={"fr": "T = 1 : une seule couche", "en": "T = 1: a single layer"},
)
def one_step(student, rng):
    args = drawn(rng, 1, 3, 4, 2)
    (got, grads), (want, right) = pair(student.bptt(*args)), truth(*args)
    check.close(got, want, rtol=RTOL)
    for key in "WUbV":
        check.close(grads[key], right[key], rtol=RTOL, explain=mistakes(args, key))


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Aucune erreur, aucun gradient", "en": "No error, no gradient"},
    hint={
        "fr": "Si $y_t = V h_t$ à chaque pas, la perte et tous les gradients sont nuls.",
        "en": "If $y_t = V h_t$ at each step, the loss and all gradients are zero.",
    },
)
def no_error(student, rng):
    x, _, h0, W, U, b, V = drawn(rng, 5, 2, 3, 4)
    h, y = h0, []
    for x_t in x:
        h = np.tanh(W @ h + U @ x_t + b)
        y.append(V @ h)
    got, grads = pair(student.bptt(x, np.stack(y), h0, W, U, b, V))
    check.close(got, 0.0, atol=1e-12)
    for key, shape in (("W", (3, 3)), ("U", (3, 2)), ("b", (3,)), ("V", (4, 3))):
        check.close(grads[key], np.zeros(shape), atol=1e-12)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "25 pas, d’autres tailles", "en": "25 steps, other sizes"},
    hint={
        "fr": "H = 1 et M = 1 sont des tailles aussi ; rien ne dépend de T.",
        "en": "H = 1 and M = 1 are sizes, too; nothing depends on T.",
    },
)
def other_sizes(student, rng):
    for sizes in ((25, 2, 5, 3), (4, 1, 3, 1), (3, 2, 1, 2)):
        args = drawn(rng, *sizes)
        (got, grads), (want, right) = pair(student.bptt(*args)), truth(*args)
        check.close(got, want, rtol=RTOL)
        for key in "WUbV":
            check.close(grads[key], right[key], rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs="gradient_of_W",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "Chaque argument reste tel quel, `h0` aussi.",
        "en": "Every argument stays as it was, `h0` too.",
    },
)
def arguments_intact(student, rng):
    args = drawn(rng, 4, 3, 5, 2)
    _, after = student.after.bptt(*args)
    for now, before in zip(after, args, strict=True):
        check.equal(now, before)
