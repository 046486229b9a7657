"""Six tests of nll: truth is torch's cross_entropy with ignore_index, in the judge."""

import math

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from graders.sdk import check, suite

RTOL = 1e-9
PADDING = {
    "fr": "Le remplissage compte dans la moyenne ; seuls les vrais mots comptent.",
    "en": "Padding counts in the mean; only true words do.",
}
DIVISOR = {
    "fr": "La somme est sur les vrais mots, mais elle est divisée par $BT$, remplissage compris.",
    "en": "The sum is over true words, but it is divided by $BT$, padding included.",
}
SENTENCES = {
    "fr": "C’est la moyenne des moyennes par phrase ; il faut celle de tous les mots.",
    "en": "This is the mean of the sentences’ means; that of all words is asked.",
}
RAW = {
    "fr": "Les logits sont pris pour des log-probabilités : le log-softmax manque.",
    "en": "Logits are taken for log-probabilities: the log-softmax is missing.",
}
BITS = {
    "fr": "La NLL est en bits ; il faut le logarithme naturel.",
    "en": "The NLL is in bits; the natural logarithm is asked.",
}
SUM = {
    "fr": "C’est la somme sur les vrais mots ; il faut la moyenne.",
    "en": "This is the sum over the true words; the mean is asked.",
}


def drawn(rng, B, T, V, pad=0):
    """Logits (B, T, V) and words (B, T); sentence b loses its last b words to padding."""
    y = rng.integers(0, V, size=(B, T))
    y[y == pad] = (pad + 1) % V
    for b in range(1, B):
        y[b, -b:] = pad
    return 2 * rng.normal(size=(B, T, V)), y


def truth(logits, y, pad):
    """NLL and perplexity by PyTorch."""
    z, words = torch.from_numpy(logits).flatten(0, 1), torch.from_numpy(y).flatten()
    mean = float(cross_entropy(z, words, ignore_index=pad))
    return mean, math.exp(mean)


def mistakes(logits, y, pad):
    """What usual mistakes lead to, by their NLL."""
    z, words = torch.from_numpy(logits), torch.from_numpy(y)
    each = cross_entropy(z.flatten(0, 1), words.flatten(), reduction="none").view(y.shape).numpy()
    true, right = y != pad, truth(logits, y, pad)[0]
    raw = np.take_along_axis(logits, y[..., None], axis=2)[..., 0]
    return [
        (PADDING, each.mean()),
        (DIVISOR, (each * true).sum() / true.size),
        (SENTENCES, ((each * true).sum(axis=1) / true.sum(axis=1)).mean()),
        (RAW, -raw[true].mean()),
        (BITS, right / math.log(2)),
        (SUM, (each * true).sum()),
    ]


@suite.test(
    points=2,
    title={"fr": "La NLL, contre PyTorch", "en": "The NLL, against PyTorch"},
)
def mean_nll(student, rng):
    args = *drawn(rng, 3, 5, 7), 0
    explain = [(say, value) for say, value in mistakes(*args)]
    inputs = {"y": args[1], "pad": 0}
    got = student.nll(*args)[0]
    check.close(got, truth(*args)[0], rtol=RTOL, inputs=inputs, explain=explain)


@suite.test(
    points=1,
    title={"fr": "La perplexité", "en": "The perplexity"},
)
def perplexity(student, rng):
    args = *drawn(rng, 3, 5, 7), 0
    right = truth(*args)[0]
    base = {
        "fr": "C’est $2^{\\mathrm{NLL}}$ ; il faut $e^{\\mathrm{NLL}}$.",
        "en": "This is $2^{\\mathrm{NLL}}$; it has to be $e^{\\mathrm{NLL}}$.",
    }
    explain = [(say, math.exp(value)) for say, value in mistakes(*args) if abs(value) < 50]
    explain.append((base, 2**right))
    check.close(student.nll(*args)[1], math.exp(right), rtol=RTOL, explain=explain)


@suite.test(
    points=1,
    title={"fr": "Un modèle uniforme : perplexité V", "en": "A uniform model: perplexity V"},
)
def uniform(student, rng):
    _, y = drawn(rng, 3, 4, 7)
    want = math.log(7), 7.0
    check.close(student.nll(np.full((3, 4, 7), 0.3), y, 0), want, rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Un autre mot de remplissage", "en": "Another padding word"},
    hint={
        "fr": "`pad` peut valoir −100 : ce n’est pas un indice. 0 est alors un vrai mot.",
        "en": "`pad` may be −100: that is no index. 0 is a true word then.",
    },
)
def other_pad(student, rng):
    for pad in (3, -1, -100):
        logits, y = drawn(rng, 3, 5, 7, pad)
        y[0, :2] = 0, 6
        check.close(student.nll(logits, y, pad), truth(logits, y, pad), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Grands logits : fini", "en": "Large logits: finite"},
    hint={
        "fr": "$e^{1000}$ déborde ; soustrayez d’abord le maximum de la ligne.",
        "en": "$e^{1000}$ overflows; subtract the row’s maximum first.",
    },
)
def large_logits(student, rng):
    logits, y = drawn(rng, 3, 5, 7)
    for shift in (-2000.0, 2000.0):
        check.close(student.nll(logits + shift, y, 0), truth(logits, y, 0), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={
        "fr": "Une phrase vide ; les arguments restent intacts",
        "en": "An empty sentence; the arguments are left alone",
    },
    hint={
        "fr": "Une phrase peut n’être que remplissage : n’en faites pas la moyenne à part.",
        "en": "A sentence may be padding only: do not take its mean on its own.",
    },
)
def empty_sentence(student, rng):
    logits, y = drawn(rng, 3, 4, 6)
    y[1] = 0
    got, after = student.after.nll(logits, y, 0)
    check.close(got, truth(logits, y, 0), rtol=RTOL)
    check.equal(after[0], logits)
    check.equal(after[1], y)
