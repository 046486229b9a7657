"""features(out, h_n): read from an nn.LSTM in the judge, where the answer is known by its steps."""

import numpy as np
import torch

from graders.sdk import check, suite

LAST_OUTPUT = {
    "fr": "C’est `out[:, -1]` : au dernier pas, le sens inverse n’a lu qu’un élément.",
    "en": "This is `out[:, -1]`: at the last step the backward direction has read one item only.",
}
FIRST_OUTPUT = {
    "fr": "C’est `out[:, 0]` : au premier pas, le sens direct n’a lu qu’un élément.",
    "en": "This is `out[:, 0]`: at the first step the forward direction has read one item only.",
}
FIRST_LAYER = {
    "fr": "Ce sont les états de la première couche ; il faut la dernière.",
    "en": "These are the states of the first layer; the last one is asked.",
}
SWAPPED = {
    "fr": "Les deux sens sont échangés : le direct d’abord.",
    "en": "The two directions are swapped: forward comes first.",
}
MIXED = {
    "fr": "`reshape` a mêlé les exemples : l’axe 0 de `h_n` est (couche, sens), l’axe 1 le lot.",
    "en": "`reshape` has mixed the examples: axis 0 of `h_n` is (layer, direction), axis 1 the batch.",
}
MEAN = {
    "fr": "C’est la moyenne des pas ; il faut l’état final de chaque sens.",
    "en": "This is the mean over the steps; the final state of each direction is asked.",
}


def run(rng, B, T, H, L, D=3):
    """out, h_n and the right summary of an nn.LSTM with random weights, in float64."""
    torch.manual_seed(int(rng.integers(2**31)))
    lstm = torch.nn.LSTM(D, H, L, batch_first=True, bidirectional=True, dtype=torch.float64)
    x = torch.from_numpy(2 * rng.normal(size=(B, T, D)))
    with torch.no_grad():
        out, (h_n, _) = lstm(x)
    right = torch.cat([out[:, T - 1, :H], out[:, 0, H:]], dim=1)
    return out, h_n, right


def mistakes(out, h_n):
    """What usual mistakes lead to."""
    H = h_n.shape[2]
    found = [
        (LAST_OUTPUT, out[:, -1]),
        (FIRST_OUTPUT, out[:, 0]),
        (SWAPPED, torch.cat([out[:, 0, H:], out[:, -1, :H]], dim=1)),
        (MIXED, h_n[-2:].reshape(out.shape[0], -1)),
        (MEAN, out.mean(dim=1)),
    ]
    if len(h_n) > 2:
        found.append((FIRST_LAYER, torch.cat([h_n[0], h_n[1]], dim=1)))
    return [(say, value.numpy()) for say, value in found]


def agrees(student, rng, **sizes):
    """The student's summary is what the top layer ends with, in each direction."""
    out, h_n, right = run(rng, **sizes)
    got = student.features(out, h_n)
    explain = mistakes(out, h_n)
    check.close(got, right.numpy(), rtol=1e-5, explain=explain, inputs={"out": out, "h_n": h_n})


@suite.test(
    points=2, title={"fr": "Deux couches, contre `nn.LSTM`", "en": "Two layers, against `nn.LSTM`"}
)
def two_layers(student, rng):
    agrees(student, rng, B=2, T=5, H=3, L=2)


@suite.test(points=1, title={"fr": "Une et trois couches", "en": "One and three layers"})
def other_depths(student, rng):
    agrees(student, rng, B=4, T=3, H=2, L=1)
    agrees(student, rng, B=3, T=4, H=2, L=3)


@suite.test(
    points=1,
    title={"fr": "Un exemple, une unité", "en": "One example, one unit"},
)
def ones(student, rng):
    agrees(student, rng, B=1, T=4, H=2, L=2)
    agrees(student, rng, B=3, T=5, H=1, L=1)


@suite.test(
    points=1,
    title={
        "fr": "Changer un exemple ne change que sa ligne",
        "en": "Changing one example changes its row only",
    },
)
def rows(student, rng):
    out, h_n, right = run(rng, B=4, T=5, H=3, L=2)
    row = int(rng.integers(4))
    out2, h_n2, right2 = run(rng, B=4, T=5, H=3, L=2)
    mixed_out, mixed_h = out.clone(), h_n.clone()
    mixed_out[row], mixed_h[:, row] = out2[row], h_n2[:, row]
    want = right.clone()
    want[row] = right2[row]
    got = student.features(mixed_out, mixed_h)
    check.close(got, want.numpy(), rtol=1e-5, explain=mistakes(mixed_out, mixed_h))


@suite.test(
    points=1,
    visible=False,
    needs="two_layers",
    title={"fr": "Le gradient passe", "en": "The gradient passes"},
    hint={
        "fr": "Ni `detach`, ni `.numpy()`, ni `.item()` : le résultat reste lié aux états.",
        "en": "No `detach`, no `.numpy()`, no `.item()`: the result stays tied to the states.",
    },
)
def gradient(student, rng):
    out, h_n, right = run(rng, B=3, T=4, H=2, L=2)
    v = torch.from_numpy(rng.normal(size=tuple(right.shape)))
    by_out, by_states = (np.asarray(g) for g in student.vjp(student.features, (out, h_n), v))
    # Read from out or from h_n: one of the two carries each half of the gradient.
    H = h_n.shape[2]
    forward = by_out[:, -1, :H] + by_states[-2]
    backward = by_out[:, 0, H:] + by_states[-1]
    check.close(np.concatenate([forward, backward], axis=1), v.numpy(), rtol=1e-5)
    check.close(np.abs(by_out).sum() + np.abs(by_states).sum(), np.abs(v.numpy()).sum(), rtol=1e-5)


@suite.test(
    points=1,
    visible=False,
    needs="two_layers",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "Après l’appel, `out` et `h_n` sont tels quels.",
        "en": "After the call, `out` and `h_n` are as they were.",
    },
)
def intact(student, rng):
    out, h_n, _ = run(rng, B=3, T=4, H=2, L=2)
    _, after = student.after.features(out, h_n)
    check.equal(after[0], out)
    check.equal(after[1], h_n)
