"""train: the model is asked to reverse on its own; where it looks; what the targets may tell."""

import numpy as np
import torch

from graders.sdk import check, diagnosis, suite

LENGTH, DIGITS = 9, 8
NOT_A_LAW = {
    "fr": "Une ligne de l’attention n’est pas une loi sur les 9 positions d’entrée (poids positifs,"
    " somme 1).",
    "en": "A row of the attention is no distribution over the 9 input positions (nonnegative weights, sum 1).",
}
INEXACT = {
    "fr": "Suites entièrement justes, sans cibles : {:.2f} ; il faut 0,90. Justes avec les cibles :"
    " {:.2f}.",
    "en": "Sequences right as a whole, without targets: {:.2f}; 0.90 is asked. Right with the"
    " targets: {:.2f}.",
}
ELSEWHERE = {
    "fr": "À {} pas sur 9, le maximum de l’attention moyenne est près de l’antidiagonale ; il en"
    " faut 7.",
    "en": "At {} of 9 steps the maximum of the mean attention is near the antidiagonal; 7 are asked.",
}
FUTURE = {
    "fr": "Changer $y_5$ et la suite change des logits des pas 0 à 5 : le décodeur voit la réponse.",
    "en": "Changing $y_5$ and what follows changes logits of steps 0 to 5: the decoder sees the"
    " answer.",
}
NOT_SHIFTED = {
    "fr": "Donner pour cibles ce que le modèle a écrit seul change ses logits : au pas $t$, le"
    " décodeur ne reçoit pas $y_{t-1}$.",
    "en": "Giving as targets what the model wrote on its own changes its logits: at step $t$ the"
    " decoder does not get $y_{t-1}$.",
}
FLAT = {
    "fr": "L’attention est presque uniforme : elle ne choisit pas de position.",
    "en": "Attention is almost uniform: it chooses no position.",
}
PAIR = {
    "fr": "Le modèle doit rendre le couple `(logits, attention)`.",
    "en": "The model has to return the pair `(logits, attention)`.",
}
SCORES = {
    "fr": "Des poids dépassent 1 ou sont négatifs : ce sont des scores, le softmax manque.",
    "en": "Some weights exceed 1 or are negative: these are scores, the softmax is missing.",
}
COLUMNS = {
    "fr": "Ce sont les colonnes qui ont pour somme 1 : le softmax porte sur les pas au lieu des"
    " positions d’entrée.",
    "en": "It is the columns that sum to 1: the softmax is over the steps instead of the input"
    " positions.",
}
COPIED = {
    "fr": "La suite sort dans l’ordre où elle est entrée : elle n’est pas retournée.",
    "en": "The sequence comes out in the order in which it came in: it is not reversed.",
}
UNIFORM = {
    "fr": "Toutes les positions ont le même poids : l’attention n’en choisit aucune.",
    "en": "All positions have the same weight: attention chooses none.",
}
DIAGONAL = {
    "fr": "L’attention suit la diagonale : au pas $t$, elle regarde l’entrée $t$ ; il faut $8 - t$.",
    "en": "Attention follows the diagonal: at step $t$ it looks at input $t$; it has to be $8 - t$.",
}
SHIFTED = {
    "fr": "L’attention est à {} positions de l’antidiagonale, les mêmes à tous les pas.",
    "en": "Attention is {} positions away from the antidiagonal, the same at all steps.",
}
ITSELF = {
    "fr": "Au pas $t$, le décodeur reçoit $y_t$, le chiffre même qu’il doit écrire.",
    "en": "At step $t$ the decoder gets $y_t$, the very digit that it has to write.",
}
OTHERS = {
    "fr": "Une suite seule n’a pas les mêmes logits que dans un lot, ou que la fois d’avant.",
    "en": "A sequence alone does not have the same logits as in a batch, or as the time before.",
}


def sequences(rng, count):
    """So many sequences of digits."""
    return torch.from_numpy(rng.integers(DIGITS, size=(count, LENGTH)))


def asked(model, *args):
    """The student's logits and attention, checked in shape."""
    found = model(*args)
    check.true(isinstance(found, (tuple, list)) and len(found) == 2, say=PAIR)
    logits, attention = (np.asarray(part, dtype=float) for part in found)
    check.shape(logits, (len(args[0]), LENGTH, DIGITS))
    check.shape(attention, (len(args[0]), LENGTH, LENGTH))
    return logits, attention


def right(logits, x):
    """The share of sequences that are reversed without a fault."""
    return float((logits.argmax(axis=2) == x.numpy()[:, ::-1]).all(axis=1).mean())


@suite.test(
    points=8,
    title={
        "fr": "Le modèle retourne, regarde au bon endroit, et ne copie pas les cibles",
        "en": "The model reverses, looks in the right place, and does not copy the targets",
    },
)
def reverses(student, rng):
    """One training for all; first what a part of the model's shape would make meaningless."""
    model, x = student.keep.train(int(rng.integers(1000))), sequences(rng, 200)
    with suite.part(points=1):
        for args in ((x[:6],), (x[:6], x[:6].flip(1))):
            _, attention = asked(model, *args)
            why = not_a_law(attention)
            check.true(bool((attention >= 0).all()), say=NOT_A_LAW, explain=why)
            why = [cause for say, fact in why for cause in diagnosis.when(say, lambda _, f=fact: f)]
            one = np.ones((6, LENGTH))
            check.close(attention.sum(axis=2), one, rtol=1e-4, say=NOT_A_LAW, explain=why)
    logits, attention = asked(model, x)
    reversed_alone(logits, asked(model, x, x.flip(1))[0], x)
    near_the_antidiagonal(attention.mean(axis=0))
    targets_shifted(model, sequences(rng, 7), rng)


def not_a_law(attention):
    """What weights are that are no distribution over the input positions."""
    share, columns = is_share(attention), attention.sum(axis=1)
    return [(COLUMNS, share and float(abs(columns - 1).max()) < 1e-4), (SCORES, not share)]


def is_share(attention):
    """Whether all weights lie between 0 and 1."""
    return bool(((attention >= 0) & (attention <= 1 + 1e-6)).all())


def reversed_alone(free, helped, x):
    """The sequences are right without the targets."""
    alone, helped = right(free, x), right(helped, x)
    say = {key: text.format(alone, helped) for key, text in INEXACT.items()}
    say["fr"] = say["fr"].replace("0.", "0,").replace("1.", "1,")
    with suite.part(points=3):
        check.true(alone >= 0.9, say=say, explain=[(COPIED, right(free, x.flip(1)) >= 0.9)])


def near_the_antidiagonal(mean):
    """The mean attention chooses, and chooses the mirrored place."""
    suite.show(check.plot.attention(mean))
    most = mean.argmax(axis=1)
    near = int((abs(most - np.arange(LENGTH)[::-1]) <= 1).sum())
    with suite.part(points=2):
        say = {key: text.format(near) for key, text in ELSEWHERE.items()}
        check.true(near >= 7, say=say, explain=looks_at(mean, most))
        check.true(float(mean.max(axis=1).mean()) > 0.3, say=FLAT, explain=looks_at(mean, most))


def looks_at(mean, most):
    """Where a mean attention looks that looks in the wrong place; ``most``: its maximum by step."""
    off = (most - np.arange(LENGTH)[::-1]) % LENGTH
    by = int(min(off[0], LENGTH - off[0]))
    shifted = {key: text.format(by) for key, text in SHIFTED.items()}
    uniform = bool(abs(mean - 1 / LENGTH).max() < 0.02)
    return [
        (UNIFORM, uniform),
        (DIAGONAL, not uniform and (most == np.arange(LENGTH)).all()),
        (shifted, not uniform and by > 1 and (off == off[0]).all()),
    ]


def targets_shifted(model, x, rng):
    """Step t gets the target of step t - 1, and none that follows."""
    y = x.flip(1)
    other = y.clone()
    other[:, 5:] = (other[:, 5:] + 1 + sequences(rng, 7)[:, 5:] % 6) % DIGITS
    own = y.clone()
    own[:, 5] = other[:, 5]
    with suite.part(points=1):
        before, after = asked(model, x, y)[0][:, :6], asked(model, x, other)[0][:, :6]
        why = diagnosis.run_twice(lambda: asked(model, x, other)[0][:, :6])
        why += diagnosis.when(ITSELF, lambda _: at_its_own_step(before, asked(model, x, own)[0]))
        check.close(after, before, rtol=0, atol=1e-3, say=FUTURE, explain=why)
    with suite.part(points=1):
        free = asked(model, x)[0]
        written = torch.from_numpy(free.argmax(axis=2))
        why = diagnosis.run_twice(lambda: asked(model, x, written)[0])
        check.close(
            asked(model, x, written)[0], free, rtol=0, atol=1e-3, say=NOT_SHIFTED, explain=why
        )


def at_its_own_step(before, changed):
    """Whether a change of y_5 alone shows at step 5, and hardly before."""
    gaps = abs(changed[:, :6] - before).max(axis=(0, 2))
    return bool(gaps[5] > max(1e-3, 10 * gaps[:5].max()))


@suite.test(
    points=2,
    visible=False,
    title={
        "fr": "Même graine, même modèle ; une suite seule",
        "en": "Same seed, same model; a sequence alone",
    },
    hint={
        "fr": "Fixez la graine dans `train` ; rien ne doit passer d’un exemple à l’autre.",
        "en": "Set the seed in `train`; nothing may pass from one example to another.",
    },
)
def same_seed(student, rng):
    x = sequences(rng, 5)
    model, again = student.keep.train(5), student.keep.train(5)
    first = asked(model, x)[0]
    with suite.part(points=1):
        check.close(asked(again, x)[0], first, rtol=1e-4)
    with suite.part(points=1):
        check.close(asked(model, x[2:3])[0], first[2:3], rtol=0, atol=1e-3, say=OTHERS)
