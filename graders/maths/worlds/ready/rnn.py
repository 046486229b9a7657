"""A simple RNN with a loss at each step: TD5, part II; h_t = σ(W h_{t-1} + U x_t)."""

from graders.maths.worlds import World, sigmoid

NAME = "simple-rnn"


def world() -> World:
    """h_t ∈ R^n, x_t ∈ R^d, t = 1..T; L = Σ L_t, where L_t depends on h_t alone."""
    w = World(n=(3, 4), d=(2, 3, 5), T=(4,))
    w.index("t", "1..T")
    w.index("k", "1..t")
    w.index("j", "1..T")
    w.given("W", "n", "n", scale=1.2, meaning={"fr": "poids récurrents", "en": "recurrent weights"})
    w.given("U", "n", "d", scale=0.8, meaning={"fr": "poids d'entrée", "en": "input weights"})
    w.given("x", "d", t="1..T", meaning={"fr": "entrées", "en": "inputs"})
    w.given("h", "n", t="0")
    w.define(
        "z", "n", t="1..T", value=lambda at, t: at.W @ at.h[t - 1] + at.U @ at.x[t],
        meaning={"fr": "préactivations", "en": "preactivations"},
    )  # fmt: skip
    w.define(
        "h", "n", t="1..T", state=True, value=lambda at, t: sigmoid(at.z[t]),
        meaning={"fr": "états cachés", "en": "hidden states"},
    )  # fmt: skip
    w.given("y", "n", t="1..T", constant=True, meaning={"fr": "cibles", "en": "targets"})
    w.define(
        "L", t="1..T", value=lambda at, t: ((at.h[t] - at.y[t]) ** 2).sum() / 2,
        meaning={"fr": "coût du pas t", "en": "loss of step t"},
    )  # fmt: skip
    w.define(
        "L", value=lambda at: sum(at.L[t] for t in range(1, at.sizes["T"] + 1)),
        meaning={"fr": "coût", "en": "loss"},
    )  # fmt: skip
    return w
