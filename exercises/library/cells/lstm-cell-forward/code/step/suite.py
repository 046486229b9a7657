"""Eight tests of lstm_step: truth is torch.nn.LSTMCell, in the judge."""

import numpy as np
import torch

from graders.sdk import check, diagnosis, suite

RTOL = 1e-10
GATES = ("i", "f", "g", "o")
SIZES = {"B": (1, 3), "D": (1, 4), "H": (1, 4)}
NAMES = {
    "c": {"fr": "état de cellule", "en": "cell state"},
    "h": {"fr": "sortie", "en": "output"},
}
NOTHING = {
    "fr": "`lstm_step` ne renvoie rien : il manque un `return`.",
    "en": "`lstm_step` returns nothing: a `return` is missing.",
}
PAIR = {
    "fr": "`lstm_step` renvoie un couple : la nouvelle sortie, puis le nouvel état de cellule.",
    "en": "`lstm_step` returns a pair: the new output, then the new cell state.",
}
SWAPPED = {
    "fr": "La sortie et l’état de cellule sont échangés : renvoyez `(h', c')`.",
    "en": "The output and the cell state are exchanged: return `(h', c')`.",
}
SIGMOID_CANDIDATE = {
    "fr": "Le candidat $g$ passe par une sigmoïde ; il faut $\\tanh$.",
    "en": "The candidate $g$ goes through a sigmoid; it has to be $\\tanh$.",
}
FORGETS_ALL = {
    "fr": "L’oubli s’applique aussi au candidat : c’est $f \\odot (c + i \\odot g)$.",
    "en": "The forget gate acts on the candidate, too: this is $f \\odot (c + i \\odot g)$.",
}
NO_MEMORY = {
    "fr": "L’ancien état `c` ne joue aucun rôle : le terme $f \\odot c$ manque.",
    "en": "The old state `c` plays no part: the term $f \\odot c$ is missing.",
}
NO_TANH = {
    "fr": "C’est $o \\odot c'$ : il manque la tangente hyperbolique de l’état.",
    "en": "This is $o \\odot c'$: the hyperbolic tangent of the state is missing.",
}
OLD_STATE = {
    "fr": "La sortie lit l’ancien état : c’est $o \\odot \\tanh(c)$, il faut $\\tanh(c')$.",
    "en": "The output reads the old state: this is $o \\odot \\tanh(c)$, not $\\tanh(c')$.",
}


def sigmoid(z):
    """The logistic function, entry by entry."""
    return 1 / (1 + np.exp(-z))


def drawn(rng, B, D, H):
    """The arguments of lstm_step, with states that are not zero."""
    shapes = (B, D), (B, H), (B, H), (4 * H, D), (4 * H, H), (4 * H,)
    return tuple(rng.normal(size=shape) for shape in shapes)


def cell(x, h, c, W_ih, W_hh, b):
    """The same step by torch.nn.LSTMCell in float64: (h, c), each (B, H)."""
    made = torch.nn.LSTMCell(x.shape[1], h.shape[1], dtype=torch.float64)
    weights = {"weight_ih": W_ih, "weight_hh": W_hh, "bias_ih": b / 4, "bias_hh": 3 * b / 4}
    made.load_state_dict({name: torch.from_numpy(value) for name, value in weights.items()})
    x, h, c = (torch.from_numpy(value) for value in (x, h, c))
    with torch.no_grad():
        return tuple(value.numpy() for value in made(x, (h, c)))


def mistakes(args, which):
    """What usual mistakes lead to, in the output (`which` 0) or in the state (1)."""
    x, h, c, W_ih, W_hh, b = args
    i, f, g, o = np.split(x @ W_ih.T + h @ W_hh.T + b, 4, axis=1)
    i, f, o = sigmoid(i), sigmoid(f), sigmoid(o)
    new = f * c + i * np.tanh(g)
    states = {SIGMOID_CANDIDATE["en"]: f * c + i * sigmoid(g)}
    states[FORGETS_ALL["en"]] = f * (c + i * np.tanh(g))
    found = [
        (say, (o * np.tanh(states[say["en"]]), states[say["en"]])[which])
        for say in (SIGMOID_CANDIDATE, FORGETS_ALL)
    ]
    found += [(NO_TANH, (o * new, new)[which]), (OLD_STATE, (o * np.tanh(c), new)[which])]
    found.append((SWAPPED, (new, o * np.tanh(new))[which]))

    def call(*changed):
        return cell(*changed)[which]

    found += diagnosis.without(NO_MEMORY, call, args, 2)
    found += diagnosis.without_bias(call, args, 5)
    return found + diagnosis.permuted_gates(call, args, (3, 4, 5), GATES)


def step(student, args):
    """The pair that the student's step returns."""
    found = student.lstm_step(*args)
    pair = isinstance(found, tuple | list) and len(found) == 2
    check.true(pair, say=PAIR, explain=[(NOTHING, found is None)])
    return found


@suite.test(
    points=1,
    title={
        "fr": "Deux tableaux d’une ligne par exemple",
        "en": "Two arrays with one row per sample",
    },
)
def two_arrays(student, rng):
    for found in step(student, drawn(rng, 3, 5, 4)):
        check.shape(found, (3, 4))


@suite.test(
    points=1,
    title={"fr": "L’état de cellule, contre nn.LSTMCell", "en": "Cell state, against nn.LSTMCell"},
    sizes=SIZES,
)
def cell_state(
    student,
    x=suite.matrix("B", "D"),
    h=suite.matrix("B", "H"),
    c=suite.matrix("B", "H"),
    W_ih=suite.array("H", "D", 4),
    W_hh=suite.array("H", "H", 4),
    b=suite.array("H", 4),
):
    args = x, h, c, stacked(W_ih), stacked(W_hh), stacked(b)
    check.close(step(student, args)[1], cell(*args)[1], rtol=RTOL, explain=mistakes(args, 1))


def stacked(drawn):
    """Four blocks, last axis, as rows i, f, g, o one after the other."""
    return np.concatenate([drawn[..., k] for k in range(4)])


@suite.test(
    points=1,
    title={"fr": "La sortie, contre nn.LSTMCell", "en": "Output, against nn.LSTMCell"},
)
def output(student, rng):
    args = drawn(rng, 2, 5, 3)
    check.close(step(student, args)[0], cell(*args)[0], rtol=RTOL, explain=mistakes(args, 0))


@suite.test(
    points=1,
    title={
        "fr": "Une mémoire parfaite : i = 0, f = 1",
        "en": "A perfect memory: i = 0, f = 1",
    },
)
def perfect_memory(student, rng):
    x, h, c, W_ih, W_hh, _ = drawn(rng, 2, 3, 4)
    b = np.repeat([-60.0, 60.0, 0.5, 0.5], 4)
    say = {
        "fr": "Quand $i = 0$ et $f = 1$, l’état se recopie : $c' = c$.",
        "en": "When $i = 0$ and $f = 1$, the state is copied: $c' = c$.",
    }
    args = x, h, c, 0 * W_ih, 0 * W_hh, b
    explain = diagnosis.without_bias(lambda *changed: cell(*changed)[1], args, 5)
    inputs = {"c": c, "b": b}
    check.close(step(student, args)[1], c, rtol=RTOL, inputs=inputs, explain=explain, say=say)


@suite.test(
    points=1,
    title={"fr": "Six pas de suite", "en": "Six steps in a row"},
    needs=["cell_state", "output"],
)
def six_steps(student, rng):
    x, h, c, *weights = drawn(rng, 2, 3, 4)
    xs = rng.normal(size=(6, *x.shape))
    (ours, mine), (theirs, wanted) = ((h, c), ([], [])), ((h, c), ([], []))
    for x in xs:
        ours, theirs = step(student, (x, *ours, *weights)), cell(x, *theirs, *weights)
        for values, (new_h, new_c) in ((mine, ours), (wanted, theirs)):
            values[0].append(np.asarray(new_c))
            values[1].append(np.asarray(new_h))
    got, want = (dict(zip("ch", map(np.stack, pair), strict=True)) for pair in (mine, wanted))
    check.trace(got, want, rtol=RTOL, names=NAMES)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Un grand état : la sortie reste bornée", "en": "A large state: bounded output"},
    hint={
        "fr": "$|h'| \\le 1$ quel que soit l’état : voyez ce que devient $\\tanh(c')$.",
        "en": "$|h'| \\le 1$ whatever the state: look at what becomes of $\\tanh(c')$.",
    },
)
def large_state(student, rng):
    x, h, c, *weights = drawn(rng, 2, 3, 4)
    args = x, h, 30 * c, *weights
    for found, wanted in zip(step(student, args), cell(*args), strict=True):
        check.close(found, wanted, rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Un seul exemple, une seule unité", "en": "A single sample, a single unit"},
    hint={
        "fr": "Les résultats gardent deux axes quand B = 1 ou H = 1.",
        "en": "The results keep two axes when B = 1 or H = 1.",
    },
)
def ones(student, rng):
    for sizes in ((1, 5, 3), (3, 2, 1), (1, 1, 1)):
        args = drawn(rng, *sizes)
        for found, wanted in zip(step(student, args), cell(*args), strict=True):
            check.close(found, wanted, rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs="output",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "Chaque argument reste tel quel.",
        "en": "Every argument stays as it was.",
    },
)
def arguments_intact(student, rng):
    args = drawn(rng, 3, 5, 4)
    _, after = student.after.lstm_step(*args)
    for now, before in zip(after, args, strict=True):
        check.equal(now, before)
