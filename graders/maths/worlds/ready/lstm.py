"""The LSTM with the equations of TD5, part IV, and the graph of IV.2, where h is held."""

from collections.abc import Callable

import torch

from graders.maths.worlds import World, sigmoid
from graders.maths.worlds.graph import At

NAME = "lstm"
TRUNCATED = "lstm-truncated"
_GATES = (("f", "oubli", "forget"), ("i", "entrée", "input"), ("o", "sortie", "output"))


def world() -> World:
    """f, i, o, c̃, c, h; nothing is held."""
    return _world(detach=False)


def truncated() -> World:
    """As IV.2 reads it: h_{t-1} is a constant for the gates, so c depends on the past by c only."""
    return _world(detach=True)


def _world(*, detach: bool) -> World:
    w = World(n=(3,), d=(2, 5), T=(4,))
    w.index("t", "1..T")
    w.index("k", "1..t")
    w.index("j", "1..T")
    for gate in ("f", "i", "o", "c"):
        w.given(f"W_{gate}", "n", "n", scale=1.2)
        w.given(f"U_{gate}", "n", "d", scale=0.8)
    w.given("x", "d", t="1..T", meaning={"fr": "entrées", "en": "inputs"})
    w.given("o", "n", t="0", draw=lambda rng, shape: rng.uniform(0.2, 0.9, shape))
    w.given("c", "n", t="0")
    for gate, french, english in _GATES:
        w.define(
            gate, "n", t="1..T", value=_gate(gate),
            meaning={"fr": f"porte d'{french}", "en": f"{english} gate"},
        )  # fmt: skip
    w.define("ctilde", "n", t="1..T", value=lambda at, t: torch.tanh(_sum(at, "c", t)))
    w.define(
        "c", "n", t="1..T", state=True,
        value=lambda at, t: at.f[t] * at.c[t - 1] + at.i[t] * at.ctilde[t],
        meaning={"fr": "cellules", "en": "cells"},
    )  # fmt: skip
    w.define(
        "h", "n", t="0..T", state=True, detach=detach,
        value=lambda at, t: at.o[t] * torch.tanh(at.c[t]),
        meaning={"fr": "états cachés", "en": "hidden states"},
    )  # fmt: skip
    w.given("y", "n", t="1..T", constant=True, meaning={"fr": "cibles", "en": "targets"})
    w.define("L", t="1..T", value=_loss)
    w.define("L", value=lambda at: sum(at.L[t] for t in range(1, at.sizes["T"] + 1)))
    return w


def _gate(name: str) -> Callable[[At, int], torch.Tensor]:
    return lambda at, t: sigmoid(_sum(at, name, t))


def _sum(at: At, gate: str, t: int) -> torch.Tensor:
    weights, inputs = getattr(at, f"W_{gate}"), getattr(at, f"U_{gate}")
    total: torch.Tensor = weights @ at.h[t - 1] + inputs @ at.x[t]
    return total


def _loss(at: At, t: int) -> torch.Tensor:
    # of o ⊙ tanh(c), not of h: it depends on c also where h is held
    total: torch.Tensor = ((at.o[t] * torch.tanh(at.c[t]) - at.y[t]) ** 2).sum() / 2
    return total
