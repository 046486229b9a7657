"""Eight tests of conv2d: truth is the sum of the statement, term by term, in the judge."""

import itertools

import numpy as np

from graders.sdk import check, diagnosis, suite

RTOL = 1e-9
FLIPPED = {
    "fr": "Le noyau est retourné : c’est la convolution des mathématiques,"
    " la couche fait une corrélation croisée.",
    "en": "The kernel is flipped: that is the convolution of mathematics,"
    " the layer computes a cross-correlation.",
}
TURNED = {
    "fr": "Lignes et colonnes du noyau sont échangées.",
    "en": "Rows and columns of the kernel are exchanged.",
}
NOT_READ = {
    "fr": "Le pas compte les positions, mais la lecture l’ignore : la sortie $(i, j)$ lit la"
    " fenêtre qui commence en $(s i, s j)$.",
    "en": "The stride counts positions, but reading ignores it: output $(i, j)$ reads the window"
    " that begins at $(s i, s j)$.",
}
EDGES = {
    "fr": "Le bord répète les valeurs de l’image ; il doit être fait de zéros.",
    "en": "The padding repeats values of the image; it should be zeros.",
}
ONE_SIDE = {
    "fr": "Le bord est tout entier d’un seul côté ; il en faut $p$ de chaque côté.",
    "en": "All padding is on one side; there should be $p$ on each side.",
}
ONE_CHANNEL = {
    "fr": "Seul le premier canal est lu ; la somme porte sur tous les canaux d’entrée.",
    "en": "Only the first channel is read; the sum runs over all input channels.",
}
BIAS_TIMES_C = {
    "fr": "Le biais est ajouté une fois par canal d’entrée ; il ne l’est qu’une fois.",
    "en": "The bias is added once for each input channel; it is added once only.",
}


def drawn(rng, B, C, H, W, O, k):
    """Images, kernels and biases, all entries of order one."""
    return tuple(rng.normal(size=shape) for shape in ((B, C, H, W), (O, C, k, k), (O,)))


def right(x, w, b, s=1, p=0, read=None, pads=None, mode="constant"):
    """The sum of the statement; `read` and `pads` make mistakes of stride and padding."""
    (B, C, H, W), (O, _, k, _) = x.shape, w.shape
    pads, read = pads or (p, p), read or s
    x = np.pad(x, ((0, 0), (0, 0), pads, pads), mode=mode)
    rows, columns = (H + 2 * p - k) // s + 1, (W + 2 * p - k) // s + 1
    y = np.zeros((B, O, rows, columns))
    for i, j in itertools.product(range(rows), range(columns)):
        y[:, :, i, j] = b
        for c, u, v in itertools.product(range(C), range(k), range(k)):
            y[:, :, i, j] += np.outer(x[:, c, read * i + u, read * j + v], w[:, c, u, v])
    return y


def mistakes(args, s, p):
    """What usual mistakes lead to."""
    x, w, b = args
    found = diagnosis.without_bias(lambda *a: right(*a, s, p), args, 2)
    found += [
        (FLIPPED, lambda: right(x, w[:, :, ::-1, ::-1], b, s, p)),
        (TURNED, lambda: right(x, w.transpose(0, 1, 3, 2), b, s, p)),
        (ONE_CHANNEL, lambda: right(x[:, :1], w[:, :1], b, s, p)),
        (BIAS_TIMES_C, lambda: right(x, w, b * x.shape[1], s, p)),
    ]
    if s > 1:
        found += [(NOT_READ, lambda: right(x, w, b, s, p, read=1))]
    if p > 0:
        found += [(EDGES, lambda: right(x, w, b, s, p, mode="edge"))]
        found += [(ONE_SIDE, lambda: right(x, w, b, s, p, pads=(2 * p, 0)))]
        found += [(ONE_SIDE, lambda: right(x, w, b, s, p, pads=(0, 2 * p)))]
    return found


def agrees(student, args, s, p):
    """The student's maps are the sums of the statement, to 1e-9."""
    got, want = student.conv2d(*args, s, p), right(*args, s, p)
    suite.show(check.plot.error(np.asarray(got)[:1, :1], want[:1, :1]))
    check.close(got, want, rtol=RTOL, explain=mistakes(args, s, p))


@suite.test(points=2, title={"fr": "Pas 1, sans bord", "en": "Stride 1, no padding"})
def plain(student, rng):
    agrees(student, drawn(rng, B=2, C=3, H=6, W=7, O=4, k=3), 1, 0)


@suite.test(points=1, title={"fr": "Un bord de zéros, p = 2", "en": "Padding with zeros, p = 2"})
def padding(student, rng):
    agrees(student, drawn(rng, B=2, C=3, H=5, W=4, O=1, k=3), 1, 2)


@suite.test(points=1, title={"fr": "Pas 2, bord 1", "en": "Stride 2, padding 1"})
def stride(student, rng):
    agrees(student, drawn(rng, B=1, C=2, H=7, W=8, O=3, k=3), 2, 1)


@suite.test(
    points=1,
    title={
        "fr": "Un seul 1 dans le noyau : l’image, décalée",
        "en": "A single 1 in the kernel: the image, shifted",
    },
)
def one_cell(student, rng):
    x = np.round(rng.uniform(-9, 9, size=(1, 1, 4, 5)))
    w = np.zeros((1, 1, 2, 2))
    w[0, 0, 0, 1] = 1
    inputs = {"x": x[0, 0], "w": w[0, 0]}
    say = {
        "fr": "Le 1 est en haut à droite : la sortie est l’image sans sa première colonne"
        " ni sa dernière ligne.",
        "en": "The 1 is at the top right: the output is the image without its first column"
        " and its last row.",
    }
    check.close(
        student.conv2d(x, w, np.zeros(1)), x[:, :, :-1, 1:], rtol=RTOL, say=say, inputs=inputs
    )


@suite.test(points=1, title={"fr": "Valeurs par défaut", "en": "Default values"})
def defaults(student, rng):
    args = drawn(rng, B=2, C=2, H=5, W=6, O=3, k=2)
    check.close(student.conv2d(*args), right(*args), rtol=RTOL)
    check.close(student.conv2d(*args, 3), right(*args, 3), rtol=RTOL)
    check.close(student.conv2d(*args, p=1), right(*args, p=1), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs=["plain", "padding", "stride"],
    title={"fr": "Pas 3, bord 2, et d’autres", "en": "Stride 3, padding 2, and others"},
    hint={
        "fr": "La dernière position incomplète n’existe pas ; H et W ne donnent pas le même reste.",
        "en": "There is no last, incomplete position; H and W leave different remainders.",
    },
)
def wide_strides(student, rng):
    for H, W, k, s, p in ((9, 7, 3, 3, 2), (8, 11, 2, 3, 0), (6, 9, 4, 5, 1)):
        agrees(student, drawn(rng, 2, 3, H, W, 2, k), s, p)


@suite.test(
    points=1,
    visible=False,
    needs=["plain"],
    title={
        "fr": "Noyau 1 × 1, et noyau grand comme l’image",
        "en": "Kernel 1 × 1, and of the image’s size",
    },
    hint={
        "fr": "La sortie garde ses quatre axes, même de longueur 1.",
        "en": "The output keeps its four axes, even of length 1.",
    },
)
def extremes(student, rng):
    for sizes in ((2, 3, 4, 5, 2, 1), (1, 2, 4, 4, 3, 4), (1, 1, 1, 1, 1, 1)):
        agrees(student, drawn(rng, *sizes), 1, 0)


@suite.test(
    points=1,
    visible=False,
    needs="padding",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "Ce test regarde les arguments après l’appel : une opération en place les changerait.",
        "en": "This test looks at the arguments after the call: an in-place operation would change them.",
    },
)
def arguments_intact(student, rng):
    args = drawn(rng, B=2, C=2, H=4, W=5, O=3, k=2)
    for s, p in ((1, 0), (1, 1)):
        _, after = student.after.conv2d(*args, s, p)
        for now, before in zip(after, args, strict=False):
            check.equal(now, before)
