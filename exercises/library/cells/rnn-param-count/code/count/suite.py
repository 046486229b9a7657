"""Eight tests of param_count: truth is torch.nn and the arrays that Keras makes, in the judge."""

import numpy as np
import torch

from graders.sdk import check, suite

MODULES = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}
BLOCKS = {"rnn": 1, "gru": 3, "lstm": 4}
SLIPS = {
    "no-recurrence": {
        "fr": "Les matrices récurrentes, $h \\times h$ par bloc, manquent.",
        "en": "The recurrent matrices, $h \\times h$ for each block, are missing.",
    },
    "no-bias": {"fr": "Les biais manquent.", "en": "The biases are missing."},
    "two-biases": {
        "fr": "Ce sont les comptes avec deux biais par bloc ; ici il n’y en a qu’un.",
        "en": "These are the counts with two biases per block; here there is only one.",
    },
    "one-bias": {
        "fr": "Ce sont les comptes avec un biais par bloc ; ici il y en a deux.",
        "en": "These are the counts with one bias per block; here there are two.",
    },
    "bias-kept": {
        "fr": "`bias=False` est sans effet : les biais sont comptés.",
        "en": "`bias=False` has no effect: biases are counted.",
    },
    "one-block": {
        "fr": "Un seul bloc est compté ; il y en a un par porte, plus le candidat.",
        "en": "A single block is counted; there is one for each gate, and the candidate.",
    },
    "narrow": {
        "fr": "La couche suivante lit les deux sens : son entrée est de taille $2h$, non $h$.",
        "en": "The next layer reads both directions: its input has size $2h$, not $h$.",
    },
    "same-layers": {
        "fr": "Toutes les couches sont comptées comme la première ; les autres lisent des états.",
        "en": "All layers are counted like the first; the others read states.",
    },
    "one-direction": {
        "fr": "Un seul sens est compté.",
        "en": "Only one direction is counted.",
    },
}

INTEGER = {"fr": "Le compte doit être un `int`.", "en": "The count has to be an `int`."}


def by_torch(kind, n_in, n_h, bias=True, bidirectional=False, layers=1):
    """The parameters of the module of torch.nn."""
    made = MODULES[kind](n_in, n_h, layers, bias=bias, bidirectional=bidirectional, device="meta")
    return sum(value.numel() for value in made.parameters())


def by_keras(kind, n_in, n_h, bias=True, reset_after=True, bidirectional=False, layers=1):
    """The sizes of the arrays that Keras makes: kernel, recurrent_kernel, bias, per direction."""
    wide, directions, total = BLOCKS[kind] * n_h, 1 + bidirectional, 0
    for layer in range(layers):
        shapes = [(directions * n_h if layer else n_in, wide), (n_h, wide)]
        if bias:
            shapes.append((2, wide) if kind == "gru" and reset_after else (wide,))
        total += directions * sum(np.empty(shape).size for shape in shapes)
    return total


def truth(kind, n_in, n_h, convention="keras", reset_after=True, **options):
    """The right count."""
    if convention == "pytorch":
        return by_torch(kind, n_in, n_h, **options)
    return by_keras(kind, n_in, n_h, reset_after=reset_after, **options)


def slipped(slip, case):
    """The count that comes of one mistake."""
    (kind, n_in, n_h), options = case
    bias, layers = options.get("bias", True), options.get("layers", 1)
    directions = 1 + options.get("bidirectional", False)
    two = options.get("convention") == "pytorch"
    two = two or (kind == "gru" and options.get("reset_after", True))
    biases = {"no-bias": 0, "two-biases": 2, "one-bias": 1}.get(slip, 1 + two)
    biases *= bias or slip == "bias-kept"
    blocks = 1 if slip == "one-block" else BLOCKS[kind]
    own = 0 if slip == "no-recurrence" else n_h
    total, width = 0, n_in
    for _ in range(layers):
        total += blocks * n_h * (width + own + biases)
        wide = n_h if slip in ("narrow", "one-direction") else directions * n_h
        width = n_in if slip == "same-layers" else wide
    return total if slip == "one-direction" else directions * total


def agrees(student, cases, slips):
    """The student's counts are right; if one of these mistakes gives them all, it is named."""
    got = [student.param_count(*args, **options) for args, options in cases]
    want = [truth(*args, **options) for args, options in cases]
    explain = [(SLIPS[slip], [slipped(slip, case) for case in cases]) for slip in slips]
    say = first_call([one for one, mine, right in zip(cases, got, want) if mine != right])
    check.close(got, want, rtol=1e-12, say=say, explain=explain)


def first_call(cases):
    """Which call differs first, as the student would write it; None if none does."""
    if not cases:
        return None
    args, options = cases[0]
    told = [repr(value) for value in args] + [f"{key}={value!r}" for key, value in options.items()]
    call = f"`param_count({', '.join(told)})`"
    return {"fr": f"Premier appel qui diffère : {call}.", "en": f"First call that differs: {call}."}


def sizes(rng):
    """The sheet's layers, 72 to 100 and 100 to 100, and two drawn ones with n and h different."""
    drawn = [(int(n), int(n + gap)) for n, gap in zip(
        rng.integers(5, 60, 2), rng.integers(3, 40, 2), strict=True)]  # fmt: skip
    return [(72, 100), (100, 100), *drawn]


@suite.test(points=1, title={"fr": "Le SimpleRNN de la feuille", "en": "The sheet's SimpleRNN"})
def simple_rnn(student, rng):
    cases = [(("rnn", *pair), {}) for pair in sizes(rng)]
    agrees(student, cases, ["no-recurrence", "no-bias", "two-biases"])


@suite.test(points=1, title={"fr": "Le LSTM de la feuille", "en": "The sheet's LSTM"})
def lstm(student, rng):
    cases = [(("lstm", *pair), {"convention": "keras"}) for pair in sizes(rng)]
    agrees(student, cases, ["no-recurrence", "no-bias", "two-biases", "one-block"])


@suite.test(
    points=1,
    title={
        "fr": "Le GRU de la feuille : reset_after=False",
        "en": "The sheet's GRU: reset_after=False",
    },
)
def gru_of_the_sheet(student, rng):
    cases = [(("gru", *pair), {"reset_after": False}) for pair in sizes(rng)]
    agrees(student, cases, ["no-recurrence", "no-bias", "two-biases", "one-block"])


@suite.test(
    points=1,
    title={"fr": "Le GRU de Keras par défaut", "en": "Keras' GRU by default"},
)
def gru_of_keras(student, rng):
    cases = [(("gru", *pair), {}) for pair in sizes(rng)]
    agrees(student, cases, ["no-recurrence", "no-bias", "one-bias", "one-block"])


@suite.test(points=1, title={"fr": "Une couche de torch.nn", "en": "One layer of torch.nn"})
def one_torch_layer(student, rng):
    pair = sizes(rng)[2]
    cases = [
        ((kind, *pair), {"convention": "pytorch", "reset_after": flag})
        for kind in MODULES
        for flag in (True, False)
    ]
    agrees(student, cases, ["no-recurrence", "no-bias", "one-bias", "one-block"])


@suite.test(
    points=1,
    title={
        "fr": "Bidirectionnel, deux couches et plus",
        "en": "Bidirectional, two layers and more",
    },
)
def bidirectional(student, rng):
    pairs = sizes(rng)[2:]
    cases = [
        ((kind, *pair), {"convention": convention, "bidirectional": True, "layers": layers})
        for kind, convention, layers in (("rnn", "pytorch", 1), ("lstm", "pytorch", 2),
                                         ("gru", "keras", 3), ("lstm", "keras", 2))
        for pair in pairs
    ]  # fmt: skip
    agrees(student, cases, ["narrow", "same-layers", "one-direction", "no-recurrence", "no-bias"])


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Sans biais", "en": "Without biases"},
    hint={
        "fr": "`bias=False` retire tous les biais, dans les deux conventions.",
        "en": "`bias=False` removes all biases, in both conventions.",
    },
)
def without_biases(student, rng):
    cases = [
        ((kind, *sizes(rng)[2]), {"convention": convention, "bias": False})
        for kind in MODULES
        for convention in ("keras", "pytorch")
    ]
    agrees(student, cases, ["bias-kept"])


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Toutes les options, un entier", "en": "All options, an integer"},
    hint={
        "fr": "Le compte est un `int` exact ; la couche 2 lit les états de la couche 1.",
        "en": "The count is an exact `int`; layer 2 reads the states of layer 1.",
    },
)
def everything(student, rng):
    n_in, n_h = sizes(rng)[3]
    for kind in MODULES:
        for layers in (1, 2, 4):
            for convention in ("keras", "pytorch"):
                flags = rng.integers(0, 2, 3).astype(bool).tolist()
                options = dict(zip(("bias", "reset_after", "bidirectional"), flags, strict=True))
                options |= {"convention": convention, "layers": layers}
                got = student.param_count(kind, n_in, n_h, **options)
                check.true(isinstance(got, int), say=INTEGER)
                check.equal(got, truth(kind, n_in, n_h, **options))
