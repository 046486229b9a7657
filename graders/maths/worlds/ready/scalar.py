"""A scalar RNN, h_t = σ(w h_{t-1} + u x_t) with L = Σ h_t: the numbers of exam question 13."""

from graders.maths.worlds import World, sigmoid

NAME = "scalar-rnn"


def world() -> World:
    """Everything is a number; t = 1..T."""
    w = World(T=(3,))
    w.index("t", "1..T")
    w.index("k", "1..t")
    w.index("j", "1..T")
    w.given("w", scale=1.5, meaning={"fr": "poids récurrent", "en": "recurrent weight"})
    w.given("u", meaning={"fr": "poids d'entrée", "en": "input weight"})
    w.given("x", t="1..T", meaning={"fr": "entrées", "en": "inputs"})
    w.given("h", t="0")
    w.define(
        "z", t="1..T", value=lambda at, t: at.w * at.h[t - 1] + at.u * at.x[t],
        meaning={"fr": "préactivations", "en": "preactivations"},
    )  # fmt: skip
    w.define(
        "h", t="1..T", state=True, value=lambda at, t: sigmoid(at.z[t]),
        meaning={"fr": "états", "en": "states"},
    )  # fmt: skip
    w.define("L", t="1..T", value=lambda at, t: at.h[t] ** 2 / 2)
    w.define(
        "L", value=lambda at: sum(at.L[t] for t in range(1, at.sizes["T"] + 1)),
        meaning={"fr": "coût", "en": "loss"},
    )  # fmt: skip
    return w
