"""The GRU with the convention of Cho et al. 2014 and PyTorch: z keeps the past."""

import torch

from graders.maths.worlds import World, sigmoid

NAME = "gru"


def world() -> World:
    """r, z, h̃, h_t = z ⊙ h_{t-1} + (1 - z) ⊙ h̃; r inside the candidate, as in Cho 2014."""
    w = World(n=(3, 4), d=(2, 5), T=(3,))
    w.index("t", "1..T")
    w.index("k", "1..t")
    for gate in ("r", "z", "h"):
        w.given(f"W_{gate}", "n", "d", scale=0.8)
        w.given(f"U_{gate}", "n", "n")
    w.given("x", "d", t="1..T", meaning={"fr": "entrées", "en": "inputs"})
    w.given("h", "n", t="0")
    w.define(
        "r", "n", t="1..T",
        value=lambda at, t: sigmoid(at.W_r @ at.x[t] + at.U_r @ at.h[t - 1]),
        meaning={"fr": "porte de remise à zéro", "en": "reset gate"},
    )  # fmt: skip
    w.define(
        "z", "n", t="1..T",
        value=lambda at, t: sigmoid(at.W_z @ at.x[t] + at.U_z @ at.h[t - 1]),
        meaning={"fr": "porte de mise à jour", "en": "update gate"},
    )  # fmt: skip
    w.define(
        "htilde", "n", t="1..T",
        value=lambda at, t: torch.tanh(at.W_h @ at.x[t] + at.U_h @ (at.r[t] * at.h[t - 1])),
        meaning={"fr": "candidat", "en": "candidate"},
    )  # fmt: skip
    w.define(
        "h", "n", t="1..T", state=True,
        value=lambda at, t: at.z[t] * at.h[t - 1] + (1 - at.z[t]) * at.htilde[t],
        meaning={"fr": "états cachés", "en": "hidden states"},
    )  # fmt: skip
    return w
