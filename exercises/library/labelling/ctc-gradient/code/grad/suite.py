"""Seven tests of ctc_grad: truth is autograd through torch's ctc_loss, or central differences."""

import itertools
import math

import numpy as np
import torch
from torch.nn.functional import ctc_loss

from graders.sdk import check, suite

RTOL = 1e-8
POSTERIOR = {
    "fr": "C’est $\\gamma$ : il manque le signe et le terme du softmax, $p - \\gamma$.",
    "en": "This is $\\gamma$: the sign and the term of the softmax are missing, $p - \\gamma$.",
}
BY_LOGP = {
    "fr": "C’est le gradient par rapport aux log-probabilités, $-\\gamma$ : il manque le terme"
    " du softmax, $p$.",
    "en": "This is the gradient with respect to the log-probabilities, $-\\gamma$: the term of the"
    " softmax, $p$, is missing.",
}
FORWARD_ONLY = {
    "fr": "$\\gamma$ vient de $\\alpha$ seule : il manque $\\beta$, ce qui suit l’instant $t$.",
    "en": "$\\gamma$ comes from $\\alpha$ alone: $\\beta$ is missing, what follows time $t$.",
}
TWICE = {
    "fr": "Le symbole de l’instant $t$ est compté dans $\\alpha$ et dans $\\beta$ : divisez une fois"
    " par $p_t(\\ell_s)$.",
    "en": "The symbol of time $t$ is counted in $\\alpha$ and in $\\beta$: divide by"
    " $p_t(\\ell_s)$ once.",
}
LAST_KEPT = {
    "fr": "Un symbole qui occupe plusieurs positions n’en garde qu’une : les $\\gamma$ s’ajoutent.",
    "en": "A symbol that stands at several positions keeps one of them: the $\\gamma$ add up.",
}


def drawn(rng, T, K):
    """Logits (T, K), far from uniform."""
    return 1.5 * rng.normal(size=(T, K))


def truth(logits, y, blank=0):
    """The gradient by autograd, shape of the logits."""
    z = torch.from_numpy(logits).requires_grad_()
    args = torch.log_softmax(z, dim=1)[:, None], torch.tensor([y]), [len(z)], [len(y)]
    ctc_loss(*args, blank=blank, reduction="sum").backward()
    return z.grad.numpy()


def collapsed(path, blank):
    """The labelling of a path."""
    return [label for label, _ in itertools.groupby(path) if label != blank]


def loss(logits, y, blank=0):
    """The loss by all K**T paths."""
    T, K = logits.shape
    logp = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    every = (path for path in itertools.product(range(K), repeat=T) if collapsed(path, blank) == y)
    return -math.log(math.fsum(math.exp(logp[range(T), path].sum()) for path in every))


def alphas(logp, labels):
    """The forward recursion in probabilities, each time scaled to sum 1, shape (T, S)."""
    alpha = np.zeros((len(logp), len(labels)))
    p = np.exp(logp)
    for t in range(len(p)):
        for s in range(len(labels)):
            skips = s > 1 and labels[s] != labels[s - 2]
            before = alpha[t - 1, max(0, s - 1 - skips) : s + 1].sum() if t else float(s < 2)
            alpha[t, s] = before * p[t, labels[s]]
        alpha[t] /= alpha[t].sum()
    return alpha


def gathered(shares, labels, K, add=True):
    """Shares of positions (T, S), each time scaled to sum 1, as shares of symbols (T, K)."""
    found = np.zeros((len(shares), K))
    for s, label in enumerate(labels):
        part = shares[:, s] / shares.sum(axis=1)
        found[:, label] = part + (found[:, label] if add else 0)
    return found


def mistakes(logits, y, blank):
    """What usual mistakes lead to."""
    K, right = logits.shape[1], truth(logits, y, blank)
    logp = torch.log_softmax(torch.from_numpy(logits), dim=1).numpy()
    labels = [blank, *itertools.chain.from_iterable((k, blank) for k in y)]
    alpha = alphas(logp, labels)
    both = alpha * alphas(logp[::-1], labels[::-1])[::-1, ::-1]
    p = np.exp(logp)
    return [
        (POSTERIOR, p - right),
        (BY_LOGP, right - p),
        (FORWARD_ONLY, p - gathered(alpha, labels, K)),
        (TWICE, p - gathered(both, labels, K)),
        (LAST_KEPT, p - gathered(both / p[:, labels], labels, K, add=False)),
    ]


def agrees(student, logits, y, blank=0):
    """The student's gradient is autograd's, to 1e-8."""
    got, want = student.ctc_grad(logits, y, blank), truth(logits, y, blank)
    suite.show(check.plot.error(got, want))
    inputs = {"logits": logits, "y": y}
    check.close(got, want, rtol=RTOL, inputs=inputs, explain=mistakes(logits, y, blank))


@suite.test(
    points=1,
    title={
        "fr": "Étiquettes différentes, contre la dérivation automatique",
        "en": "Different labels, against autograd",
    },
)
def different_labels(student, rng):
    agrees(student, drawn(rng, 5, 4), [1, 3])


@suite.test(
    points=1,
    title={
        "fr": "Une lettre double, contre la dérivation automatique",
        "en": "A double letter, against autograd",
    },
)
def double_letter(student, rng):
    agrees(student, drawn(rng, 6, 4), [1, 2, 2])
    agrees(student, drawn(rng, 9, 4), [3, 1, 3])


@suite.test(
    points=1,
    title={"fr": "Chaque ligne somme à 0", "en": "Each row sums to 0"},
    needs="different_labels",
)
def rows_sum_to_zero(student, rng):
    logits, y = drawn(rng, 7, 5), [4, 1, 1]
    got = student.ctc_grad(logits, y)
    check.close(got, truth(logits, y), rtol=RTOL)
    check.close(np.asarray(got).sum(axis=1), np.zeros(7), atol=1e-9)


@suite.test(
    points=1,
    title={
        "fr": "Sans `ctc_loss` ni `backward` ; contre des différences centrées",
        "en": "Without `ctc_loss` or `backward`; against central differences",
    },
)
def by_hand(student, rng):
    banned = "torch.nn.functional.ctc_loss", "ctc_loss", "CTCLoss", ".backward", "torch.autograd"
    check.avoids(student, *banned)
    logits, y = drawn(rng, 4, 3), [2, 1]
    check.gradient(student.ctc_grad(logits, y), lambda z: loss(z, y), logits, rtol=1e-6)


@suite.test(
    points=1,
    visible=False,
    title={
        "fr": "Un autre blanc, aucune étiquette, un seul instant",
        "en": "Another blank, no label, a single time",
    },
    hint={
        "fr": "Sans étiquette, l’étiquetage étendu n’a qu’une position, le blanc.",
        "en": "Without labels the extended labelling has one position, the blank.",
    },
)
def edges(student, rng):
    for T, y, blank in ((6, [0, 1, 1], 2), (4, [2], 1), (1, [1], 0), (3, [1, 1], 0)):
        logits = drawn(rng, T, 3)
        check.close(student.ctc_grad(logits, y, blank), truth(logits, y, blank), rtol=RTOL)
    logits = drawn(rng, 4, 3)
    p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    check.close(student.ctc_grad(logits, []), p - np.eye(3)[[0] * 4], rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={
        "fr": "T = 200, logits jusqu’à 1 000 : fini et juste",
        "en": "T = 200, logits up to 1,000: finite and right",
    },
    hint={
        "fr": "Le produit de 200 probabilités vaut 0 en machine, et $e^{1000}$ déborde : restez en"
        " logarithmes.",
        "en": "The product of 200 probabilities is 0 for the machine, and $e^{1000}$ overflows:"
        " stay with logarithms.",
    },
)
def long_sequence(student, rng):
    logits, y = 4 * rng.normal(size=(200, 5)), [1, 2, 2, 4] * 10
    want = truth(logits, y)
    for shift in (0.0, 1000.0, -1000.0):
        check.close(student.ctc_grad(logits + shift, y), want, rtol=1e-7)


@suite.test(
    points=1,
    visible=False,
    needs="different_labels",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "`logits` et `y` restent tels quels.",
        "en": "`logits` and `y` stay as they were.",
    },
)
def arguments_intact(student, rng):
    logits, y = drawn(rng, 5, 3), [1, 2]
    _, after = student.after.ctc_grad(logits, y)
    check.equal(after[0], logits)
    check.equal(after[1], y)
