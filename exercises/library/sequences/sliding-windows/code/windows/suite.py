"""Seven tests of windows: truth is numpy's sliding_window_view, in the judge."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from graders.sdk import check, suite

ROWS = {
    "fr": "Un signal de {T} valeurs a ici {n} fenêtres entières.",
    "en": "Whole windows in a signal of {T} values, here: {n}.",
}
LOST = {
    "fr": " La dernière manque : elle finit à la fin du signal, ou juste avant.",
    "en": " The last one is missing: it ends at the end of the signal, or just before.",
}
PADDED = {
    "fr": " Celles qui dépassent la fin sont à écarter.",
    "en": " Those that run past the end are to be left out.",
}
STRIDE = {
    "fr": " C’est le nombre de fenêtres du pas 1.",
    "en": " This is the number of windows of stride 1.",
}
APART = {
    "fr": " C’est le nombre de fenêtres qui ne se recouvrent pas.",
    "en": " This is the number of windows that do not overlap.",
}
COLUMNS = {
    "fr": "Les fenêtres sont en colonnes ; une par ligne est demandée.",
    "en": "The windows stand in columns; one a row is asked.",
}
SPREAD = {
    "fr": "Le pas écarte les valeurs d’une fenêtre ; il écarte les fenêtres entre elles.",
    "en": "The stride is put between the values of a window; it goes between windows.",
}
STARTS = {
    "fr": "Les fenêtres commencent aux instants 0, 1, 2… ; le pas est oublié.",
    "en": "Windows begin at the instants 0, 1, 2…; the stride is forgotten.",
}
FROM_END = {
    "fr": "Les fenêtres sont comptées depuis la fin ; la première commence à l’instant 0.",
    "en": "Windows are counted from the end; the first begins at instant 0.",
}


def truth(x, w, s):
    """All whole windows, every s-th of those of stride 1; (0, w) if there is none."""
    return sliding_window_view(x, w)[::s] if len(x) >= w else np.zeros((0, w))


def count(x, w, s, got):
    """The sentence about a wrong number of windows, with its reason if it is known."""
    size, n = len(x), len(truth(x, w, s))
    why = {n - 1: LOST, n + 1: PADDED, -(-size // s): PADDED}
    if s > 1:
        why |= {max(size - w + 1, 0): STRIDE}
    if w not in (s, 1):
        why |= {size // w: APART}
    more = why.get(len(got), {"fr": "", "en": ""})
    return {key: text.format(T=size, n=n) + more[key] for key, text in ROWS.items()}


def mistakes(x, w, s):
    """What usual mistakes lead to, with the right number of windows."""
    n = len(truth(x, w, s))
    each, inside = np.arange(n)[:, None], np.arange(w)
    found = [(STARTS, x[each + inside])] if s > 1 and n > 1 else []
    if s > 1 and (n - 1) + s * (w - 1) < len(x) and w > 1:
        found.append((SPREAD, x[each + s * inside]))
    if n and (rest := len(x) - w - s * (n - 1)):
        found.append((FROM_END, x[rest + s * each + inside]))
    return found


def agrees(student, x, w, s):
    """The student's windows are the true ones."""
    got, want = student.windows(x, w, s), truth(x, w, s)
    inputs = {"w": w, "s": s, "x": x}
    flipped = np.shape(got) == want.T.shape != want.shape and np.array_equal(got, want.T)
    check.true(not flipped, say=COLUMNS, inputs=inputs)
    if np.ndim(got) == 2 and np.shape(got)[1] == w:
        check.true(len(got) == len(want), say=count(x, w, s, got), inputs=inputs)
    check.close(got, want, rtol=1e-6, inputs=inputs, explain=mistakes(x, w, s))


@suite.test(points=1, title={"fr": "L’exemple de l’énoncé", "en": "The example of the statement"})
def example(student):
    agrees(student, np.arange(1.0, 7.0), 3, 2)


@suite.test(points=1, title={"fr": "Pas de 1", "en": "Stride 1"})
def stride_one(student, rng):
    agrees(student, rng.normal(size=23), 10, 1)


@suite.test(points=1, title={"fr": "Pas de 2 et de 5", "en": "Strides of 2 and 5"})
def strides(student, rng):
    for s in (2, 5):
        agrees(student, rng.normal(size=30), 10, s)


@suite.test(
    points=1,
    title={"fr": "Une fin de signal qui ne suffit plus", "en": "An end that no longer suffices"},
)
def rest(student, rng):
    for length in (23, 24, 26):
        agrees(student, rng.normal(size=length), 7, 4)


@suite.test(
    points=1,
    title={"fr": "Plus court que la fenêtre, ou égal", "en": "Shorter than the window, or equal"},
)
def short(student, rng):
    for length, w, s in ((10, 10, 4), (9, 10, 4), (3, 10, 1), (3, 10, 7)):
        agrees(student, rng.normal(size=length), w, s)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "D’autres tailles", "en": "Other sizes"},
    hint={
        "fr": "Un pas plus grand que la fenêtre saute des instants ; une fenêtre peut avoir un seul instant.",
        "en": "A stride larger than the window skips instants; a window may have a single instant.",
    },
)
def other_sizes(student, rng):
    for length, w, s in ((20, 3, 6), (17, 1, 4), (6, 1, 1), (40, 9, 9), (5, 4, 30), (0, 2, 1)):
        x = rng.normal(size=length)
        check.close(student.windows(x, w, s), truth(x, w, s), rtol=1e-6)


@suite.test(
    points=1,
    visible=False,
    needs="strides",
    title={"fr": "Le signal reste intact", "en": "The signal is left alone"},
    hint={
        "fr": "Ce test regarde `x` après l’appel : une opération sur place le changerait.",
        "en": "This test looks at `x` after the call: an in-place operation would change it.",
    },
)
def signal_intact(student, rng):
    x = rng.normal(size=19)
    _, after = student.after.windows(x, 5, 3)
    check.equal(after[0], x)
