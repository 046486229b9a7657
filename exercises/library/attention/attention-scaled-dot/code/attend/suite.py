"""Eight tests of attend: truth is torch's scaled_dot_product_attention, in the judge."""

import numpy as np
import torch
from torch.nn.functional import scaled_dot_product_attention

from graders.sdk import check, suite

RTOL = 1e-9
SIZES = {"M": (1, 4), "N": (1, 5), "d": (2, 4), "v": (1, 4)}
NOT_SCALED = {
    "fr": "Les scores ne sont pas divisés par $\\sqrt{d}$.",
    "en": "The scores are not divided by $\\sqrt{d}$.",
}
BY_D = {
    "fr": "Les scores sont divisés par $d$ ; il faut $\\sqrt{d}$.",
    "en": "The scores are divided by $d$; it has to be $\\sqrt{d}$.",
}
RAW = {
    "fr": "Ce sont les scores eux-mêmes : le softmax manque.",
    "en": "These are the scores themselves: the softmax is missing.",
}
QUERIES = {
    "fr": "Le softmax somme sur les requêtes ; il faut qu’il somme sur les clés, le dernier axe.",
    "en": "The softmax sums over the queries; it has to sum over the keys, the last axis.",
}
AFTER = {
    "fr": "Le masque est appliqué après le softmax : les poids visibles ne somment plus à 1.",
    "en": "The mask is applied after the softmax: the weights that are seen no longer sum to 1.",
}
ZERO_SCORE = {
    "fr": "Les scores masqués valent 0, donc leur poids n’est pas nul ; il faut $-\\infty$.",
    "en": "Masked scores are 0, so that their weight is not; they have to be $-\\infty$.",
}
UNMASKED = {
    "fr": "Le masque ne joue aucun rôle.",
    "en": "The mask plays no part.",
}
INVERTED = {
    "fr": "Le masque est pris à l’envers : `True` veut dire visible.",
    "en": "The mask is taken the other way round: `True` means seen.",
}


def drawn(rng, M, N, d, v, batch=()):
    """Q, K and V with these batch axes: scores of order one after scaling."""
    return tuple(rng.normal(size=(*batch, *shape)) for shape in ((M, d), (N, d), (N, v)))


def masked(rng, shape):
    """A random mask of this shape in which every query sees a key, and one does not see all."""
    mask = rng.random(shape) < 0.6
    mask[..., 0] = True
    mask[..., -1, -1] = False
    return mask


def truth(Q, K, V, mask=None):
    """Context and weights by PyTorch; the weights are the context of the identity."""
    Q, K, V = (torch.from_numpy(a) for a in (Q, K, V))
    seen = None if mask is None else torch.from_numpy(mask)
    one = torch.eye(K.shape[-2], dtype=torch.float64).expand(*K.shape[:-2], -1, -1)
    found = (scaled_dot_product_attention(Q, K, values, attn_mask=seen) for values in (V, one))
    return tuple(value.numpy() for value in found)


def softmax(S, axis=-1):
    """Softmax of S along an axis, shape of S."""
    e = np.exp(S - S.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def mistakes(Q, K, V, mask=None):
    """What usual mistakes lead to, as pairs of context and weights."""
    raw = Q @ K.swapaxes(-1, -2)
    S = raw / np.sqrt(Q.shape[-1])
    if mask is None:
        led = [(NOT_SCALED, softmax(raw)), (BY_D, softmax(raw / Q.shape[-1])), (RAW, S)]
        led.append((QUERIES, softmax(S, axis=-2)))
    else:
        led = [(AFTER, softmax(S) * mask), (ZERO_SCORE, softmax(np.where(mask, S, 0.0)))]
        led += [(UNMASKED, softmax(S))]
        if not mask.all(axis=-1).any():
            led.append((INVERTED, softmax(np.where(mask, -np.inf, S))))
    return [(say, (W @ V, W)) for say, W in led]


@suite.test(
    points=1,
    title={
        "fr": "Un couple : contexte (3, 2), poids (3, 5)",
        "en": "A pair: context (3, 2), weights (3, 5)",
    },
)
def shapes(student, rng):
    context, weights = student.attend(*drawn(rng, 3, 5, 4, 2))
    check.shape(context, (3, 2))
    check.shape(weights, (3, 5))


@suite.test(
    points=1,
    title={"fr": "Sans masque, contre PyTorch", "en": "Without a mask, against PyTorch"},
    sizes=SIZES,
)
def without_mask(
    student,
    Q=suite.matrix("M", "d"),
    K=suite.matrix("N", "d"),
    V=suite.matrix("N", "v"),
):
    check.close(student.attend(Q, K, V), truth(Q, K, V), rtol=RTOL, explain=mistakes(Q, K, V))


@suite.test(
    points=1,
    title={"fr": "Avec un masque (M, N)", "en": "With a mask (M, N)"},
    needs="without_mask",
)
def with_mask(student, rng):
    args = drawn(rng, 4, 5, 3, 2)
    mask = masked(rng, (4, 5))
    mask[:, 1] = ~mask[:, 2]  # each query sees one key and does not see another
    got = student.attend(*args, mask)
    suite.show(check.plot.attention(got[1]))
    inputs = {"mask": mask}
    check.close(got, truth(*args, mask), rtol=RTOL, inputs=inputs, explain=mistakes(*args, mask))


@suite.test(
    points=1,
    title={"fr": "Poids masqués : exactement 0", "en": "Masked weights: exactly 0"},
)
def masked_is_zero(student, rng):
    args, mask = drawn(rng, 3, 5, 4, 2), masked(rng, (3, 5))
    _context, weights = student.attend(*args, mask)
    check.shape(weights, (3, 5))
    say = {"fr": "Une clé masquée garde un poids.", "en": "A masked key keeps a weight."}
    check.equal(np.asarray(weights)[~mask], np.zeros((~mask).sum()), say=say)
    check.close(np.asarray(weights).sum(axis=-1), np.ones(3), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Des axes de lot", "en": "Batch axes"},
    hint={
        "fr": "`K.T` retourne tous les axes ; seuls les deux derniers sont à échanger."
        " Le masque peut avoir les axes de lot, ou non.",
        "en": "`K.T` reverses all axes; only the last two are to be exchanged."
        " The mask may have the batch axes, or not.",
    },
)
def batches(student, rng):
    for batch, shape in (((3,), (3, 4, 5)), ((3, 2), (4, 5)), ((2, 3), (2, 3, 4, 5))):
        args, mask = drawn(rng, 4, 5, 2, 6, batch), masked(rng, shape)
        check.close(student.attend(*args), truth(*args), rtol=RTOL)
        check.close(student.attend(*args, mask), truth(*args, mask), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "L’ordre des clés ne compte pas", "en": "The order of the keys does not matter"},
    hint={
        "fr": "Permutez ensemble les lignes de `K` et de `V` : le contexte est le même.",
        "en": "Permute the rows of `K` and `V` together: the context is the same.",
    },
)
def keys_permuted(student, rng):
    Q, K, V = drawn(rng, 3, 6, 4, 2)
    order = np.roll(rng.permutation(6), 1)
    first, second = student.many(student.attend, [(Q, K, V), (Q, K[order], V[order])])
    check.close(first, truth(Q, K, V), rtol=RTOL)
    check.close(second[0], first[0], rtol=RTOL)
    check.close(second[1], np.asarray(first[1])[:, order], rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Grands scores : fini", "en": "Large scores: finite"},
    hint={
        "fr": "$e^{1000}$ déborde ; soustrayez d’abord le maximum des scores de la requête.",
        "en": "$e^{1000}$ overflows; subtract the maximum of the query’s scores first.",
    },
)
def large_scores(student, rng):
    Q, K, V = drawn(rng, 3, 5, 4, 2)
    mask = masked(rng, (3, 5))
    for shift in (-3000.0, 3000.0):
        Q[:, 0], K[:, 0] = shift, 1.0
        check.close(student.attend(Q, K, V, mask), truth(Q, K, V, mask), rtol=RTOL)
    Q[:, 0], K[0, 0] = 5000.0, 2.0
    check.close(student.attend(Q, K, V), truth(Q, K, V), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs="without_mask",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "Chaque argument reste tel quel.",
        "en": "Every argument stays as it was.",
    },
)
def arguments_intact(student, rng):
    args = *drawn(rng, 3, 5, 4, 2), masked(rng, (3, 5))
    _, after = student.after.attend(*args)
    for now, before in zip(after, args, strict=True):
        check.equal(now, before)
