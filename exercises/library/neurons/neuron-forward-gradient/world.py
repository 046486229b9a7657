import torch

from graders.maths.worlds import World


def world():
    w = World(d=(3, 4))
    w.given("w", "d", scale=0.5, meaning={"fr": "poids", "en": "weights"})
    w.given("x", "d", meaning={"fr": "entrée", "en": "input"})
    w.given("b", scale=0.5, meaning={"fr": "biais", "en": "bias"})
    w.given("y", constant=True, draw=lambda rng, shape: rng.uniform(0.2, 0.8, size=shape), meaning={"fr": "cible", "en": "target"})
    w.define("z", value=lambda at: at.w @ at.x + at.b)
    w.define("p", value=lambda at: torch.sigmoid(at.z), meaning={"fr": "sortie, σ(z)", "en": "output, σ(z)"})
    w.define("L", value=lambda at: -at.y * torch.log(at.p) - (1 - at.y) * torch.log(1 - at.p), meaning={"fr": "perte", "en": "loss"})
    return w
