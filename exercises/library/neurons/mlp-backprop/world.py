import torch

from graders.maths.worlds import World


def world():
    w = World(n=(3, 4), d=(2, 5))
    w.given(
        "W",
        "n",
        "d",
        scale=0.7,
        meaning={"fr": "poids de la couche cachée", "en": "weights of the hidden layer"},
    )
    w.given(
        "b",
        "n",
        scale=0.7,
        meaning={"fr": "biais de la couche cachée", "en": "biases of the hidden layer"},
    )
    w.given("v", "n", meaning={"fr": "poids de la sortie", "en": "weights of the output"})
    w.given("c", scale=0.7, meaning={"fr": "biais de la sortie", "en": "bias of the output"})
    w.given("x", "d", meaning={"fr": "entrée", "en": "input"})
    w.given("y", constant=True, meaning={"fr": "cible", "en": "target"})
    w.define("z", "n", value=lambda at: at.W @ at.x + at.b)
    w.define(
        "h",
        "n",
        value=lambda at: torch.sigmoid(at.z),
        meaning={"fr": "unités cachées, σ(z)", "en": "hidden units, σ(z)"},
    )
    w.define("s", value=lambda at: at.v @ at.h + at.c)
    w.define(
        "o",
        value=lambda at: torch.sigmoid(at.s),
        meaning={"fr": "sortie, σ(s)", "en": "output, σ(s)"},
    )
    w.define("L", value=lambda at: (at.o - at.y) ** 2 / 2, meaning={"fr": "perte", "en": "loss"})
    return w
