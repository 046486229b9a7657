"""Softmax with cross-entropy: p = softmax(z), L = -Σ y_i log p_i, z = W h."""

import numpy as np
import torch

from graders.maths.worlds import World

NAME = "softmax-cross-entropy"


def world() -> World:
    """H ∈ R^d, W ∈ R^{n×d}; y has non-negative entries of sum 1."""
    w = World(n=(3, 4), d=(2, 5))
    w.given("W", "n", "d", meaning={"fr": "poids", "en": "weights"})
    w.given("h", "d", meaning={"fr": "entrée", "en": "input"})
    w.define("z", "n", value=lambda at: at.W @ at.h, meaning={"fr": "scores", "en": "logits"})
    w.define(
        "p", "n", value=lambda at: torch.softmax(at.z, 0),
        meaning={"fr": "probabilités", "en": "probabilities"},
    )  # fmt: skip
    w.given(
        "y", "n", constant=True, draw=_distribution,
        meaning={"fr": "cible, de somme 1", "en": "target, of sum 1"},
    )  # fmt: skip
    w.define(
        "L", value=lambda at: -(at.y * torch.log(at.p)).sum(),
        meaning={"fr": "entropie croisée", "en": "cross-entropy"},
    )  # fmt: skip
    return w


def _distribution(rng: np.random.Generator, shape: tuple[int, ...]) -> object:
    return rng.dirichlet(np.ones(shape[0]))
