"""A diagonalisable matrix, M = Q Λ Q⁻¹: TD5, III.(3)."""

import numpy as np

from graders.maths.worlds import World

NAME = "eigen"


def world() -> World:
    """Q invertible, far from orthogonal; Λ diagonal with distinct entries λ_i; n an exponent."""
    w = World(d=(3,), n=(2, 4, 5))
    w.index("k", "0..n")
    w.given("Q", "d", "d", draw=_basis, meaning={"fr": "vecteurs propres", "en": "eigenvectors"})
    w.given(
        "lambda", "d", draw=lambda rng, shape: rng.uniform(0.6, 1.4, shape),
        meaning={"fr": "valeurs propres", "en": "eigenvalues"},
    )  # fmt: skip
    w.define("Lambda", "d", "d", value=lambda at: at.__getattr__("lambda").diag())
    w.define("M", "d", "d", value=lambda at: at.Q @ at.Lambda @ at.Q.inverse())
    return w


def _basis(rng: np.random.Generator, shape: tuple[int, ...]) -> object:
    return np.eye(shape[0]) + rng.uniform(-0.9, 0.9, shape)
