"""Eight tests of rnn2d: truth is the recurrence itself, asked place by place, in the judge."""

import numpy as np

from graders.sdk import check, diagnosis, suite

RTOL = 1e-5
CORNERS = ((0, 1), (1, 0), (1, 1))
NO_VERTICAL = {
    "fr": "La voisine verticale, $U_1 h_{i-1,j}$, ne compte pas.",
    "en": "The vertical neighbour, $U_1 h_{i-1,j}$, does not count.",
}
NO_HORIZONTAL = {
    "fr": "La voisine horizontale, $U_2 h_{i,j-1}$, ne compte pas.",
    "en": "The horizontal neighbour, $U_2 h_{i,j-1}$, does not count.",
}
EXCHANGED = {
    "fr": "`U1` et `U2` sont échangées : `U1` va avec la ligne précédente.",
    "en": "`U1` and `U2` are exchanged: `U1` goes with the previous row.",
}
ABOVE_TWICE = {
    "fr": "La voisine verticale sert deux fois ; `U2` va avec l’horizontale.",
    "en": "The vertical neighbour serves twice; `U2` goes with the horizontal one.",
}
LEFT_TWICE = {
    "fr": "La voisine horizontale sert deux fois ; `U1` va avec la verticale.",
    "en": "The horizontal neighbour serves twice; `U1` goes with the vertical one.",
}
DIAGONAL = {
    "fr": "C’est l’état $h_{i-1,j-1}$ qui est lu ; les voisines partagent une ligne ou une colonne.",
    "en": "It is the state $h_{i-1,j-1}$ that is read; neighbours share a row or a column.",
}
NO_TANH = {"fr": "La tangente hyperbolique manque.", "en": "The hyperbolic tangent is missing."}
FROM_ELSEWHERE = {
    "fr": "C’est le parcours depuis le coin {other}, et non {corner} : `corner` dit d’abord les lignes, puis les colonnes.",
    "en": "This is the scan from the corner {other}, not {corner}: `corner` says rows first, then columns.",
}
NOT_BACK = {
    "fr": "Les états sont dans l’ordre du parcours ; chacun doit être à la place de sa case.",
    "en": "The states stand in the order of the scan; each has to be at its own place.",
}
QUADRANT = {
    "fr": "Changer l’entrée de la case (1, 2) doit changer les états des cases i ≥ 1, j ≥ 2,"
    " et d’elles seules.",
    "en": "Changing the input at (1, 2) must change the states at i ≥ 1, j ≥ 2, and no others.",
}
CHANGE = {
    "fr": "Plus grand changement de l’état, par case",
    "en": "Largest change of the state, by place",
}


def drawn(rng, H, W, D, n):
    """The arguments of rnn2d, with weights that keep the units from saturating."""
    shapes = (H, W, D), (n, D), (n, n), (n, n), (n,)
    return tuple(0.7 * rng.normal(size=shape) for shape in shapes)


def both(states, i, j):
    """The neighbours of (i, j): the vertical one and the horizontal one."""
    return states.get((i - 1, j), 0), states.get((i, j - 1), 0)


def scanned(x, Wx, U1, U2, b, corner=(0, 0), neighbours=both, slope=np.tanh, back=True):
    """The recurrence, place by place; neighbours outside count as zero."""
    flip = tuple(axis for axis in (0, 1) if corner[axis])
    seen, states = np.flip(x, flip), {}
    for i, j in np.ndindex(x.shape[:2]):
        above, left = (np.zeros(len(b)) + one for one in neighbours(states, i, j))
        states[i, j] = slope(Wx @ seen[i, j] + U1 @ above + U2 @ left + b)
    h = np.array(list(states.values())).reshape(*x.shape[:2], len(b))
    return np.flip(h, flip) if back else h


def mistakes(args, corner=(0, 0)):
    """What usual mistakes lead to from this corner."""
    x, Wx, U1, U2, b = args

    def call(*changed, **options):
        return scanned(*changed, corner, **options)

    found = [
        (EXCHANGED, call(x, Wx, U2, U1, b)),
        (ABOVE_TWICE, call(*args, neighbours=lambda h, i, j: (h.get((i - 1, j), 0),) * 2)),
        (LEFT_TWICE, call(*args, neighbours=lambda h, i, j: (h.get((i, j - 1), 0),) * 2)),
        (DIAGONAL, call(*args, neighbours=lambda h, i, j: (h.get((i - 1, j - 1), 0),) * 2)),
        (NO_TANH, call(*args, slope=lambda z: z)),
    ]
    if corner != (0, 0):
        found.append((NOT_BACK, call(*args, back=False)))
    for other in {(0, 0), *CORNERS} - {corner}:
        words = {
            key: text.format(other=other, corner=corner) for key, text in FROM_ELSEWHERE.items()
        }
        found.append((words, scanned(*args, other)))
    found += diagnosis.without(NO_VERTICAL, call, args, 2)
    found += diagnosis.without(NO_HORIZONTAL, call, args, 3)
    return found + diagnosis.without_bias(call, args, 4)


def agrees(student, args, corner=(0, 0)):
    """The student's states are those of the recurrence."""
    got = student.rnn2d(*args, corner) if sum(corner) else student.rnn2d(*args)
    want = scanned(*args, corner)
    check.close(got, want, rtol=RTOL, explain=mistakes(args, corner))


def line(x, W, U, b):
    """A plain RNN over x (T, D): its states (T, n)."""
    h, states = np.zeros(len(b)), []
    for one in x:
        h = np.tanh(W @ one + U @ h + b)
        states.append(h)
    return np.stack(states)


@suite.test(
    points=1,
    title={"fr": "Une ligne : un RNN ordinaire avec U2", "en": "One row: a plain RNN with U2"},
)
def one_row(student, rng):
    x, Wx, U1, U2, b = args = drawn(rng, 1, 5, 2, 3)
    explain = [(EXCHANGED, line(x[0], Wx, U1, b)[None])]
    explain += diagnosis.without(NO_HORIZONTAL, scanned, args, 3)
    explain += diagnosis.without_bias(scanned, args, 4)
    check.close(student.rnn2d(*args), line(x[0], Wx, U2, b)[None], rtol=RTOL, explain=explain)


@suite.test(
    points=1,
    title={"fr": "Une colonne : un RNN ordinaire avec U1", "en": "One column: a plain RNN with U1"},
)
def one_column(student, rng):
    x, Wx, U1, U2, b = args = drawn(rng, 6, 1, 2, 3)
    explain = [(EXCHANGED, line(x[:, 0], Wx, U2, b)[:, None])]
    explain += diagnosis.without(NO_VERTICAL, scanned, args, 2)
    explain += diagnosis.without_bias(scanned, args, 4)
    check.close(student.rnn2d(*args), line(x[:, 0], Wx, U1, b)[:, None], rtol=RTOL, explain=explain)


@suite.test(points=1, title={"fr": "Une grille 4 × 5", "en": "A grid of 4 × 5"})
def grid(student, rng):
    agrees(student, drawn(rng, 4, 5, 2, 3))


@suite.test(
    points=1,
    title={"fr": "Ce que change une case", "en": "What a change of one place changes"},
)
def quadrant(student, rng):
    x, *weights = drawn(rng, 4, 5, 2, 3)
    other = x.copy()
    other[1, 2] += 1
    before, after = student.many(student.rnn2d, [(x, *weights), (other, *weights)])
    check.shape(before, (4, 5, 3))
    check.shape(after, (4, 5, 3))
    change = np.abs(np.asarray(after) - np.asarray(before)).max(axis=2)
    suite.show(check.plot.heat(change, title=CHANGE))
    i, j = np.indices((4, 5))
    check.true(np.array_equal(change > 1e-9, (i >= 1) & (j >= 2)), say=QUADRANT)


@suite.test(
    points=1,
    title={"fr": "Depuis le coin opposé : (1, 1)", "en": "From the opposite corner: (1, 1)"},
)
def opposite_corner(student, rng):
    agrees(student, drawn(rng, 3, 4, 2, 5), (1, 1))


@suite.test(
    points=1,
    title={"fr": "Depuis (0, 1) et (1, 0)", "en": "From (0, 1) and (1, 0)"},
)
def side_corners(student, rng):
    for corner in ((0, 1), (1, 0)):
        agrees(student, drawn(rng, 4, 3, 5, 2), corner)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "D’autres tailles", "en": "Other sizes"},
    hint={
        "fr": "Une case, une unité, une seule ligne ou colonne sont permises, depuis chaque coin.",
        "en": "One place, one unit, a single row or column are allowed, from every corner.",
    },
)
def other_sizes(student, rng):
    for sizes in ((1, 1, 3, 2), (5, 2, 1, 1), (1, 4, 2, 3), (3, 1, 2, 4)):
        for corner in ((0, 0), *CORNERS):
            args = drawn(rng, *sizes)
            check.close(student.rnn2d(*args, corner), scanned(*args, corner), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs="grid",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "Ce test regarde les arguments après l’appel : une opération sur place les changerait.",
        "en": "This test looks at the arguments after the call: an in-place operation would change them.",
    },
)
def arguments_intact(student, rng):
    args = drawn(rng, 3, 4, 2, 5)
    _, after = student.after.rnn2d(*args, (1, 1))
    for before, now in zip(args, after[:5], strict=True):
        check.equal(now, before)
