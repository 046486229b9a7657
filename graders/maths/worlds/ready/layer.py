"""One sigmoid layer, u = σ(A v): TD5, II.(1)."""

from graders.maths.worlds import World, sigmoid

NAME = "sigmoid-layer"


def world() -> World:
    """A ∈ R^{n×d}, v ∈ R^d, z = A v, u = σ(z) ∈ R^n; σ and σ′ alone stand for σ(A v), σ′(A v)."""
    w = World(n=(3, 4), d=(2, 5))
    w.given("A", "n", "d", meaning={"fr": "poids", "en": "weights"})
    w.given("v", "d", meaning={"fr": "entrée", "en": "input"})
    w.define(
        "z", "n", value=lambda at: at.A @ at.v,
        meaning={"fr": "préactivation", "en": "preactivation"},
    )  # fmt: skip
    w.define("u", "n", value=lambda at: sigmoid(at.z), meaning={"fr": "sortie", "en": "output"})
    w.define(
        "sigma'", "n", value=lambda at: sigmoid(at.z) * (1 - sigmoid(at.z)),
        meaning={"fr": "σ′ au point A v", "en": "σ′ at A v"},
    )  # fmt: skip
    return w
