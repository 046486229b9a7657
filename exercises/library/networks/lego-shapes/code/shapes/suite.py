"""Seven tests of shapes: truth is what real layers of PyTorch give, in the judge."""

import copy
import math

import torch
from torch import nn

from graders.sdk import check, suite

LIST = {
    "fr": "`shapes` renvoie une liste, un tuple d’entiers par couche.",
    "en": "`shapes` returns a list, a tuple of integers for each layer.",
}
LAST = {
    "fr": "C’est la dernière forme seule ; toutes sont attendues.",
    "en": "This is the last shape alone; all are expected.",
}
INPUT = {
    "fr": "La forme de l’entrée est en tête de la liste : la première attendue est celle d’après.",
    "en": "The shape of the input leads the list: the first one expected is the next.",
}
COUNT = {
    "fr": "Il faut une forme par couche, {want} en tout ; il y en a {got}. Celle de l’entrée n’en est pas.",
    "en": "One shape a layer is needed, {want} in all; there are {got}. That of the input is none of them.",
}
WRONG = {
    "fr": "Couche {n}, `{layer}` : après {before} il faut {want} ; vous trouvez {got}.",
    "en": "Layer {n}, `{layer}`: after {before} it has to be {want}; you find {got}.",
}
WHY = {
    "one-way": {
        "fr": "Un BLSTM concatène deux sens : 2n.",
        "en": "A BLSTM concatenates two directions: 2n.",
    },
    "height-is-time": {
        "fr": "Une colonne par pas : la largeur devient le temps.",
        "en": "One column a step: the width becomes the time.",
    },
    "channels-apart": {
        "fr": "Une colonne contient les c·h valeurs de tous les canaux.",
        "en": "A column holds the c·h values of all channels.",
    },
    "sequences": {
        "fr": "`seq` est faux : le dernier état seul.",
        "en": "`seq` is false: the last state alone.",
    },
    "last-only": {
        "fr": "`seq` est vrai : un état par pas.",
        "en": "`seq` is true: one state a step.",
    },
    "no-padding": {
        "fr": "Les zéros ajoutés, p de chaque côté, ne comptent pas.",
        "en": "The added zeros, p on each side, do not count.",
    },
    "one-side": {
        "fr": "Les p zéros sont ajoutés de **chaque** côté : 2p.",
        "en": "The p zeros are added on **each** side: 2p.",
    },
    "no-stride": {
        "fr": "Le pas s est oublié.",
        "en": "The stride s is forgotten.",
    },
    "no-one": {
        "fr": "Le filtre a une place de plus que de pas : + 1.",
        "en": "The filter has one more place than strides: + 1.",
    },
    "up": {
        "fr": "On arrondit vers le bas : ce qui reste au bord est perdu.",
        "en": "It is rounded down: what is left at the border is lost.",
    },
    "channels-kept": {
        "fr": "Une convolution rend un canal par filtre.",
        "en": "A convolution gives one channel a filter.",
    },
    "channels-lost": {
        "fr": "Mettre à plat garde toutes les valeurs, celles de tous les canaux : c·h·w.",
        "en": "Flattening keeps all values, those of all channels: c·h·w.",
    },
    "all-in-one": {
        "fr": "Une couche dense garde les autres axes : elle agit à chaque pas.",
        "en": "A dense layer keeps the other axes: it acts on each step.",
    },
}


def one(x, kind, *numbers):
    """What a real layer makes of x, whose first axis is the batch."""
    if kind == "conv":
        filters, k, s, p = numbers
        return nn.Conv2d(x.shape[1], filters, k, s, p)(x)
    if kind == "pool":
        return nn.MaxPool2d(numbers[0])(x)
    if kind == "map2seq":
        return x.permute(0, 3, 1, 2).flatten(2)
    if kind == "flatten":
        return x.flatten(1)
    if kind == "dense":
        return nn.Linear(x.shape[-1], numbers[0])(x)
    rnn = nn.LSTM(x.shape[2], numbers[0], batch_first=True, bidirectional=kind == "blstm")
    out, (h, _) = rnn(x)
    return out if numbers[1] else h.transpose(0, 1).flatten(1)


@torch.no_grad()
def truth(shape, layers):
    """The shapes that PyTorch finds."""
    x, found = torch.zeros(1, *shape), []
    for layer in layers:
        x = one(x, *layer)
        found.append(tuple(x.shape[1:]))
    return found


def mistaken(shape, kind, *numbers):
    """What usual mistakes make of this layer."""
    if kind == "conv":
        filters, k, s, p = numbers
        sizes = {
            "no-padding": lambda n: (n - k) // s + 1,
            "one-side": lambda n: (n + p - k) // s + 1,
            "no-stride": lambda n: n + 2 * p - k + 1,
            "no-one": lambda n: (n + 2 * p - k) // s,
            "up": lambda n: -(-(n + 2 * p - k) // s) + 1,
        }
        found = {name: (filters, *map(size, shape[1:])) for name, size in sizes.items()}
        kept = ((n + 2 * p - k) // s + 1 for n in shape[1:])
        return found | {"channels-kept": (shape[0], *kept)}
    if kind == "pool":
        return {"up": (shape[0], *(-(-n // numbers[0]) for n in shape[1:]))}
    if kind == "map2seq":
        c, h, w = shape
        return {"height-is-time": (h, c * w), "channels-apart": (w, h)}
    if kind == "dense":
        return {"all-in-one": (numbers[0],)}
    if kind == "flatten":
        return {"channels-lost": (math.prod(shape[1:]),)}
    return recurrent(shape[0], kind, *numbers)


def recurrent(steps, kind, units, sequence):
    """What usual mistakes make of a recurrent layer."""
    full = 2 * units if kind == "blstm" else units
    found = {"last-only": (full,)} if sequence else {"sequences": (steps, full)}
    if kind == "blstm":
        found["one-way"] = (steps, units) if sequence else (units,)
    return found


def agrees(student, shape, layers):
    """The student's shapes are PyTorch's; the first layer that differs is told."""
    found, want = student.shapes(shape, layers), truth(shape, layers)
    tuples = isinstance(found, tuple | list) and all(isinstance(s, tuple | list) for s in found)
    check.true(tuples, say=LIST, explain=[(LAST, lambda: tuple(found) == want[-1])])
    counted = {key: text.format(want=len(want), got=len(found)) for key, text in COUNT.items()}
    found = as_tuples(found)
    check.true(len(found) == len(want), say=counted, explain=[(INPUT, found == [shape, *want])])
    befores = [shape, *want]
    for n, (layer, got, right) in enumerate(zip(layers, found, want, strict=True)):
        said = {"n": n + 1, "layer": layer, "before": befores[n], "want": right, "got": str(got)[:60]}
        words = {key: text.format(**said) for key, text in WRONG.items()}
        known = mistaken(befores[n], *layer).items()
        why = [(WHY[name], got == value) for name, value in known]
        check.true(got == right, say=words, explain=why, inputs={"shape": list(shape)})


@suite.test(points=1, title={"fr": "Convolutions et pooling", "en": "Convolutions and pooling"})
def convolutions(student, rng):
    n = int(rng.integers(4, 9))
    layers = [("conv", n, 5, 1, 0), ("pool", 2), ("conv", n + 3, 4, 3, 2), ("pool", 3)]
    agrees(student, (3, 33, 46), layers)


@suite.test(points=1, title={"fr": "Un VGG réduit", "en": "A small VGG"})
def small_vgg(student, rng):
    a, b = (int(n) for n in rng.permutation([5, 6, 7, 9])[:2])
    layers = [("conv", a, 3, 1, 1), ("conv", a, 3, 1, 0), ("pool", 2), ("conv", b, 3, 1, 1)]
    layers += [("pool", 2), ("flatten",), ("dense", 40), ("dense", 10)]
    agrees(student, (3, 28, 37), layers)


@suite.test(
    points=1, title={"fr": "Lire l’écriture : CNN puis BLSTM", "en": "Handwriting: CNN, then BLSTM"}
)
def handwriting(student, rng):
    c, n = (int(n) for n in rng.permutation([8, 10, 12, 14])[:2])
    layers = [("conv", c, 3, 1, 1), ("pool", 2), ("conv", 2 * c, 3, 1, 1), ("pool", 2)]
    layers += [("map2seq",), ("blstm", n, True), ("dense", 80)]
    agrees(student, (1, 32, 128), layers)


@suite.test(points=1, title={"fr": "Classer une suite", "en": "Classifying a sequence"})
def sequence(student, rng):
    n = int(rng.integers(11, 19))
    agrees(student, (20, 50), [("lstm", n, True), ("blstm", n + 4, False), ("dense", 3)])
    agrees(student, (9, 5), [("blstm", n, True), ("lstm", n + 2, False), ("dense", 7)])


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Des empilements au hasard", "en": "Random stacks"},
    hint={
        "fr": "Deux convolutions, un pooling, puis des couches récurrentes ; chaque taille est arrondie à part, vers le bas.",
        "en": "Two convolutions, a pooling, then recurrent layers; each size is rounded on its own, downwards.",
    },
)
def random_stacks(student, rng):
    for _ in range(6):
        shape, layers = (int(rng.integers(1, 4)), *map(int, rng.integers(30, 60, size=2))), []
        for _ in range(2):
            k, s, p = (int(n) for n in (rng.integers(1, 6), rng.integers(1, 4), rng.integers(0, 3)))
            layers.append(("conv", int(rng.integers(2, 9)), k, s, p))
        layers += [("pool", int(rng.integers(2, 4))), ("map2seq",)]
        layers += [("blstm", 5, True), ("dense", 6), ("lstm", 4, bool(rng.integers(2)))]
        check.equal(as_tuples(student.shapes(shape, layers)), truth(shape, layers))


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Une seule couche, ou aucune", "en": "A single layer, or none"},
    hint={
        "fr": "Sans couche, la liste est vide ; une suite aussi peut être mise à plat.",
        "en": "Without a layer the list is empty; a sequence can be flattened, too.",
    },
)
def few_layers(student):
    check.equal(as_tuples(student.shapes((3, 8, 9), [])), [])
    for shape in ((2, 7, 9), (6, 5), (11,)):
        check.equal(as_tuples(student.shapes(shape, [("flatten",)])), [(math.prod(shape),)])
    for shape in ((6, 5), (11,)):
        check.equal(as_tuples(student.shapes(shape, [("dense", 4)])), truth(shape, [("dense", 4)]))


def as_tuples(found):
    """The student's shapes as tuples, whatever kind of sequence they are."""
    return [tuple(shape) for shape in found]


@suite.test(
    points=1,
    visible=False,
    needs="small_vgg",
    title={"fr": "La liste des couches reste intacte", "en": "The list of layers is left alone"},
    hint={
        "fr": "Vider `layers` couche par couche change la liste de qui vous appelle.",
        "en": "Emptying `layers` layer by layer changes the caller's list.",
    },
)
def layers_intact(student):
    layers = [("conv", 4, 3, 1, 1), ("pool", 2), ("flatten",), ("dense", 5)]
    before = copy.deepcopy(layers)
    _, after = student.after.shapes((1, 10, 12), layers)
    check.equal([tuple(layer) for layer in after[1]], before)
