"""Eight tests of ctc_loss: truth is the sum over all paths, or torch's ctc_loss, in the judge."""

import itertools
import math

import numpy as np
import torch
from torch.nn.functional import ctc_loss as torch_ctc

from graders.sdk import check, suite

RTOL = 1e-9
SKIPS_ALWAYS = {
    "fr": "Le blanc est sauté même entre deux étiquettes égales, qui se fusionneraient.",
    "en": "The blank is skipped even between two equal labels, which would be merged.",
}
NEVER_SKIPS = {
    "fr": "Le blanc entre deux étiquettes différentes n’est jamais sauté ; il peut l’être.",
    "en": "The blank between two different labels is never skipped; it may be.",
}
BEST_PATH = {
    "fr": "C’est le coût du meilleur chemin ; il faut la somme sur tous.",
    "en": "This is the loss of the best path; the sum over all of them is asked.",
}
LAST_BLANK = {
    "fr": "Seuls les chemins qui finissent par un blanc sont comptés.",
    "en": "Only paths that end with a blank are counted.",
}
LAST_LABEL = {
    "fr": "Seuls les chemins qui finissent par la dernière étiquette sont comptés.",
    "en": "Only paths that end with the last label are counted.",
}
FIRST_BLANK = {
    "fr": "Seuls les chemins qui commencent par un blanc sont comptés.",
    "en": "Only paths that start with a blank are counted.",
}
NO_BLANKS = {
    "fr": "Seuls les chemins sans blanc sont comptés.",
    "en": "Only paths without blanks are counted.",
}
PROBABILITY = {
    "fr": "C’est la probabilité de l’étiquetage ; le coût est l’opposé de son logarithme.",
    "en": "This is the probability of the labelling; the loss is minus its logarithm.",
}
SIGN = {
    "fr": "C’est $\\ln P(y)$ ; le coût est son opposé.",
    "en": "This is $\\ln P(y)$; the loss is its negative.",
}


def drawn(rng, T, K):
    """Log-probabilities (T, K) of random distributions, far from uniform."""
    return torch.log_softmax(torch.from_numpy(1.5 * rng.normal(size=(T, K))), dim=1).numpy()


def collapsed(path, blank):
    """The labelling of a path."""
    return [label for label, _ in itertools.groupby(path) if label != blank]


def paths(logp, y, blank=0):
    """The paths that collapse to y, with their probabilities, by trying all K**T."""
    T, K = logp.shape
    for path in itertools.product(range(K), repeat=T):
        if collapsed(path, blank) == y:
            yield path, math.exp(logp[range(T), path].sum())


def loss_of(probabilities):
    """Minus the logarithm of their sum; infinite for none."""
    total = math.fsum(probabilities)
    return -math.log(total) if total > 0 else math.inf


def by_torch(logp, y, blank=0):
    """The loss by PyTorch."""
    args = torch.from_numpy(logp)[:, None], torch.tensor([y]), [len(logp)], [len(y)]
    return float(torch_ctc(*args, blank=blank, reduction="none")[0])


def skipping(logp, y, blank, how):
    """The loss if a blank is skipped ``always``, or ``never``, by the extended labels' graph."""
    labels = [blank, *itertools.chain.from_iterable((k, blank) for k in y)]
    alpha = np.zeros(len(labels))
    alpha[:2] = np.exp(logp[0, labels[:2]])
    for row in np.exp(logp[1:]):
        alpha += np.append(0, alpha[:-1]) + [
            alpha[s - 2] if how == "always" and s > 2 and s % 2 else 0 for s in range(len(labels))
        ]
        alpha *= row[labels]
    return loss_of(alpha[-2:])


def mistakes(logp, y, blank):
    """What usual mistakes lead to; those that change nothing here are left out."""
    found = list(paths(logp, y, blank))
    right = loss_of(p for _, p in found)
    led = [
        (SKIPS_ALWAYS, skipping(logp, y, blank, "always")),
        (NEVER_SKIPS, skipping(logp, y, blank, "never")),
        (BEST_PATH, loss_of([max((p for _, p in found), default=0.0)])),
        (LAST_BLANK, loss_of(p for path, p in found if path[-1] == blank)),
        (LAST_LABEL, loss_of(p for path, p in found if path[-1] != blank)),
        (FIRST_BLANK, loss_of(p for path, p in found if path[0] == blank)),
        (NO_BLANKS, loss_of(p for path, p in found if blank not in path)),
        (PROBABILITY, math.exp(-right)),
        (SIGN, -right),
    ]
    return [(say, value) for say, value in led if math.isfinite(value) and value != right]


def agrees(student, logp, y, blank=0):
    """The student's loss is that by all paths, to 1e-9."""
    got = student.ctc_loss(logp, y, blank)
    want = loss_of(p for _, p in paths(logp, y, blank))
    inputs = {"logp": logp, "y": y, "blank": blank}
    check.close(got, want, rtol=RTOL, inputs=inputs, explain=mistakes(logp, y, blank))


@suite.test(
    points=1,
    title={
        "fr": "Deux étiquettes différentes, contre tous les chemins",
        "en": "Two different labels, against all paths",
    },
)
def two_labels(student, rng):
    agrees(student, drawn(rng, 4, 3), [1, 2])
    agrees(student, drawn(rng, 5, 3), [2, 1])


@suite.test(
    points=1,
    title={
        "fr": "Deux étiquettes égales, contre tous les chemins",
        "en": "Two equal labels, against all paths",
    },
)
def equal_labels(student, rng):
    agrees(student, drawn(rng, 5, 3), [1, 1])
    agrees(student, drawn(rng, 6, 3), [2, 2, 1])


@suite.test(
    points=1,
    title={"fr": "Une étiquette, puis aucune", "en": "One label, then none"},
)
def few_labels(student, rng):
    agrees(student, drawn(rng, 4, 3), [2])
    agrees(student, drawn(rng, 4, 3), [])


@suite.test(
    points=1,
    title={
        "fr": "T = 20, 4 étiquettes et un blanc, contre PyTorch",
        "en": "T = 20, 4 labels and a blank, against PyTorch",
    },
)
def longer(student, rng):
    for T, y in ((8, [1, 2, 2, 3]), (12, [4, 4, 4]), (20, [1, 2, 3, 4, 1, 1])):
        logp = drawn(rng, T, 5)
        check.close(student.ctc_loss(logp, y), by_torch(logp, y), rtol=RTOL, inputs={"y": y})


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Un blanc qui n’est pas 0", "en": "A blank that is not 0"},
    hint={
        "fr": "Le blanc de l’étiquetage étendu est `blank` ; 0 est alors une étiquette.",
        "en": "The blank of the extended labelling is `blank`; 0 is a label then.",
    },
)
def other_blank(student, rng):
    for blank, y in ((2, [0, 1]), (1, [2, 2, 0])):
        logp = drawn(rng, 6, 3)
        want = loss_of(p for _, p in paths(logp, y, blank))
        check.close(student.ctc_loss(logp, y, blank), want, rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Aussi peu d’instants que possible", "en": "As few times as possible"},
    hint={
        "fr": "Il faut un instant par étiquette et un blanc entre deux étiquettes égales ; sinon le"
        " coût est infini.",
        "en": "There must be one time per label and a blank between two equal labels; if not, the"
        " loss is infinite.",
    },
)
def few_times(student, rng):
    for T, y in ((1, [2]), (1, []), (2, [1, 2]), (3, [1, 1])):
        logp = drawn(rng, T, 3)
        want = loss_of(p for _, p in paths(logp, y))
        check.close(student.ctc_loss(logp, y), want, rtol=RTOL)
    for T, y in ((2, [1, 1]), (2, [1, 2, 1]), (1, [1, 2]), (4, [1, 2, 2, 1])):
        check.equal(float(student.ctc_loss(drawn(rng, T, 3), y)), math.inf)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "T = 300 : fini et juste", "en": "T = 300: finite and right"},
    hint={
        "fr": "Le produit de 300 probabilités vaut 0 en machine : restez en logarithmes.",
        "en": "The product of 300 probabilities is 0 for the machine: stay with logarithms.",
    },
)
def long_sequence(student, rng):
    logits = torch.from_numpy(6 * rng.normal(size=(300, 5)))
    logp, y = torch.log_softmax(logits, dim=1).numpy(), [1, 2, 2, 4] * 15
    check.close(student.ctc_loss(logp, y), by_torch(logp, y), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs="two_labels",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "`logp` et `y` restent tels quels.",
        "en": "`logp` and `y` stay as they were.",
    },
)
def arguments_intact(student, rng):
    logp, y = drawn(rng, 5, 3), [1, 2]
    _, after = student.after.ctc_loss(logp, y)
    check.equal(after[0], logp)
    check.equal(after[1], y)
