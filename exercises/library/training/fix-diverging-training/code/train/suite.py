"""train: the weights after a few steps in float64 are those of a replay in the judge.

The order of backward, clipping and step shows in the first step already: a clipped step has the
length lr * max_norm. Nothing is looked at inside the student process.
"""

import numpy as np
import torch
from objectives import Bowl, Slope

from graders.sdk import check, suite

RTOL = 1e-5
UNCLIPPED = {
    "fr": "Le gradient n’est pas écrêté quand le pas se fait : l’écrêtage vient entre `backward`,"
    " qui écrit le gradient, et `step`, qui le lit.",
    "en": "The gradient is not clipped when the step is made: clipping comes between `backward`,"
    " which writes the gradient, and `step`, which reads it.",
}
BY_VALUE = {
    "fr": "Chaque nombre du gradient est écrêté à part ; il faut la norme de l’ensemble.",
    "en": "Each number of the gradient is clipped apart; the norm of all of them is meant.",
}
BY_TENSOR = {
    "fr": "Chaque tenseur est écrêté à part ; la norme est celle de tous ensemble.",
    "en": "Each tensor is clipped apart; the norm is that of all of them together.",
}
ALWAYS = {
    "fr": "Le gradient est toujours ramené à `max_norm`, même quand il est plus petit.",
    "en": "The gradient is always scaled to `max_norm`, even when it is smaller.",
}
ADDS_UP = {
    "fr": "Le gradient s’ajoute d’un pas à l’autre : `zero_grad()` manque dans la boucle.",
    "en": "The gradient adds up from step to step: `zero_grad()` is missing in the loop.",
}
MOMENTUM = {
    "fr": "C’est SGD avec inertie ; il faut SGD simple.",
    "en": "This is SGD with momentum; plain SGD is asked.",
}
ADAM = {"fr": "C’est Adam ; il faut SGD simple.", "en": "This is Adam; plain SGD is asked."}
ORDER = {
    "fr": "`loss_fn(i)` s’appelle une fois pour chaque i, de 0 à `steps - 1`, dans l’ordre.",
    "en": "`loss_fn(i)` is called once for each i, from 0 to `steps - 1`, in order.",
}


def clip(grads, max_norm, how):
    """Gradients as this way of clipping leaves them; None stays None."""
    norm = torch.sqrt(sum((g**2).sum() for g in grads if g is not None))
    factor = float(max_norm / norm)
    if how == "value":
        return [g if g is None else g.clamp(-max_norm, max_norm) for g in grads]
    if how == "tensor":
        return [
            g if g is None else g * min(1.0, float(max_norm / (g.norm() + 1e-6))) for g in grads
        ]
    if how == "never" or (factor >= 1 and how != "always"):
        return grads
    return [g if g is None else g * factor for g in grads]


def replay(objective, steps, lr, max_norm, how="global", keep=False, optimizer="sgd"):
    """Losses and final weights of the training, or of a usual mistake, in the judge."""
    tensors = objective.params()
    step = {
        "sgd": lambda: torch.optim.SGD(tensors, lr=lr),
        "momentum": lambda: torch.optim.SGD(tensors, lr=lr, momentum=0.9),
        "adam": lambda: torch.optim.Adam(tensors, lr=lr),
    }[optimizer]()
    before, losses = [None] * len(tensors), []
    for i in range(steps):
        loss = objective(i)
        grads = list(torch.autograd.grad(loss, tensors, allow_unused=True))
        if keep:
            grads = [g if b is None else b if g is None else g + b for g, b in zip(grads, before)]
        before = clip(grads, max_norm, how)
        for tensor, grad in zip(tensors, before):
            tensor.grad = grad
        step.step()
        losses.append(float(loss.detach()))
    return losses, [value.numpy() for value in objective.values()]


def start(rng, count=3):
    """Tensors of sizes that differ, float64: two that are trained, one that plays no part."""
    shapes = [(3, 2), (4,), (2,)][:count]
    return [torch.from_numpy(rng.normal(size=shape)) for shape in shapes]


def train(student, made, steps, lr, max_norm):
    """The student's training of an objective that lives there: losses and final weights."""
    losses = student.train(made.keep.params(), made, steps, lr, max_norm)
    return losses, [np.asarray(value) for value in made.values()]


def agrees_with_replay(student, starts, targets, steps, lr, max_norm, ours=Bowl, dirty=0.0):
    """Weights, losses and calls of a training are those of the judge's own."""
    made = getattr(student.module("objectives").keep, ours.__name__)(starts, targets)
    if dirty:
        made.leave_gradients(dirty)
    losses, weights = train(student, made, steps, lr, max_norm)
    settings = steps, lr, max_norm

    def mistake(**changed):
        return lambda: replay(ours(starts, targets), *settings, **changed)[1]

    explain = [
        (UNCLIPPED, mistake(how="never")),
        (BY_VALUE, mistake(how="value")),
        (BY_TENSOR, mistake(how="tensor")),
        (ALWAYS, mistake(how="always")),
        (ADDS_UP, mistake(keep=True)),
        (MOMENTUM, mistake(optimizer="momentum")),
        (ADAM, mistake(optimizer="adam")),
    ]
    want = replay(ours(starts, targets), *settings)
    check.close(weights, want[1], rtol=RTOL, explain=explain)
    check.equal(made.seen, list(range(steps)), say=ORDER)
    check.close(losses, want[0], rtol=RTOL)


def slope(rng, size, norm):
    """A gradient of that norm: no entry is near zero."""
    drawn = rng.choice([-1.0, 1.0], size=size) * rng.uniform(0.5, 2.0, size=size)
    return torch.from_numpy(norm * drawn / np.linalg.norm(drawn))


def one_step(student, rng, norm, max_norm):
    """One step along a known gradient."""
    grads = [slope(rng, 5, norm)]
    agrees_with_replay(student, [torch.zeros(5).double()], grads, 1, 0.4, max_norm, ours=Slope)


@suite.test(
    points=2,
    title={
        "fr": "Un pas écrêté a la longueur lr · max_norm",
        "en": "A clipped step has the length lr · max_norm",
    },
)
def known_length(student, rng):
    one_step(student, rng, float(rng.uniform(30, 60)), float(rng.uniform(1.5, 3)))


@suite.test(
    points=1,
    needs="known_length",
    title={
        "fr": "Un petit gradient n’est pas écrêté",
        "en": "A small gradient is not clipped",
    },
)
def small_gradient(student, rng):
    one_step(student, rng, float(rng.uniform(0.5, 1)), float(rng.uniform(1.5, 3)))


@suite.test(
    points=1,
    title={
        "fr": "La norme est celle de tous les tenseurs ensemble",
        "en": "The norm is that of all tensors together",
    },
)
def global_norm(student, rng):
    agrees_with_replay(student, start(rng), start(rng, 2), 1, 0.05, float(rng.uniform(2, 3)))


@suite.test(
    points=2,
    title={
        "fr": "Sept pas : poids et pertes d’un calcul témoin",
        "en": "Seven steps: weights and losses of a replay",
    },
)
def replayed(student, rng):
    agrees_with_replay(student, start(rng), start(rng, 2), 7, 0.05, float(rng.uniform(4, 6)))


@suite.test(
    points=2,
    title={
        "fr": "Le réseau qui divergeait apprend",
        "en": "The network that diverged learns",
    },
)
def recurrent(student, rng):
    w, h0, target = (float(x) for x in rng.uniform((1.25, 0.8, 0.9), (1.35, 1.2, 1.1)))
    made = student.module("objectives").keep.Recurrent(w, h0, target)
    losses = np.asarray(student.train(made.keep.params(), made, 500, 0.001, 1.0), dtype=float)
    check.shape(losses, (500,))
    shown = np.clip(np.nan_to_num(losses, nan=1e12, posinf=1e12), 1e-12, 1e12)
    suite.show(check.plot.lines([(LOSS, shown)], title=LOSS, x=STEP, log=True))
    check.true(bool(np.isfinite(losses).all()), say=NOT_FINITE)
    check.true(bool(np.mean(losses[-10:]) <= 1e-3), say=TOO_HIGH)


LOSS = {"fr": "perte", "en": "loss"}
STEP = {"fr": "pas", "en": "step"}
NOT_FINITE = {"fr": "Des pertes ne sont plus finies.", "en": "Some losses are no longer finite."}
TOO_HIGH = {
    "fr": "La moyenne des dix dernières pertes dépasse 0,001.",
    "en": "The mean of the last ten losses is above 0.001.",
}


@suite.test(
    points=1,
    visible=False,
    needs="replayed",
    title={
        "fr": "Un gradient laissé par d’autres ne compte pas",
        "en": "A gradient left by others does not count",
    },
    hint={
        "fr": "Le gradient se remet à zéro avant le premier `backward`, lui aussi.",
        "en": "The gradient is zeroed before the first `backward`, too.",
    },
)
def left_over(student, rng):
    agrees_with_replay(student, start(rng), start(rng, 2), 2, 0.05, 5.0, dirty=1.7)
