"""Seven tests of rnn_step: truth is torch.nn.RNNCell, in the judge."""

import numpy as np
import torch

from graders.sdk import check, diagnosis, suite

RTOL = 1e-10
SIZES = {"B": (1, 4), "D": (1, 4), "H": (1, 5)}
SIGMOID = {
    "fr": "La non-linéarité est une sigmoïde ; il faut $\\tanh$.",
    "en": "The nonlinearity is a sigmoid; it has to be $\\tanh$.",
}
LINEAR = {"fr": "La tangente hyperbolique manque.", "en": "The hyperbolic tangent is missing."}
NOT_TRANSPOSED = {
    "fr": "`W_hh` n’est pas transposée : c’est $h W_{hh}$ au lieu de $h W_{hh}^\\top$.",
    "en": "`W_hh` is not transposed: this is $h W_{hh}$ instead of $h W_{hh}^\\top$.",
}
NO_STATE = {
    "fr": "L’état `h` ne joue aucun rôle : c’est $\\tanh(x W_{ih}^\\top + b)$.",
    "en": "The state `h` plays no part: this is $\\tanh(x W_{ih}^\\top + b)$.",
}


def drawn(rng, B, D, H):
    """The arguments of rnn_step, of order one, so that tanh does not saturate."""
    shapes = (B, D), (B, H), (H, D), (H, H), (H,)
    return tuple(0.7 * rng.normal(size=shape) for shape in shapes)


def cell(x, h, W_ih, W_hh, b):
    """The same step by torch.nn.RNNCell in float64, shape (B, H)."""
    made = torch.nn.RNNCell(x.shape[1], h.shape[1], dtype=torch.float64)
    state = {
        "weight_ih": W_ih,
        "weight_hh": W_hh,
        "bias_ih": b / 4,
        "bias_hh": 3 * b / 4,
    }
    made.load_state_dict({name: torch.from_numpy(value) for name, value in state.items()})
    with torch.no_grad():
        return made(torch.from_numpy(x), torch.from_numpy(h)).numpy()


def mistakes(args):
    """What usual mistakes lead to."""
    x, h, W_ih, W_hh, b = args
    z = x @ W_ih.T + h @ W_hh.T + b
    return [
        *diagnosis.without_bias(cell, args, 4),
        *diagnosis.without(NO_STATE, cell, args, 1),
        (SIGMOID, 1 / (1 + np.exp(-z))),
        (LINEAR, z),
        (NOT_TRANSPOSED, np.tanh(x @ W_ih.T + h @ W_hh + b)),
    ]


@suite.test(
    points=1,
    title={"fr": "Une ligne par exemple : forme (3, 4)", "en": "One row per sample: shape (3, 4)"},
)
def one_row_each(student, rng):
    check.shape(student.rnn_step(*drawn(rng, 3, 5, 4)), (3, 4))


@suite.test(
    points=1,
    title={"fr": "Un pas, contre nn.RNNCell", "en": "One step, against nn.RNNCell"},
    sizes=SIZES,
)
def one_step(
    student,
    x=suite.matrix("B", "D"),
    h=suite.matrix("B", "H"),
    W_ih=suite.matrix("H", "D"),
    W_hh=suite.matrix("H", "H"),
    b=suite.vector("H"),
):
    args = x, h, W_ih, W_hh, b
    check.close(student.rnn_step(*args), cell(*args), rtol=RTOL, explain=mistakes(args))


@suite.test(
    points=1,
    title={"fr": "L’état seul : x = 0 et b = 0", "en": "The state alone: x = 0 and b = 0"},
)
def state_alone(student, rng):
    x, h, W_ih, W_hh, b = drawn(rng, 2, 3, 4)
    args = 0 * x, h, W_ih, W_hh, 0 * b
    explain = [(NOT_TRANSPOSED, np.tanh(h @ W_hh)), (LINEAR, h @ W_hh.T)]
    inputs = {"h": h, "W_hh": W_hh}
    check.close(student.rnn_step(*args), cell(*args), rtol=RTOL, inputs=inputs, explain=explain)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Un lot d’un seul exemple", "en": "A batch of one sample"},
    hint={
        "fr": "Le résultat garde deux axes quand B = 1.",
        "en": "The result keeps two axes when B = 1.",
    },
)
def batch_of_one(student, rng):
    args = drawn(rng, 1, 5, 4)
    check.close(student.rnn_step(*args), cell(*args), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Les exemples ne se mélangent pas", "en": "Samples do not mix"},
    hint={
        "fr": "Le résultat d’un exemple ne dépend pas des autres exemples du lot.",
        "en": "The result of a sample does not depend on the others of its batch.",
    },
)
def samples_apart(student, rng):
    x, h, *weights = drawn(rng, 4, 2, 3)
    other_x, other_h, *_ = drawn(rng, 4, 2, 3)
    other_x[1], other_h[1] = x[1], h[1]
    calls = [(x, h, *weights), (other_x, other_h, *weights)]
    first, second = student.many(student.rnn_step, calls)
    check.close(first, cell(x, h, *weights), rtol=RTOL)
    check.close(second[1], first[1], rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs="one_step",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "Chaque argument reste tel quel.",
        "en": "Every argument stays as it was.",
    },
)
def arguments_intact(student, rng):
    args = drawn(rng, 3, 5, 4)
    _, after = student.after.rnn_step(*args)
    for now, before in zip(after, args, strict=True):
        check.equal(now, before)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Grandes valeurs : fini, dans [−1, 1]", "en": "Large values: finite, in [−1, 1]"},
    hint={
        "fr": "$e^z$ déborde vers $z = 710$ ; `np.tanh` ne déborde jamais.",
        "en": "$e^z$ overflows near $z = 710$; `np.tanh` never does.",
    },
)
def large_values(student, rng):
    x, h, W_ih, W_hh, b = drawn(rng, 2, 3, 4)
    args = 4000 * x, h, W_ih, W_hh, b
    check.close(student.rnn_step(*args), cell(*args), rtol=RTOL)
