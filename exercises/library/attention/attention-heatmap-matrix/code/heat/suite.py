"""Six tests of heat: truth is torch.softmax of each sentence, cut to its length."""

import torch

from graders.sdk import check, suite

RTOL = 1e-5
TARGETS = {
    "fr": "Ce sont les colonnes qui somment à 1 : le softmax se fait sur les mots sources.",
    "en": "Columns sum to 1 here: the softmax has to be over the source words.",
}
RAW = {
    "fr": "Ce sont les scores eux-mêmes : le softmax manque.",
    "en": "These are the scores themselves: the softmax is missing.",
}
SCALED = {
    "fr": "Les scores sont ramenés entre 0 et 1 par leur minimum et leur maximum ; il faut un"
    " softmax.",
    "en": "The scores are brought between 0 and 1 by their minimum and maximum; it has to be a"
    " softmax.",
}
AFTER = {
    "fr": "Les colonnes de remplissage sont effacées après le softmax : les lignes ne somment plus"
    " à 1.",
    "en": "The padded columns are erased after the softmax: rows no longer sum to 1.",
}
UNMASKED = {
    "fr": "Les longueurs ne jouent aucun rôle : le remplissage reçoit de l’attention.",
    "en": "The lengths play no part: padding gets attention.",
}
ZERO_SCORE = {
    "fr": "Le score du remplissage vaut 0, donc son poids n’est pas nul ; il faut $-\\infty$.",
    "en": "The score of padding is 0, so that its weight is not; it has to be $-\\infty$.",
}


def drawn(rng, B, M, N, dtype=torch.float64):
    """Scores of shape (B, M, N), of order one."""
    return torch.from_numpy(1.5 * rng.normal(size=(B, M, N))).to(dtype)


def truth(scores, lengths):
    """The map of each sentence alone, filled up with zeros, shape of scores."""
    found = torch.zeros_like(scores)
    for sentence, of, length in zip(found, scores, lengths.tolist(), strict=True):
        sentence[:, :length] = torch.softmax(of[:, :length], dim=-1)
    return found


def mistakes(scores):
    """What usual mistakes lead to without lengths."""
    low, high = scores.min(), scores.max()
    return [
        (TARGETS, torch.softmax(scores, dim=-2)),
        (RAW, scores),
        (SCALED, (scores - low) / (high - low)),
    ]


def padded_mistakes(scores, lengths):
    """What usual mistakes lead to with lengths."""
    seen = truth(scores, lengths) > 0
    zeroed = torch.softmax(scores * seen, dim=-1)
    whole = torch.softmax(scores, dim=-1)
    return [(AFTER, whole * seen), (UNMASKED, whole), (ZERO_SCORE, zeroed)]


@suite.test(
    points=1,
    title={
        "fr": "Une ligne par mot produit : forme (2, 3, 5)",
        "en": "One row per word produced: shape (2, 3, 5)",
    },
)
def shape(student, rng):
    check.shape(student.heat(drawn(rng, 2, 3, 5)), (2, 3, 5))
    got = student.heat(drawn(rng, 2, 3, 5, torch.float32))
    check.shape(got, (2, 3, 5), dtype="float32")


@suite.test(
    points=1,
    title={"fr": "La carte, contre torch.softmax", "en": "The map, against torch.softmax"},
)
def map_of_scores(student, rng):
    scores = drawn(rng, 1, 3, 5)
    got, want = student.heat(scores), torch.softmax(scores, dim=-1)
    suite.show(check.plot.attention(got[0]))
    inputs = {"scores": scores}
    check.close(got, want, rtol=RTOL, inputs=inputs, explain=mistakes(scores))
    several = drawn(rng, 4, 3, 5)
    check.close(student.heat(several), torch.softmax(several, dim=-1), rtol=RTOL)


@suite.test(
    points=1,
    title={
        "fr": "Remplissage : exactement 0, lignes de somme 1",
        "en": "Padding: exactly 0, rows that sum to 1",
    },
    needs="map_of_scores",
)
def padding(student, rng):
    scores, lengths = drawn(rng, 4, 3, 6), torch.tensor([6, 1, 4, 3])
    got, want = student.heat(scores, lengths), truth(scores, lengths)
    explain = padded_mistakes(scores, lengths)
    check.close(got, want, rtol=RTOL, inputs={"lengths": lengths}, explain=explain)
    say = {"fr": "Le remplissage garde un poids.", "en": "Padding keeps a weight."}
    check.equal(got[want == 0], want[want == 0], say=say)


@suite.test(
    points=1,
    visible=False,
    title={
        "fr": "Le résultat est détaché du graphe",
        "en": "The result is detached from the graph",
    },
    hint={
        "fr": "Avec des scores qui demandent un gradient, le résultat n’en demande pas.",
        "en": "With scores that ask for a gradient, the result asks for none.",
    },
)
def detached(student, rng):
    scores = drawn(rng, 2, 3, 5).requires_grad_()
    lengths = torch.tensor([2, 5])
    kept = student.keep.heat(scores, lengths)
    check.equal(kept.requires_grad, False)
    check.close(student.heat(scores, lengths), truth(scores.detach(), lengths), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Grands scores : fini", "en": "Large scores: finite"},
    hint={
        "fr": "$e^{1000}$ déborde ; `torch.softmax` ne déborde jamais.",
        "en": "$e^{1000}$ overflows; `torch.softmax` never does.",
    },
)
def large_scores(student, rng):
    lengths = torch.tensor([3, 5])
    for shift in (-1000.0, 1000.0):
        scores = drawn(rng, 2, 3, 5) + shift
        check.close(student.heat(scores, lengths), truth(scores, lengths), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs="map_of_scores",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "`masked_fill_` et les affectations changent le tenseur reçu.",
        "en": "`masked_fill_` and assignments change the tensor that was given.",
    },
)
def arguments_intact(student, rng):
    scores, lengths = drawn(rng, 2, 3, 5), torch.tensor([2, 4])
    _, after = student.after.heat(scores, lengths)
    check.equal(after[0], scores)
    check.equal(after[1], lengths)
    check.equal(student.after.heat(scores)[1][0], scores)
