"""ensemble(logits): against torch.softmax in the judge, and by what any ensemble must satisfy."""

import numpy as np
import torch

from graders.sdk import check, suite

RTOL = 1e-9
OF_LOGITS = {
    "fr": "C’est le softmax de la moyenne des logits ; il faut la moyenne des softmax.",
    "en": "This is the softmax of the mean logits; the mean of the softmaxes is asked.",
}
VOTE = {
    "fr": "C’est la part des votes ; il faut la moyenne des probabilités.",
    "en": "This is the share of votes; the mean of the probabilities is asked.",
}
PRODUCT = {
    "fr": "C’est le produit des probabilités, renormalisé ; il faut leur moyenne.",
    "en": "This is the product of the probabilities, renormalised; their mean is asked.",
}
FIRST = {
    "fr": "Seul le premier modèle est pris en compte.",
    "en": "Only the first model is taken into account.",
}
SUMMED = {
    "fr": "C’est la somme des probabilités : il manque la division par $M$.",
    "en": "This is the sum of the probabilities: the division by $M$ is missing.",
}
RAW = {
    "fr": "C’est la moyenne des logits : le softmax manque.",
    "en": "This is the mean of the logits: the softmax is missing.",
}
OVER_EXAMPLES = {
    "fr": "Le softmax est pris sur les exemples ; il faut le prendre sur les classes.",
    "en": "The softmax is over the examples; it has to be over the classes.",
}
OVER_MODELS = {
    "fr": "Le softmax est pris sur les modèles ; il faut le prendre sur les classes.",
    "en": "The softmax is over the models; it has to be over the classes.",
}


def drawn(rng, M=5, N=6, K=4):
    """Logits of shape (M, N, K) on which the models disagree."""
    return rng.normal(size=(M, N, K)) * 2.5


def softmax(logits, axis=-1):
    """By PyTorch, in float64."""
    return torch.softmax(torch.from_numpy(np.array(logits)), dim=axis).numpy()


def mistakes(logits):
    """What usual mistakes lead to."""
    p = softmax(logits)
    votes = np.eye(logits.shape[-1])[logits.argmax(-1)].mean(axis=0)
    product = p.prod(axis=0)
    found = [
        (OF_LOGITS, softmax(logits.mean(axis=0))),
        (VOTE, votes),
        (FIRST, p[0]),
        (SUMMED, p.sum(axis=0)),
        (RAW, logits.mean(axis=0)),
        (OVER_EXAMPLES, softmax(logits, axis=1).mean(axis=0)),
        (OVER_MODELS, softmax(logits, axis=0).mean(axis=0)),
    ]
    return [*found, (PRODUCT, product / product.sum(axis=-1, keepdims=True))]


def agrees(student, logits):
    """The student's probabilities are the mean of the models', to 1e-9."""
    got, want = student.ensemble(logits), softmax(logits).mean(axis=0)
    check.close(got, want, rtol=RTOL, inputs={"logits": logits}, explain=mistakes(logits))


@suite.test(
    points=2, title={"fr": "La moyenne des probabilités", "en": "The mean of the probabilities"}
)
def mean_of_probabilities(student, rng):
    agrees(student, drawn(rng))


@suite.test(
    points=1,
    title={
        "fr": "L’ordre des modèles n’a pas d’effet",
        "en": "The order of the models has no effect",
    },
)
def any_order(student, rng):
    logits = drawn(rng, M=4, N=3, K=5)
    there, back = student.many(student.ensemble, [(logits,), (logits[::-1].copy(),)])
    check.close(there, softmax(logits).mean(axis=0), rtol=RTOL, explain=mistakes(logits))
    check.close(back, there, rtol=RTOL)


@suite.test(
    points=1,
    title={"fr": "Un seul modèle, un seul exemple", "en": "A single model, a single example"},
)
def alone(student, rng):
    agrees(student, drawn(rng, M=1, N=3, K=4))
    agrees(student, drawn(rng, M=3, N=1, K=5))


@suite.test(
    points=1,
    visible=False,
    needs="mean_of_probabilities",
    title={"fr": "L’inégalité de Jensen", "en": "Jensen’s inequality"},
    hint={
        "fr": "La perte de l’ensemble n’est jamais pire que la moyenne des pertes ; le vote et le"
        " produit n’ont pas cette garantie.",
        "en": "The loss of the ensemble never is worse than the mean of the losses; a vote and a"
        " product have no such guarantee.",
    },
)
def jensen(student, rng):
    logits = drawn(rng, M=7, N=40, K=3)
    labels = rng.integers(0, 3, size=40)
    rows = np.arange(40)
    got = np.asarray(student.ensemble(logits))
    check.shape(got, (40, 3))
    check.close(got.sum(axis=1), np.ones(40), rtol=RTOL)
    ours = -np.log(got[rows, labels] + 1e-300)
    theirs = -np.log(softmax(logits)[:, rows, labels]).mean(axis=0)
    check.true(bool(np.all(ours <= theirs + 1e-9)))
    check.close(got, softmax(logits).mean(axis=0), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs="mean_of_probabilities",
    title={"fr": "De grands logits", "en": "Large logits"},
    hint={
        "fr": "$e^{1000}$ déborde : ôtez d’abord le maximum **de chaque ligne**.",
        "en": "$e^{1000}$ overflows: take off the maximum **of each row** first.",
    },
)
def large(student, rng):
    logits = drawn(rng, M=3, N=5, K=4)
    logits += 1000 * rng.permutation([-1, 0, 1])[:, None, None]
    logits[:, 0] *= np.array([1.0, -1.0, 1.0])[:, None]
    check.close(student.ensemble(logits), softmax(logits).mean(axis=0), rtol=RTOL, atol=1e-12)


@suite.test(
    points=1,
    visible=False,
    needs="mean_of_probabilities",
    title={"fr": "Les logits restent intacts", "en": "The logits are left alone"},
    hint={
        "fr": "`logits` reste tel quel.",
        "en": "`logits` stays as it was.",
    },
)
def intact(student, rng):
    logits = drawn(rng)
    _, (after,) = student.after.ensemble(logits)
    check.equal(after, logits)
