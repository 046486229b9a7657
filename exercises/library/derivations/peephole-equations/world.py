"""An LSTM with peephole connections (Gers and Schmidhuber): diagonal weights p, no p on the candidate."""

import torch

from graders.maths.worlds import World, sigmoid


def world() -> World:
    """f and i see c_{t-1}, o sees c_t. h is held, so that c depends on the past by c alone."""
    w = World(n=(3,), d=(2, 5), T=(4,))
    w.index("t", "1..T")
    w.index("k", "1..t")
    w.index("j", "1..T")
    for gate in ("f", "i", "o", "c"):
        w.given(f"W_{gate}", "n", "n")
        w.given(f"U_{gate}", "n", "d", scale=0.8)
    for gate in ("f", "i", "o"):
        w.given(f"p_{gate}", "n", meaning={"fr": "poids « peephole »", "en": "peephole weights"})
    w.given("x", "d", t="1..T", meaning={"fr": "entrées", "en": "inputs"})
    w.given("h", "n", t="0")
    w.given("c", "n", t="0")
    w.define(
        "f", "n", t="1..T",
        value=lambda at, t: sigmoid(
            at.W_f @ at.h[t - 1] + at.U_f @ at.x[t] + at.p_f * at.c[t - 1]
        ),
        meaning={"fr": "porte d'oubli", "en": "forget gate"},
    )  # fmt: skip
    w.define(
        "i", "n", t="1..T",
        value=lambda at, t: sigmoid(
            at.W_i @ at.h[t - 1] + at.U_i @ at.x[t] + at.p_i * at.c[t - 1]
        ),
        meaning={"fr": "porte d'entrée", "en": "input gate"},
    )  # fmt: skip
    w.define(
        "ctilde", "n", t="1..T",
        value=lambda at, t: torch.tanh(at.W_c @ at.h[t - 1] + at.U_c @ at.x[t]),
        meaning={"fr": "candidat", "en": "candidate"},
    )  # fmt: skip
    w.define(
        "c", "n", t="1..T", state=True,
        value=lambda at, t: at.f[t] * at.c[t - 1] + at.i[t] * at.ctilde[t],
        meaning={"fr": "cellules", "en": "cells"},
    )  # fmt: skip
    w.define(
        "o", "n", t="1..T",
        value=lambda at, t: sigmoid(at.W_o @ at.h[t - 1] + at.U_o @ at.x[t] + at.p_o * at.c[t]),
        meaning={"fr": "porte de sortie", "en": "output gate"},
    )  # fmt: skip
    w.define(
        "h", "n", t="1..T", state=True, detach=True,
        value=lambda at, t: at.o[t] * torch.tanh(at.c[t]),
        meaning={"fr": "états cachés, tenus fixes", "en": "hidden states, held fixed"},
    )  # fmt: skip
    return w
