"""Reviews made from templates: what they say, and the tensors that they become."""

import torch

SUBJECTS = [
    "le film", "le scénario", "ce récit", "la mise en scène", "l acteur", "la fin", "la musique",
    "ce long métrage",
]  # fmt: skip
GOOD = ["bon", "excellent", "réussi", "drôle", "émouvant", "brillant", "superbe", "captivant"]
BAD = ["mauvais", "raté", "ennuyeux", "fade", "lourd", "médiocre", "décevant", "pénible"]
WORDS = sorted(
    {word for part in [*SUBJECTS, *GOOD, *BAD, "n est pas mais"] for word in part.split()}
)
V = len(WORDS) + 1


def clause(rng, favourable):
    """One clause with that verdict: plain, or the opposite denied."""
    subject = SUBJECTS[rng.integers(8)]
    if rng.random() < 0.5:
        return f"{subject} n est pas {(BAD if favourable else GOOD)[rng.integers(8)]}"
    return f"{subject} est {(GOOD if favourable else BAD)[rng.integers(8)]}"


def review(rng):
    """A review, and whether it is favourable: after « mais » the second clause decides."""
    favourable = bool(rng.integers(2))
    made = clause(rng, favourable)
    if rng.random() < 0.5:
        made = f"{clause(rng, not favourable)} mais {made}"
    return made, favourable


def mirrored(rng):
    """A review of two clauses, and the same clauses exchanged."""
    good, bad = clause(rng, True), clause(rng, False)
    return f"{bad} mais {good}", f"{good} mais {bad}"


def drawn(rng, count, unlike=()):
    """So many reviews that are none of ``unlike``, and their verdicts."""
    found = []
    while len(found) < count:
        made = review(rng)
        if made[0] not in unlike:
            found.append(made)
    return [text for text, _ in found], torch.tensor([int(good) for _, good in found])


def encode(texts, names, width=18):
    """X (N, width) and lengths (N,): words as numbers by ``names``, zeros behind."""
    rows = [[names[word] for word in text.split()] for text in texts]
    X = torch.tensor([row + [0] * (width - len(row)) for row in rows])
    return X, torch.tensor([len(row) for row in rows])


def numbered(rng, V=V):
    """A number from 1 to V - 1 for each word, in an order that is drawn."""
    numbers = rng.permutation(V - 1)[: len(WORDS)] + 1
    return dict(zip(WORDS, numbers.tolist(), strict=True))
