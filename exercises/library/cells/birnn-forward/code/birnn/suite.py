"""Eight tests of birnn: truth is torch.nn.RNN(bidirectional=True), in the judge."""

import numpy as np
import torch

from graders.sdk import check, diagnosis, suite

RTOL = 1e-10
PAIR = {
    "fr": "`birnn` renvoie un couple : toutes les sorties, puis l’état final.",
    "en": "`birnn` returns a pair: all outputs, then the final state.",
}
NOT_REVERSED = {
    "fr": "Les états retour ne sont pas remis dans l’ordre du temps : renversez-les de nouveau.",
    "en": "Backward states are not put back in the order of time: reverse them again.",
}
SUM = {
    "fr": "Les deux sens sont ajoutés ; il faut les juxtaposer : dernier axe de taille 2H.",
    "en": "The two directions are added; they have to stand side by side: a last axis of size 2H.",
}
SAME_WEIGHTS = {
    "fr": "Le sens retour utilise les poids `fwd` ; il a les siens, `bwd`.",
    "en": "The backward direction uses the weights `fwd`; it has its own, `bwd`.",
}
BACK_READS_FORWARDS = {
    "fr": "Le sens retour lit la séquence de gauche à droite ; il faut la renverser.",
    "en": "The backward direction reads the sequence from left to right; it has to be reversed.",
}
LAST_SLICE = {
    "fr": "C’est `out[:, -1]` : à l’instant T, le sens retour n’a lu que $x_T$.",
    "en": "This is `out[:, -1]`: at time T, the backward direction has read $x_T$ only.",
}
FIRST_SLICE = {
    "fr": "C’est `out[:, 0]` : à l’instant 1, le sens aller n’a lu que $x_1$.",
    "en": "This is `out[:, 0]`: at time 1, the forward direction has read $x_1$ only.",
}
BACK_FIRST = {
    "fr": "Le sens retour est placé devant : il faut l’aller, puis le retour.",
    "en": "The backward direction comes first: it has to be forward, then backward.",
}
HANDED_OVER = {
    "fr": "Le retour part du dernier état de l’aller ; il part de zéro.",
    "en": "The backward direction starts from the last forward state; it starts from zero.",
}


def drawn(rng, B, T, D, H):
    """The arguments of birnn, of order one."""
    x = rng.normal(size=(B, T, D))
    fwd, bwd = (tuple(rng.normal(size=s) for s in ((H, D), (H, H), (H,))) for _ in range(2))
    return x, fwd, bwd


def truth(x, fwd, bwd, start=None):
    """By torch.nn.RNN in float64: out (B, T, 2H), final (B, 2H)."""
    (H, D), T = fwd[0].shape, torch.float64
    rnn = torch.nn.RNN(D, H, bidirectional=True, batch_first=True, dtype=T)
    state = {}
    for end, (W, U, b) in (("", fwd), ("_reverse", bwd)):
        state |= {f"weight_ih_l0{end}": W, f"weight_hh_l0{end}": U}
        state |= {f"bias_ih_l0{end}": b, f"bias_hh_l0{end}": 0 * b}
    rnn.load_state_dict({name: torch.from_numpy(value) for name, value in state.items()})
    if start is None:
        start = np.zeros((2, len(x), H))
    with torch.no_grad():
        out, h = rnn(torch.from_numpy(x), torch.from_numpy(start))
    return out.numpy(), torch.cat([h[0], h[1]], dim=-1).numpy()


def handed_over(x, fwd, bwd):
    """What comes out if the backward direction starts from the last forward state."""
    H = len(fwd[2])
    _, final = truth(x, fwd, bwd)
    return truth(x, fwd, bwd, np.stack([np.zeros((len(x), H)), final[:, :H]]))


def pair(found):
    """The pair that the student returns."""
    check.true(isinstance(found, tuple | list) and len(found) == 2, say=PAIR)
    return found


def outputs(student, args, shape):
    """The student's outputs, of this shape."""
    out, _ = pair(student.birnn(*args))
    say = {
        "fr": "Une tranche par instant ; le dernier axe juxtapose les deux sens : taille 2H.",
        "en": "A slice per time; the last axis holds both directions side by side: size 2H.",
    }
    check.shape(out, shape, say=say)
    return out


@suite.test(
    points=1,
    title={"fr": "Les sorties juxtaposent les deux sens", "en": "Outputs hold both directions"},
)
def side_by_side(student, rng):
    args = drawn(rng, 2, 4, 3, 5)
    got, (want, _) = pair(student.birnn(*args))[0], truth(*args)
    there, back = want[..., :5], want[..., 5:]
    backwards = np.concatenate([there, back[:, ::-1]], axis=-1)
    same = truth(args[0], args[1], args[1])[0]
    explain = [
        (SUM, there + back),
        (BACK_FIRST, np.concatenate([back, there], axis=-1)),
        (NOT_REVERSED, backwards),
        (SAME_WEIGHTS, same),
        (BACK_READS_FORWARDS, np.concatenate([there, forwards(args)], axis=-1)),
        (HANDED_OVER, lambda: handed_over(*args)[0]),
    ]
    check.close(got, want, rtol=RTOL, explain=explain)


def forwards(args):
    """The weights `bwd` on the sequence from left to right: (B, T, H)."""
    x, _, bwd = args
    return truth(x, bwd, bwd)[0][..., : len(bwd[2])]


@suite.test(
    points=1,
    title={"fr": "Le sens aller, pas à pas", "en": "Forward direction, step by step"},
)
def forward_half(student, rng):
    args = drawn(rng, 3, 5, 2, 4)
    got = np.asarray(outputs(student, args, (3, 5, 8)))[..., :4]
    want = truth(*args)[0][..., :4]
    check.trace({"h": got.swapaxes(0, 1)}, {"h": want.swapaxes(0, 1)}, rtol=RTOL)


@suite.test(
    points=1,
    title={"fr": "Le sens retour, à chaque instant", "en": "Backward direction, at each time"},
)
def backward_half(student, rng):
    args = drawn(rng, 3, 5, 2, 4)
    got = np.asarray(outputs(student, args, (3, 5, 8)))[..., 4:]
    want = truth(*args)[0][..., 4:]
    explain = [
        (SAME_WEIGHTS, truth(args[0], args[1], args[1])[0][..., 4:]),
        (BACK_READS_FORWARDS, forwards(args)),
        (HANDED_OVER, lambda: handed_over(*args)[0][..., 4:]),
        *diagnosis.without_bias(lambda x, W, U, b: truth(x, (W, U, b), (W, U, b))[0][..., 4:],
                                (args[0], *args[2]), 3),
    ]  # fmt: skip
    check.close(got, want, rtol=RTOL, explain=explain)


@suite.test(
    points=1, title={"fr": "L’état final de chaque sens", "en": "Final state of each direction"}
)
def final_states(student, rng):
    args = drawn(rng, 3, 5, 2, 4)
    _, got = pair(student.birnn(*args))
    out, want = truth(*args)
    explain = [
        (LAST_SLICE, out[:, -1]),
        (FIRST_SLICE, out[:, 0]),
        (BACK_FIRST, np.concatenate([want[:, 4:], want[:, :4]], axis=-1)),
        (SAME_WEIGHTS, truth(args[0], args[1], args[1])[1]),
        (SUM, want[:, :4] + want[:, 4:]),
        (HANDED_OVER, lambda: handed_over(*args)[1]),
    ]
    check.close(got, want, rtol=RTOL, explain=explain)


@suite.test(
    points=1,
    title={"fr": "Ce que chaque sens a le droit de voir", "en": "What each direction may see"},
)
def what_it_sees(student, rng):
    x, fwd, bwd = drawn(rng, 2, 6, 3, 4)
    other = x.copy()
    other[:, 3] += 1
    calls = [(x, fwd, bwd), (other, fwd, bwd)]
    (before, _), (after, _) = student.many(student.birnn, calls)
    say = {
        "fr": "Changer $x_4$ ne change ni $\\overrightarrow{h}_1$ à $\\overrightarrow{h}_3$,"
        " ni $\\overleftarrow{h}_5$ et $\\overleftarrow{h}_6$.",
        "en": "Changing $x_4$ changes neither $\\overrightarrow{h}_1$ to $\\overrightarrow{h}_3$,"
        " nor $\\overleftarrow{h}_5$ and $\\overleftarrow{h}_6$.",
    }
    check.close(after[:, :3, :4], before[:, :3, :4], rtol=RTOL, say=say)
    check.close(after[:, 4:, 4:], before[:, 4:, 4:], rtol=RTOL, say=say)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "T = 1, un exemple, une unité", "en": "T = 1, one sample, one unit"},
    hint={
        "fr": "Si T = 1, les deux états finaux sont `out[:, 0]` ; tous les axes restent.",
        "en": "If T = 1, both final states are `out[:, 0]`; all axes stay.",
    },
)
def ones(student, rng):
    for sizes in ((2, 1, 3, 4), (1, 4, 2, 3), (2, 3, 1, 1)):
        args = drawn(rng, *sizes)
        for got, want in zip(pair(student.birnn(*args)), truth(*args), strict=True):
            check.close(got, want, rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Une séquence de 30 instants", "en": "A sequence of 30 steps"},
    hint={
        "fr": "Rien ne doit dépendre de la longueur, de H ou de la taille du lot.",
        "en": "Nothing may depend on the length, on H or on the size of the batch.",
    },
)
def longer(student, rng):
    x, fwd, bwd = drawn(rng, 4, 30, 3, 2)
    args = x, tuple(0.5 * value for value in fwd), tuple(0.5 * value for value in bwd)
    for got, want in zip(pair(student.birnn(*args)), truth(*args), strict=True):
        check.close(got, want, rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs="side_by_side",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "Chaque argument reste tel quel.",
        "en": "Every argument stays as it was.",
    },
)
def arguments_intact(student, rng):
    args = drawn(rng, 2, 4, 3, 5)
    _, (x, fwd, bwd) = student.after.birnn(*args)
    for now, before in zip((x, *fwd, *bwd), (args[0], *args[1], *args[2]), strict=True):
        check.equal(now, before)
