"""Eight tests of peephole_step: truth is torch.nn.LSTMCell, the peepholes as biases."""

import numpy as np
import torch

from graders.sdk import check, diagnosis, suite

RTOL = 1e-10
GATES = ("i", "f", "g", "o")
NAMES = {
    "c": {"fr": "état de cellule", "en": "cell state"},
    "h": {"fr": "sortie", "en": "output"},
}
NOTHING = {
    "fr": "`peephole_step` ne renvoie rien : il manque un `return`.",
    "en": "`peephole_step` returns nothing: a `return` is missing.",
}
PAIR = {
    "fr": "`peephole_step` renvoie un couple : la nouvelle sortie, puis le nouvel état.",
    "en": "`peephole_step` returns a pair: the new output, then the new state.",
}
OLD_FOR_OUTPUT = {
    "fr": "La porte de sortie voit l’ancien état $c$ ; elle doit voir le nouveau, $c'$.",
    "en": "The output gate peeps at the old state $c$; it has to peep at the new one, $c'$.",
}
SWAPPED = {
    "fr": "La sortie et l’état de cellule sont échangés : renvoyez `(h', c')`.",
    "en": "The output and the cell state are exchanged: return `(h', c')`.",
}
CANDIDATE_PEEPS = {
    "fr": "Le candidat $g$ voit l’état, lui aussi ; seules les trois portes le voient.",
    "en": "The candidate $g$ peeps at the state, too; only the three gates do.",
}
NO_I, NO_F, NO_O = (
    {
        "fr": f"La porte {gate} ne voit pas l’état : `{name}` ne joue aucun rôle.",
        "en": f"The {gate_en} gate does not peep at the state: `{name}` plays no part.",
    }
    for gate, gate_en, name in (
        ("d’entrée", "input", "p_i"),
        ("d’oubli", "forget", "p_f"),
        ("de sortie", "output", "p_o"),
    )
)
NO_PEEPHOLE = {
    "fr": "C’est le pas d’un LSTM ordinaire : aucune porte ne voit l’état.",
    "en": "This is the step of an ordinary LSTM: no gate peeps at the state.",
}
MIXED = {
    "fr": "Les unités se mélangent : il faut $p \\odot c$, composante par composante.",
    "en": "The peepholes mix units: it has to be $p \\odot c$, component by component.",
}


def sigmoid(z):
    """The logistic function, entry by entry."""
    return 1 / (1 + np.exp(-z))


def drawn(rng, B, D, H):
    """The arguments of peephole_step, with states and peepholes that are not zero."""
    shapes = (B, D), (B, H), (B, H), (4 * H, D), (4 * H, H), (4 * H,), (H,), (H,), (H,)
    return tuple(rng.normal(size=shape) for shape in shapes)


def ordinary(x, h, c, W, U, b):
    """The step of torch.nn.LSTMCell in float64: (h, c), each (B, H)."""
    cell = torch.nn.LSTMCell(x.shape[1], h.shape[1], dtype=torch.float64)
    weights = {"weight_ih": W, "weight_hh": U, "bias_ih": b, "bias_hh": 0 * b}
    cell.load_state_dict({name: torch.from_numpy(value) for name, value in weights.items()})
    x, h, c = (torch.from_numpy(value) for value in (x, h, c))
    with torch.no_grad():
        return tuple(value.numpy() for value in cell(x, (h, c)))


def cell(x, h, c, W, U, b, p_i, p_f, p_o):
    """The right step: per sample, what a gate peeps at is a bias of its own."""
    rows = []
    for s in range(len(x)):
        one, nothing = slice(s, s + 1), 0 * p_o
        early = [p_i * c[s], p_f * c[s], nothing]
        _, new = ordinary(x[one], h[one], c[one], W, U, b + np.concatenate([*early, nothing]))
        late = np.concatenate([*early, p_o * new[0]])
        rows.append(ordinary(x[one], h[one], c[one], W, U, b + late))
    return tuple(np.concatenate(part) for part in zip(*rows, strict=True))


def otherwise(args, *, old=False, candidate=0.0, mixed=False):
    """The step with a mistake: (h, c)."""
    x, h, c, W, U, b, p_i, p_f, p_o = args
    z_i, z_f, z_g, z_o = np.split(x @ W.T + h @ U.T + b, 4, axis=1)

    def peep(p, state):
        return (state @ p)[:, None] if mixed else p * state

    i, f = sigmoid(z_i + peep(p_i, c)), sigmoid(z_f + peep(p_f, c))
    new = f * c + i * np.tanh(z_g + candidate * c)
    return sigmoid(z_o + peep(p_o, c if old else new)) * np.tanh(new), new


def mistakes(args, which):
    """What usual mistakes lead to, in the output (`which` 0) or in the state (1)."""
    p_i, p_f, p_o = args[6:]

    def call(*changed):
        return cell(*changed)[which]

    found = [
        (SWAPPED, lambda: cell(*args)[1 - which]),
        (OLD_FOR_OUTPUT, lambda: otherwise(args, old=True)[which]),
        (MIXED, lambda: otherwise(args, mixed=True)[which]),
        (NO_PEEPHOLE, lambda: ordinary(*args[:6])[which]),
        *((CANDIDATE_PEEPS, otherwise(args, candidate=p)[which]) for p in (p_i, p_f, p_o)),
    ]
    for say, place in ((NO_I, 6), (NO_F, 7), (NO_O, 8)):
        found += diagnosis.without(say, call, args, place)
    found += diagnosis.without_bias(call, args, 5)
    return found + diagnosis.permuted_gates(call, args, (3, 4, 5), GATES)


def step(student, args):
    """The pair that the student's step returns."""
    found = student.peephole_step(*args)
    pair = isinstance(found, tuple | list) and len(found) == 2
    check.true(pair, say=PAIR, explain=[(NOTHING, found is None)])
    return found


@suite.test(
    points=1,
    title={
        "fr": "Poids peephole nuls : la cellule de nn.LSTMCell",
        "en": "Zero peepholes: the cell of nn.LSTMCell",
    },
)
def zero_peepholes(student, rng):
    args = (*drawn(rng, 2, 5, 4)[:6], np.zeros(4), np.zeros(4), np.zeros(4))
    for which, wanted in enumerate(ordinary(*args[:6])):
        check.close(step(student, args)[which], wanted, rtol=RTOL, explain=mistakes(args, which))


@suite.test(points=1, title={"fr": "Le nouvel état c′", "en": "The new state c′"})
def new_state(student, rng):
    args = drawn(rng, 3, 2, 4)
    check.close(step(student, args)[1], cell(*args)[1], rtol=RTOL, explain=mistakes(args, 1))


@suite.test(points=1, title={"fr": "La nouvelle sortie h′", "en": "The new output h′"})
def new_output(student, rng):
    args = drawn(rng, 3, 2, 4)
    check.close(step(student, args)[0], cell(*args)[0], rtol=RTOL, explain=mistakes(args, 0))


@suite.test(
    points=1,
    title={"fr": "`p_o` ne change pas c′", "en": "`p_o` leaves c′ alone"},
)
def output_peephole_alone(student, rng):
    args = (*drawn(rng, 2, 3, 4)[:6], np.zeros(4), np.zeros(4), rng.normal(size=4))
    say = {
        "fr": "Seul `p_o` n’est pas nul ici : l’état est celui d’un LSTM ordinaire.",
        "en": "Only `p_o` is not zero here: the state is that of an ordinary LSTM.",
    }
    found, (h, c) = step(student, args), cell(*args)
    check.close(found[1], c, rtol=RTOL, say=say)
    check.close(found[0], h, rtol=RTOL, explain=mistakes(args, 0))


@suite.test(
    points=1,
    visible=False,
    title={"fr": "i = f = 0 : l’ancien état est oublié", "en": "i = f = 0: the old state is gone"},
    hint={
        "fr": "Si $i = f = 0$, $c' = 0$ et la sortie ne dépend plus de l’ancien état.",
        "en": "If $i = f = 0$, then $c' = 0$ and the output no longer depends on the old state.",
    },
)
def old_state_gone(student, rng):
    x, h, c, W, U, b, p_i, p_f, p_o = drawn(rng, 2, 3, 4)
    W[:8], U[:8], b[:8] = 0, 0, -60.0
    b[4:8] -= 700
    calls = [(x, h, state, W, U, b, 0 * p_i, 0 * p_f, p_o) for state in (c, c + 1)]
    for found, args in zip(student.many(student.peephole_step, calls), calls, strict=True):
        for value, wanted in zip(found, cell(*args), strict=True):
            check.close(value, wanted, rtol=RTOL, atol=1e-20)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Une unité ne voit qu’elle-même", "en": "A unit sees itself alone"},
    hint={
        "fr": "Changer $c_0$ ne doit changer que la composante 0 de $c'$ et de $h'$.",
        "en": "Changing $c_0$ must change component 0 of $c'$ and $h'$ only.",
    },
)
def units_apart(student, rng):
    x, h, c, *rest = drawn(rng, 2, 3, 4)
    other = c.copy()
    other[:, 0] += 1
    one, two = student.many(student.peephole_step, [(x, h, c, *rest), (x, h, other, *rest)])
    for mine, changed, wanted in zip(one, two, cell(x, h, other, *rest), strict=True):
        check.close(changed[:, 1:], mine[:, 1:], rtol=RTOL)
        check.close(changed[:, 0], wanted[:, 0], rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={
        "fr": "Six pas de suite, tailles 1 comprises",
        "en": "Six steps in a row, even of size 1",
    },
    needs=["new_state", "new_output"],
    hint={
        "fr": "Les résultats gardent deux axes ; l’état et la sortie servent au pas suivant.",
        "en": "The results keep two axes; state and output serve the next step.",
    },
)
def six_steps(student, rng):
    for sizes in ((2, 3, 4), (1, 2, 1)):
        first, h, c, *weights = drawn(rng, *sizes)
        (ours, mine), (theirs, wanted) = ((h, c), ([], [])), ((h, c), ([], []))
        for x in rng.normal(size=(6, *first.shape)):
            ours, theirs = step(student, (x, *ours, *weights)), cell(x, *theirs, *weights)
            for values, (new_h, new_c) in ((mine, ours), (wanted, theirs)):
                values[0].append(np.asarray(new_c))
                values[1].append(np.asarray(new_h))
        got, want = (dict(zip("ch", map(np.stack, pair), strict=True)) for pair in (mine, wanted))
        check.trace(got, want, rtol=RTOL, names=NAMES)


@suite.test(
    points=1,
    visible=False,
    needs="new_output",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "Chaque argument reste tel quel.",
        "en": "Every argument stays as it was.",
    },
)
def arguments_intact(student, rng):
    args = drawn(rng, 3, 5, 4)
    _, after = student.after.peephole_step(*args)
    for now, before in zip(after, args, strict=True):
        check.equal(now, before)
