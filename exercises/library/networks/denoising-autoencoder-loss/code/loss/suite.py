"""dae_loss: the judge's networks note what they are given, so that the student's own noise is known."""

import networks
import numpy as np
import torch

from graders.sdk import check, suite

RTOL = 1e-5
TARGET = {
    "fr": "La cible est l’entrée bruitée ; il faut comparer la sortie à `x`, sans bruit.",
    "en": "The target is the noisy input; compare the output with `x`, without noise.",
}
SUM = {
    "fr": "C’est une somme ; il faut la moyenne sur tous les nombres.",
    "en": "This is a sum; the mean over all numbers is asked.",
}
BATCH = {
    "fr": "La moyenne est sur les exemples seulement ; divisez aussi par leur nombre de composantes.",
    "en": "The mean is over examples only; divide by their number of components too.",
}
ABSOLUTE = {
    "fr": "Ce sont des écarts absolus ; il faut des carrés.",
    "en": "These are absolute differences; squares are asked.",
}
NOISE = {
    "fr": "La cible est le bruit ; l’autoencodeur débruiteur rend l’entrée propre.",
    "en": "The target is the noise; a denoising autoencoder returns the clean input.",
}
ROOT = {"fr": "C’est la racine de la perte.", "en": "This is the root of the loss."}
ONCE = {
    "fr": "`net` doit être appelé une seule fois, sur un tenseur de la forme de `x`.",
    "en": "`net` has to be called once, on a tensor of the shape of `x`.",
}
CLEAN = {
    "fr": "`net` a reçu `x` sans bruit.",
    "en": "`net` was given `x` without noise.",
}
SAME_SEED = {
    "fr": "Deux générateurs de même graine donnent deux bruits différents : tirez avec"
    " `generator=gen`.",
    "en": "Two generators of the same seed give two different noises: draw with `generator=gen`.",
}
NEVER_NEW = {
    "fr": "Deux appels avec le même générateur donnent le même bruit.",
    "en": "Two calls with the same generator give the same noise.",
}
CHANGED = {"fr": "`dae_loss` modifie `x`.", "en": "`dae_loss` changes `x`."}
NO_GRADIENT = {
    "fr": "La perte n’est pas un tenseur de forme `()` que l’on peut dériver.",
    "en": "The loss is not a tensor of shape `()` that can be differentiated.",
}


def called(student, x, sigma, gen):
    """The student's loss for a network of the judge's, its input and its output."""
    given = []
    made = torch.from_numpy(np.random.default_rng(x.numel()).normal(size=x.shape))

    def net(a):
        given.append(torch.as_tensor(np.array(a)))
        return made + 0.5 * given[-1]

    loss = student.dae_loss(net, x, sigma, gen)
    check.shape(loss, ())
    check.true(len(given) == 1 and given[0].shape == x.shape, say=ONCE)
    return float(loss), given[0], made + 0.5 * given[0]


def noise(student, x, sigma, gen):
    """The noise that the student's call puts on x."""
    return (called(student, x, sigma, gen)[1] - x).numpy()


def drawn(student, rng, *shape):
    """Data of some shape, and a generator over there."""
    gen = student.module("networks").keep.generator(int(rng.integers(10_000)))
    return torch.from_numpy(1 + 2 * rng.normal(size=shape)), gen


def mistakes(output, x, noisy):
    """What usual mistakes make of the loss."""
    error = output - x
    values = [
        (TARGET, ((output - noisy) ** 2).mean()),
        (SUM, (error**2).sum()),
        (BATCH, (error**2).sum() / len(x)),
        (ABSOLUTE, error.abs().mean()),
        (NOISE, ((output - (noisy - x)) ** 2).mean()),
        (ROOT, (error**2).mean().sqrt()),
    ]
    return [(say, float(value)) for say, value in values]


def compared(student, x, sigma, gen):
    """Hold the loss to be that of the very noise that was drawn."""
    loss, noisy, output = called(student, x, sigma, gen)
    explain = mistakes(output, x, noisy)
    check.close(loss, float(((output - x) ** 2).mean()), rtol=RTOL, explain=explain)


@suite.test(points=2, title={"fr": "La perte", "en": "The loss"})
def value(student, rng):
    x, gen = drawn(student, rng, 3, 4)
    compared(student, x, 0.7, gen)


@suite.test(points=2, title={"fr": "La loi du bruit", "en": "The distribution of the noise"})
def law(student, rng):
    x, gen = drawn(student, rng, 60, 50)
    found = noise(student, x, 0.3, gen)
    check.true(bool(found.any()), say=CLEAN)
    check.distribution(found.ravel(), ("normal", 0, 0.3))
    check.distribution(found.mean(axis=0) * np.sqrt(60), ("normal", 0, 0.3))


@suite.test(
    points=1,
    title={"fr": "Le hasard vient de `gen` seul", "en": "Chance comes from `gen` alone"},
)
def generator(student, rng):
    x, gen = drawn(student, rng, 5, 3)
    there = student.module("networks")
    first, second = noise(student, x, 1.5, gen), noise(student, x, 1.5, gen)
    check.true(abs(first - second).max() > 1e-3, say=NEVER_NEW)
    one, other = (noise(student, x, 1.5, there.keep.generator(7)) for _ in range(2))
    check.close(one, other, rtol=1e-6, say=SAME_SEED)
    third = noise(student, x, 1.5, there.keep.generator(8))
    check.true(abs(one - third).max() > 1e-3, say=NEVER_NEW)


@suite.test(
    points=2,
    title={"fr": "Le gradient des poids", "en": "The gradient of the weights"},
)
def gradient(student, rng):
    x, gen = drawn(student, rng, 6, 3)
    there, weight = student.module("networks"), torch.from_numpy(rng.normal(size=(3, 3)))
    net = there.keep.Net(weight)
    loss = student.keep.dae_loss(net, x, 0.8, gen)
    check.true(there.shape(loss) == [], say=NO_GRADIENT)
    got, given = there.gradient(loss, net), net.given
    check.true(got is not None, say=NO_GRADIENT)
    check.true(len(given) == 1, say=ONCE)
    here = networks.Net(weight)
    right = networks.gradient(((here(torch.as_tensor(given[0])) - x) ** 2).mean(), here)
    check.close(got, right, rtol=RTOL)


@suite.test(points=1, title={"fr": "`x` reste intact", "en": "`x` stays as it is"})
def intact(student, rng):
    x, gen = drawn(student, rng, 4, 5)
    net = student.module("networks").keep.Net(torch.eye(5, dtype=torch.float64))
    loss, after = student.after.dae_loss(net, x, 0.9, gen)
    check.shape(loss, ())
    check.equal(after[1], x, say=CHANGED)


@suite.test(
    points=1,
    needs="value",
    visible=False,
    title={"fr": "Des images, un seul exemple, aucun bruit", "en": "Images, one example, no noise"},
    hint={
        "fr": "La moyenne porte sur tous les axes. Avec `sigma = 0`, c’est l’autoencodeur ordinaire.",
        "en": "The mean is over all axes. With `sigma = 0` it is the ordinary autoencoder.",
    },
)
def images(student, rng):
    for shape in ((3, 2, 4, 5), (1, 6), (4, 1)):
        x, gen = drawn(student, rng, *shape)
        compared(student, x, 0.4, gen)
        compared(student, x, 0.0, gen)
        check.close(noise(student, x, 0.0, gen), np.zeros(shape), rtol=0, atol=1e-12)
