"""Eight tests of rnn_unroll: truth is torch.nn.RNN(batch_first=True), in the judge."""

import numpy as np
import torch

from graders.sdk import check, diagnosis, suite

RTOL = 1e-10
STATE = {"h": {"fr": "état", "en": "state"}}
PAIR = {
    "fr": "`rnn_unroll` renvoie un couple : tous les états, puis le dernier.",
    "en": "`rnn_unroll` returns a pair: all states, then the last one.",
}
NO_START = {
    "fr": "L’état initial `h0` est ignoré : la récurrence part de zéro.",
    "en": "The initial state `h0` is ignored: the recurrence starts from zero.",
}
NOT_FED_BACK = {
    "fr": "Chaque pas repart de `h0` : l’état n’est pas transmis au pas suivant.",
    "en": "Each step starts again from `h0`: the state is not handed to the next step.",
}
FIRST_STATE = {
    "fr": "C’est le premier état, $h_1$ ; le dernier est demandé.",
    "en": "This is the first state, $h_1$; the last one is asked.",
}
INITIAL_STATE = {
    "fr": "C’est l’état initial `h0` ; le dernier est demandé.",
    "en": "This is the initial state `h0`; the last one is asked.",
}


def drawn(rng, B, T, D, H):
    """The arguments of rnn_unroll, with an initial state that is not zero."""
    shapes = (B, T, D), (B, H), (H, D), (H, H), (H,)
    return tuple(0.8 * rng.normal(size=shape) for shape in shapes)


def truth(x, h0, W, U, b):
    """All states (B, T, H) and the last (B, H) by torch.nn.RNN in float64."""
    rnn = torch.nn.RNN(x.shape[2], len(b), batch_first=True, dtype=torch.float64)
    names = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
    values = map(torch.from_numpy, (W, U, b / 4, 3 * b / 4))
    rnn.load_state_dict(dict(zip(names, values, strict=True)))
    with torch.no_grad():
        out, h = rnn(torch.from_numpy(x), torch.from_numpy(h0)[None])
    return out.numpy(), h[0].numpy()


def mistakes(args, which):
    """What usual mistakes lead to, in all states (`which` 0) or in the last (1)."""
    x, h0, W, U, b = args
    out, last = truth(*args)
    apart = np.tanh(x @ W.T + (h0 @ U.T)[:, None] + b)

    def call(*changed):
        return truth(*changed)[which]

    found = [(NOT_FED_BACK, (apart, apart[:, -1])[which])]
    if which:
        found += [(FIRST_STATE, out[:, 0]), (INITIAL_STATE, h0)]
    found += diagnosis.without(NO_START, call, args, 1)
    found += diagnosis.without_bias(call, args, 4)
    return found + diagnosis.reversed_time(call, args, 0, axis=1)


def pair(found):
    """The pair that the student returns."""
    check.true(isinstance(found, tuple | list) and len(found) == 2, say=PAIR)
    return found


@suite.test(points=1, title={"fr": "Tous les états", "en": "All states"})
def states(student, rng):
    args = drawn(rng, 2, 6, 4, 3)
    got, _ = pair(student.rnn_unroll(*args))
    check.close(got, truth(*args)[0], rtol=RTOL, explain=mistakes(args, 0))


@suite.test(points=1, title={"fr": "Pas à pas", "en": "Step by step"}, needs=["states"])
def step_by_step(student, rng):
    args = drawn(rng, 3, 12, 2, 4)
    got, want = np.asarray(pair(student.rnn_unroll(*args))[0]), truth(*args)[0]
    check.shape(got, (3, 12, 4))
    traced = {"h": got.swapaxes(0, 1)}, {"h": want.swapaxes(0, 1)}
    check.trace(*traced, rtol=RTOL, names=STATE)


@suite.test(points=1, title={"fr": "Le dernier état", "en": "The last state"})
def last_state(student, rng):
    args = drawn(rng, 2, 6, 4, 3)
    _, got = pair(student.rnn_unroll(*args))
    check.close(got, truth(*args)[1], rtol=RTOL, explain=mistakes(args, 1))


@suite.test(
    points=1,
    title={"fr": "L’avenir n’agit pas sur le passé", "en": "The future does not act on the past"},
)
def causal(student, rng):
    x, *rest = drawn(rng, 2, 7, 3, 4)
    other = x.copy()
    other[:, 4:] += 1
    (one, _), (two, last) = student.many(student.rnn_unroll, [(x, *rest), (other, *rest)])
    one, two = np.asarray(one), np.asarray(two)
    check.shape(one, (2, 7, 4))
    say = {
        "fr": "Changer $x_5$ et la suite ne change pas $h_1$ à $h_4$.",
        "en": "Changing $x_5$ and what follows does not change $h_1$ to $h_4$.",
    }
    check.close(two[:, :4], one[:, :4], rtol=1e-12, say=say)
    check.close(last, truth(other, *rest)[1], rtol=RTOL)


@suite.test(
    points=1,
    title={"fr": "Les séquences ne se mélangent pas", "en": "Sequences do not mix"},
)
def sequences_apart(student, rng):
    x, h0, *weights = drawn(rng, 3, 5, 2, 4)
    other, start = x.copy(), h0.copy()
    other[0] += 1
    start[0] += 1
    calls = [(x, h0, *weights), (other, start, *weights)]
    (one, _), (two, _) = student.many(student.rnn_unroll, calls)
    say = {
        "fr": "Changer la première séquence ne change pas les autres.",
        "en": "Changing the first sequence does not change the others.",
    }
    check.close(np.asarray(two)[1:], np.asarray(one)[1:], rtol=1e-12, say=say)
    check.close(two, truth(other, start, *weights)[0], rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "L’état initial compte", "en": "The initial state counts"},
    hint={
        "fr": "Couper une séquence en deux, la seconde partant du dernier état, ne change rien.",
        "en": "Cutting a sequence in two, the second starting from the last state, changes"
        " nothing.",
    },
)
def in_two_halves(student, rng):
    x, h0, *weights = drawn(rng, 2, 8, 3, 4)
    first, middle = pair(student.rnn_unroll(x[:, :3], h0, *weights))
    second, last = pair(student.rnn_unroll(x[:, 3:], np.asarray(middle), *weights))
    out, want = truth(x, h0, *weights)
    check.close(first, out[:, :3], rtol=RTOL)
    check.close(second, out[:, 3:], rtol=RTOL)
    check.close(last, want, rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "T = 1, une séquence, une unité", "en": "T = 1, one sequence, one unit"},
    hint={
        "fr": "`out` garde ses trois axes, `h_T` ses deux.",
        "en": "`out` keeps its three axes, `h_T` its two.",
    },
)
def ones(student, rng):
    for sizes in ((2, 1, 4, 3), (1, 5, 2, 3), (3, 4, 2, 1), (3, 2, 1, 4)):
        args = drawn(rng, *sizes)
        for got, want in zip(pair(student.rnn_unroll(*args)), truth(*args), strict=True):
            check.close(got, want, rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs="states",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "Chaque argument reste tel quel, `h0` aussi.",
        "en": "Every argument stays as it was, `h0` too.",
    },
)
def arguments_intact(student, rng):
    args = drawn(rng, 2, 4, 3, 5)
    _, after = student.after.rnn_unroll(*args)
    for now, before in zip(after, args, strict=True):
        check.equal(now, before)
