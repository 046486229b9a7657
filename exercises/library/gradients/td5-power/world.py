"""An RNN with a linear activation: there, and only there, the power of the sheet is exact."""

from graders.maths.worlds import World


def world() -> World:
    """h_t = W h_{t-1} + U x_t, in R^n."""
    w = World(n=(3, 4), d=(2, 5), T=(4,))
    w.index("t", "1..T")
    w.index("k", "1..t")
    w.index("j", "1..T")
    w.given("W", "n", "n", meaning={"fr": "poids récurrents", "en": "recurrent weights"})
    w.given("U", "n", "d", meaning={"fr": "poids d'entrée", "en": "input weights"})
    w.given("x", "d", t="1..T", meaning={"fr": "entrées", "en": "inputs"})
    w.given("h", "n", t="0")
    w.define(
        "h", "n", t="1..T", state=True,
        value=lambda at, t: at.W @ at.h[t - 1] + at.U @ at.x[t],
        meaning={"fr": "états cachés", "en": "hidden states"},
    )  # fmt: skip
    return w
