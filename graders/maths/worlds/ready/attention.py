"""Attention over T states: α = softmax(e), c = Σ_j α_j h_j."""

import torch

from graders.maths.worlds import World

NAME = "attention"


def world() -> World:
    """Scores e ∈ R^T, states h_j ∈ R^n, j = 1..T."""
    w = World(n=(2, 3), T=(4,))
    w.index("j", "1..T")
    w.index("k", "1..T")
    w.given("e", "T", meaning={"fr": "scores", "en": "scores"})
    w.given("h", "n", j="1..T", meaning={"fr": "états de l'encodeur", "en": "encoder states"})
    w.define(
        "alpha", "T", value=lambda at: torch.softmax(at.e, 0),
        meaning={"fr": "poids d'attention", "en": "attention weights"},
    )  # fmt: skip
    w.define(
        "c", "n",
        value=lambda at: sum(at.alpha[j - 1] * at.h[j] for j in range(1, at.sizes["T"] + 1)),
        meaning={"fr": "contexte", "en": "context"},
    )  # fmt: skip
    return w
