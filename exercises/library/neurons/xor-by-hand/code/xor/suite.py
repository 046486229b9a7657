"""Four tests of xor: the weights are put into the network, in the judge."""

import itertools

import numpy as np

from graders.sdk import check, suite

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = np.array([0, 1, 1, 0])
HEAT = {
    "fr": "Unités cachées (colonnes) aux quatre coins (lignes)",
    "en": "Hidden units (columns) at the four corners (rows)",
}
NAMES = {0b0001: "AND", 0b0111: "OR", 0b1110: "NAND", 0b1000: "NOR", 0b1001: "XNOR"}
NOT_FINITE = {
    "fr": "Des poids ne sont pas finis : $\\infty - \\infty$ n’est pas un nombre.",
    "en": "Some weights are not finite: $\\infty - \\infty$ is no number.",
}
TRANSPOSED = {
    "fr": "La matrice de la couche cachée est transposée : la ligne $i$ contient les poids de l’unité $i$.",
    "en": "The matrix of the hidden layer is transposed: row $i$ holds the weights of unit $i$.",
}
ORDER = {
    "fr": "Voici les sorties pour (0, 0), (0, 1), (1, 0) et (1, 1).",
    "en": "These are the outputs for (0, 0), (0, 1), (1, 0) and (1, 1).",
}


def weights(student):
    """The four answers as float64 arrays."""
    return tuple(np.asarray(part, dtype=float) for part in student.xor())


def hidden(found, x):
    """Outputs of the hidden units, shape (points, units)."""
    return (x @ found[0].T + found[1] > 0).astype(int)


def output(found, x):
    """Outputs of the network, shape (points,)."""
    return (hidden(found, x) @ found[2] + found[3] > 0).astype(int)


def told(found, answers):
    """What a wrong table comes from: the rows of W1, or another function of the two inputs."""
    turned = (found[0].T, *found[1:])
    if not all(np.isfinite(part).all() for part in found):
        return NOT_FINITE
    if (output(turned, CORNERS) == XOR).all():
        return TRANSPOSED
    number = int("".join(map(str, answers)), 2)
    if number in (0, 15):
        return {
            "fr": f"Votre réseau répond toujours {answers[0]}.",
            "en": f"Your network always answers {answers[0]}.",
        }
    name = NAMES.get(number)
    return name and {
        "fr": f"Votre réseau calcule {name}.",
        "en": f"Your network computes {name}.",
    }


@suite.test(points=1, title={"fr": "Deux unités cachées", "en": "Two hidden units"})
def two_units(student):
    for part, shape in zip(student.xor(), ((2, 2), (2,), (2,), ()), strict=True):
        check.shape(np.asarray(part, dtype=float), shape)


@suite.test(
    points=3,
    title={"fr": "La table de XOR", "en": "The table of XOR"},
    needs=["two_units"],
)
def table(student):
    found = weights(student)
    suite.show(check.plot.heat(hidden(found, CORNERS), title=HEAT))
    answers = output(found, CORNERS)
    why = told(found, answers)
    check.equal(answers, XOR, say=ORDER, explain=[(why, answers)] if why else [])


@suite.test(
    points=1,
    title={
        "fr": "La couche cachée rend les classes séparables",
        "en": "The hidden layer makes the classes separable",
    },
    needs=["two_units"],
)
def separable_inside(student):
    h = hidden(weights(student), CORNERS)
    suite.show(check.plot.heat(h, title=HEAT))
    say = {
        "fr": "Deux coins de classes différentes ont les mêmes unités cachées :"
        " aucune sortie ne peut plus les distinguer.",
        "en": "Two corners of different classes have the same hidden units:"
        " no output can tell them apart any more.",
    }
    apart = all(tuple(h[i]) != tuple(h[j]) for i in (1, 2) for j in (0, 3))
    check.true(apart, say=say, inputs={"h": h})


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Des entrées écartées de 0,2", "en": "Inputs off by 0.2"},
    needs=["table"],
    hint={
        "fr": "Les droites de la couche cachée passent trop près d’un coin.",
        "en": "The lines of the hidden layer run too close to a corner.",
    },
)
def margin(student):
    found = weights(student)
    for part in found:
        check.true(bool(np.isfinite(part).all()))
    for off in itertools.product((-0.2, -0.1, 0.0, 0.1, 0.2), repeat=2):
        check.equal(output(found, CORNERS + np.array(off)), XOR)
