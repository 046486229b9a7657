"""Nine tests of BN: truth comes from Python's `statistics`, column by column, in the judge."""

import statistics

import numpy as np

from graders.sdk import check, suite

RTOL = 1e-9
UNBIASED = {
    "fr": "La variance qui normalise est divisée par $N - 1$ ; elle doit l’être par $N$.",
    "en": "The variance that normalises is divided by $N - 1$; it should be divided by $N$.",
}
LAYER_NORM = {
    "fr": "Chaque exemple est normalisé sur ses canaux (*layer norm*) ; il faut normaliser"
    " chaque canal sur le lot.",
    "en": "Each example is normalised over its channels (*layer norm*); each channel should be"
    " normalised over the batch.",
}
RUNNING = {
    "fr": "Les statistiques glissantes normalisent un lot d’entraînement ; il faut celles du lot.",
    "en": "Running statistics normalise a training batch; use those of the batch.",
}
NO_ROOT = {
    "fr": "La racine manque : on divise par l’écart type, non par la variance.",
    "en": "The root is missing: divide by the standard deviation, not by the variance.",
}
INVERTED = {
    "fr": "Les poids sont échangés : `momentum` est celui du nouveau lot.",
    "en": "The weights are exchanged: `momentum` is that of the new batch.",
}
BIASED = {
    "fr": "`rv` retient la variance divisée par $N$ ; elle doit retenir celle divisée par $N - 1$.",
    "en": "`rv` remembers the variance divided by $N$; it should be the one divided by $N - 1$.",
}
FROM_ZERO = {"fr": "`rv` doit valoir 1 au départ.", "en": "`rv` should be 1 at the start."}
OWN_BATCH = {
    "fr": "À l’usage, le lot est normalisé par ses propres statistiques ; il faut `rm` et `rv`.",
    "en": "In use, the batch is normalised by its own statistics; `rm` and `rv` are asked.",
}


def per_channel(rule, x):
    """A statistic of each column of x, shape (C,)."""
    return np.array([rule(column) for column in x.T.tolist()])


def normalised(x, mean, var, eps=1e-5):
    """The formula of the statement, shape of x."""
    return (x - mean) / np.sqrt(var + eps)


def trained(x, eps=1e-5):
    """What a training pass returns, shape of x."""
    found = (per_channel(rule, x) for rule in (statistics.fmean, statistics.pvariance))
    return normalised(x, *found, eps)


def running(batches, rule, start, momentum=0.1):
    """The running statistic after all batches, as one weighted sum, shape (C,)."""
    weights = [momentum * (1 - momentum) ** age for age in range(len(batches))]
    terms = [w * per_channel(rule, x) for w, x in zip(weights, batches[::-1], strict=True)]
    return start * (1 - momentum) ** len(batches) + sum(terms)


def drawn(rng, count, C, low=4):
    """Batches of unequal sizes; each channel has a mean and a scale of its own."""
    scale, shift = rng.uniform(0.5, 4, size=C), rng.normal(size=C) * 5
    return [rng.normal(size=(low + n, C)) * scale + shift for n in range(count)]


def fed(side, batches, **options):
    """A layer that has been trained on the batches, as a handle."""
    bn = side.keep.BN(batches[0].shape[1], **options)
    for x in batches:
        bn(x, True)
    return bn


@suite.test(points=2, title={"fr": "Trois lots d’entraînement", "en": "Three training batches"})
def training(student, rng):
    batches = drawn(rng, 3, 3)
    bn, mean, var = student.keep.BN(3), np.zeros(3), np.ones(3)
    for place, x in enumerate(batches):
        seen = batches[: place + 1]
        mean = running(seen, statistics.fmean, 0.0)
        var = running(seen, statistics.variance, 1.0)
        rows = [f(x, axis=1, keepdims=True) for f in (np.mean, np.var)]
        of_batch = per_channel(statistics.fmean, x), per_channel(statistics.pvariance, x)
        why = [
            (UNBIASED, normalised(x, of_batch[0], per_channel(statistics.variance, x))),
            (LAYER_NORM, normalised(x, *rows)),
            (RUNNING, normalised(x, mean, var)),
            (NO_ROOT, (x - of_batch[0]) / (of_batch[1] + 1e-5)),
        ]
        check.close(bn(x, True), trained(x), rtol=RTOL, explain=why, inputs={"x": x})


@suite.test(points=1, title={"fr": "La moyenne glissante", "en": "The running mean"})
def running_mean(student, rng):
    batches = drawn(rng, 4, 3)
    want = running(batches, statistics.fmean, 0.0)
    why = [(INVERTED, running(batches, statistics.fmean, 0.0, momentum=0.9))]
    check.close(fed(student, batches).rm, want, rtol=RTOL, explain=why)


@suite.test(points=1, title={"fr": "La variance glissante", "en": "The running variance"})
def running_var(student, rng):
    batches = drawn(rng, 4, 3)
    want = running(batches, statistics.variance, 1.0)
    why = [
        (BIASED, running(batches, statistics.pvariance, 1.0)),
        (INVERTED, running(batches, statistics.variance, 1.0, momentum=0.9)),
        (FROM_ZERO, running(batches, statistics.variance, 0.0)),
    ]
    check.close(fed(student, batches).rv, want, rtol=RTOL, explain=why)


@suite.test(points=1, title={"fr": "À l’usage : `train=False`", "en": "In use: `train=False`"})
def evaluation(student, rng):
    batches = drawn(rng, 3, 4)
    bn = fed(student, batches)
    mean, right_var, biased = (
        running(batches, rule, start)
        for rule, start in (
            (statistics.fmean, 0.0),
            (statistics.variance, 1.0),
            (statistics.pvariance, 1.0),
        )
    )
    for x in (rng.normal(size=(5, 4)) * 3, rng.normal(size=(1, 4)) * 3):
        why = [(BIASED, normalised(x, mean, biased)), (OWN_BATCH, trained(x))]
        check.close(bn(x, False), normalised(x, mean, right_var), rtol=RTOL, explain=why)


@suite.test(
    points=1,
    title={"fr": "L’usage ne change pas les statistiques", "en": "Use leaves the statistics alone"},
)
def use_leaves_statistics(student, rng):
    batches = drawn(rng, 2, 3)
    bn = fed(student, batches)
    before = (np.array(bn.rm), np.array(bn.rv))
    bn(rng.normal(size=(6, 3)) + 4, False)
    say = {
        "fr": "Après un appel avec `train=False`, les statistiques ont changé.",
        "en": "After a call with `train=False`, the statistics have changed.",
    }
    check.close(bn.rm, before[0], rtol=RTOL, say=say)
    check.close(bn.rv, before[1], rtol=RTOL, say=say)


@suite.test(
    points=1,
    visible=False,
    needs=["training"],
    title={"fr": "Un canal constant", "en": "A constant channel"},
    hint={
        "fr": "La variance peut être nulle : c’est à quoi sert $\\epsilon$, sous la racine.",
        "en": "The variance may be zero: this is what $\\epsilon$ is for, under the root.",
    },
)
def constant_channel(student, rng):
    x = rng.normal(size=(5, 3)) * [1.0, 0.0, 0.01] + [2.0, 3.0, 0.0]
    check.close(student.keep.BN(3)(x, True), trained(x), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs=["training", "running_mean", "running_var", "evaluation"],
    title={"fr": "`eps` et `momentum` donnés", "en": "`eps` and `momentum` given"},
    hint={
        "fr": "Les deux options du constructeur doivent servir, à l’entraînement et à l’usage.",
        "en": "Both options of the constructor have to serve, in training and in use.",
    },
)
def options(student, rng):
    batches, x = drawn(rng, 3, 2), rng.normal(size=(3, 2))
    bn = fed(student, batches, eps=0.5, momentum=0.3)
    mean = running(batches, statistics.fmean, 0.0, 0.3)
    var = running(batches, statistics.variance, 1.0, 0.3)
    check.close(bn(x, False), normalised(x, mean, var, 0.5), rtol=RTOL)
    check.close(bn(x, True), trained(x, 0.5), rtol=RTOL)


@suite.test(
    points=0.5,
    visible=False,
    title={"fr": "Deux couches indépendantes", "en": "Two independent layers"},
    hint={
        "fr": "Chaque couche a ses propres statistiques, 0 et 1 au départ.",
        "en": "Each layer has statistics of its own, 0 and 1 at the start.",
    },
)
def two_layers(student, rng):
    batches, x = drawn(rng, 2, 3), rng.normal(size=(2, 3))
    fed(student, batches)
    fresh = student.keep.BN(3)
    check.close(fresh.rm, np.zeros(3))
    check.close(fresh.rv, np.ones(3))
    check.close(fresh(x, False), x / np.sqrt(1 + 1e-5), rtol=RTOL)


@suite.test(
    points=0.5,
    visible=False,
    needs="training",
    title={"fr": "Le lot reste intact", "en": "The batch is left alone"},
    hint={
        "fr": "Ce test regarde `x` après l’appel : une opération en place le changerait.",
        "en": "This test looks at `x` after the call: an in-place operation would change it.",
    },
)
def arguments_intact(student, rng):
    bn, x = student.keep.BN(2), rng.normal(size=(4, 2)) + 1
    _, after = bn.after(x, True)
    check.equal(after[0], x)
    check.equal(bn.after(x, False)[1][0], x)
