"""Seven tests of latch: torch.nn.LSTMCell runs the student's weights, in the judge."""

import numpy as np
import torch

from graders.sdk import check, diagnosis, suite

SHAPES = ((4, 2), (4, 1), (4,))
OUTPUT = {"fr": "Symboles et sortie", "en": "Symbols and output"}
STATE = {"fr": "État et sortie", "en": "State and output"}
TRIPLE = {
    "fr": "`latch` renvoie un triplet : W, de forme (4, 2), U, (4, 1), et b, (4,).",
    "en": "`latch` returns a triple: W, of shape (4, 2), U, (4, 1), and b, (4,).",
}
LEAKS = {
    "fr": "L’état fuit sur les zéros : la porte d’oubli y est trop loin de 1.",
    "en": "The state leaks on zeros: the forget gate is too far from 1 there.",
}
NOT_WRITTEN = {
    "fr": "Un symbole ne s’écrit pas dans l’état : la porte d’entrée reste fermée.",
    "en": "A symbol is not written to the state: the input gate stays closed.",
}
WRONG_SIGN = {
    "fr": "Le signe est inversé : $h$ a celui opposé au symbole.",
    "en": "The sign is turned round: $h$ has the opposite of the symbol's.",
}
FIRST_STAYS = {
    "fr": "Le premier symbole reste : l’ancien état n’est pas effacé par un nouveau symbole.",
    "en": "The first symbol stays: the old state is not cleared by a new one.",
}
ADDS_UP = {
    "fr": "L’état s’accumule : sur un symbole, la porte d’oubli ne se ferme pas.",
    "en": "The state adds up: on a symbol, the forget gate does not close.",
}


def weights(student):
    """The student's three arrays, in float64."""
    found = student.latch()
    check.true(isinstance(found, tuple | list) and len(found) == 3, say=TRIPLE)
    for value, shape in zip(found, SHAPES, strict=True):
        check.shape(value, shape, say=TRIPLE)
    return tuple(np.asarray(value, dtype=float) for value in found)


def run(arrays, symbols):
    """The output h and the state c at each step, each (T,)."""
    W, U, b = (torch.from_numpy(value) for value in arrays)
    cell = torch.nn.LSTMCell(2, 1, dtype=torch.float64)
    cell.load_state_dict({"weight_ih": W, "weight_hh": U, "bias_ih": b, "bias_hh": 0 * b})
    x = torch.tensor(symbols, dtype=torch.float64)[:, None]
    state, rows = (torch.zeros(1, 1, dtype=torch.float64),) * 2, []
    with torch.no_grad():
        for one in torch.cat([x, x.abs()], dim=1):
            state = cell(one[None], state)
            rows.append([value.item() for value in state])
    h, c = np.array(rows).T
    return h, c


def remembered(symbols):
    """The last symbol that was not zero, at each step; 0 before any."""
    found, last = [], 0
    for one in symbols:
        last = one or last
        found.append(last)
    return np.array(found, dtype=float)


def told(h):
    """What the output says: its sign where it is clear (over 0.7), else 0."""
    return np.sign(h) * (np.abs(h) > 0.7)


def agrees(arrays, symbols, explain=()):
    """The cell says at each step which symbol came last, and before any it says nothing."""
    h, _ = run(arrays, symbols)
    want = remembered(symbols)
    series = {"h": h, "x": np.asarray(symbols, dtype=float)}
    suite.show(check.plot.lines(series, title=OUTPUT), always=True)
    say = {
        "fr": "Attendu à chaque pas : le dernier symbole non nul ; reçu : le signe de $h$, 0 si"
        " $|h| \\le 0{,}7$.",
        "en": "Expected at each step: the last nonzero symbol; got: the sign of $h$, 0 if"
        " $|h| \\le 0.7$.",
    }
    known = want != 0
    check.close(told(h)[known], want[known], rtol=1e-9, say=say, explain=explain)
    check.true(bool((np.abs(h[~known]) < 0.1).all()), say={
        "fr": "Avant tout symbole, $|h|$ doit rester sous 0,1.",
        "en": "Before any symbol, $|h|$ has to stay below 0.1.",
    })  # fmt: skip


def causes(arrays, symbols):
    """What usual mistakes look like on a sequence that begins with a symbol."""
    h, c = run(arrays, symbols)
    want = remembered(symbols)
    kept = np.flatnonzero(np.asarray(symbols[1:]) == 0) + 1
    before, after = np.abs(c[kept - 1]), np.abs(c[kept])
    return [
        *diagnosis.when(NOT_WRITTEN, lambda _: np.abs(c).max() < 0.05),
        *diagnosis.when(LEAKS, lambda _: arrays[2][1] < 6 and (after < 0.999 * before).all()),
        *diagnosis.when(WRONG_SIGN, lambda _: (told(h) == -want).all()),
        *diagnosis.when(FIRST_STAYS, lambda _: (told(h) == want[0]).all()),
    ]


@suite.test(
    points=1,
    title={"fr": "Trois tableaux, de formes justes", "en": "Three arrays of the right shapes"},
)
def shapes(student):
    arrays = weights(student)
    say = {"fr": "Les poids doivent être finis.", "en": "Weights have to be finite."}
    check.true(all(np.isfinite(value).all() for value in arrays), say=say)


@suite.test(points=1, title={"fr": "Un symbole s’écrit", "en": "A symbol is written"})
def writes(student):
    arrays = weights(student)
    for symbol in (1, -1):
        agrees(arrays, [symbol], causes(arrays, [symbol, 0]))


@suite.test(
    points=1,
    title={"fr": "Il reste, après 5, 50, 500 zéros", "en": "It stays, after 5, 50, 500 zeros"},
)
def holds(student, rng):
    arrays = weights(student)
    for T in (5, 50, 500):
        symbols = [int(rng.choice([-1, 1])), *[0] * T]
        agrees(arrays, symbols, causes(arrays, symbols))


@suite.test(
    points=1,
    title={"fr": "Un nouveau symbole remplace l’ancien", "en": "A new symbol replaces the old one"},
)
def replaces(student):
    arrays = weights(student)
    for symbols in ([1, 0, 0, -1, 0, 0, 1, 0], [-1, -1, 0, 1, 1, 1, 0, -1]):
        agrees(arrays, symbols, causes(arrays, symbols))


@suite.test(points=1, title={"fr": "L’état ne s’accumule pas", "en": "The state does not add up"})
def does_not_add_up(student):
    symbols = [1] * 30 + [0, -1, 0]
    h, c = run(weights(student), symbols)
    largest = float(np.abs(c).max())
    suite.show(check.plot.lines({"c": c, "h": h}, title=STATE), always=True)
    say = {
        "fr": f"La plus grande valeur de $|c|$ est {largest:.3g} ; 1.01 au plus est permis.",
        "en": f"The largest $|c|$ is {largest:.3g}; at most 1.01 is allowed.",
    }
    explain = diagnosis.when(ADDS_UP, lambda _: largest > 1.5)
    check.close(max(0.0, largest - 1.01), 0.0, atol=1e-9, say=say, explain=explain)
    check.close(told(h), remembered(symbols), rtol=1e-9)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Des séquences au hasard", "en": "Drawn sequences"},
    hint={
        "fr": "Zéros d’abord, symboles rares ou fréquents : la mémoire dit toujours le dernier.",
        "en": "Zeros first, rare or frequent symbols: the memory always tells the last one.",
    },
)
def drawn_sequences(student, rng):
    arrays = weights(student)
    for T, share in ((300, 0.02), (200, 0.3), (100, 0.9)):
        drawn = rng.choice([-1, 1], size=T) * (rng.uniform(size=T) < share)
        symbols = [0] * 5 + drawn.tolist() + [1, 0]
        agrees(arrays, symbols)
        check.true(bool((np.abs(run(arrays, symbols)[1]) <= 1.01).all()))


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Sans symbole, rien", "en": "Without a symbol, nothing"},
    hint={
        "fr": "Tant que rien n’est lu, l’état reste près de 0.",
        "en": "As long as nothing is read, the state stays near 0.",
    },
)
def silent(student):
    h, _ = run(weights(student), [0] * 400)
    check.true(bool((np.abs(h) < 0.1).all()))
