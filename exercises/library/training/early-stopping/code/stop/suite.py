"""early_stop: every answer is a pair of integers, so a mistake is named only by several curves."""

import numpy as np

from graders.sdk import check, diagnosis, suite

ONE_LATE = {
    "fr": "L’arrêt vient une époque trop tard : il tombe à la fin de la `patience`-ième époque"
    " sans amélioration.",
    "en": "The stop comes one epoch late: it falls at the end of the `patience`-th epoch without"
    " improvement.",
}
NEVER_RESET = {
    "fr": "Le compteur n’est pas remis à zéro par une amélioration : seules comptent les époques"
    " à la suite.",
    "en": "An improvement does not reset the counter: only epochs in a row count.",
}
STOP_FOR_BEST = {
    "fr": "`best_epoch` est l’époque de l’arrêt ; on garde les poids de la dernière amélioration.",
    "en": "`best_epoch` is the epoch of the stop; the weights of the last improvement are kept.",
}
WHOLE_CURVE = {
    "fr": "`best_epoch` est cherchée sur toute la courbe ; après l’arrêt, rien n’est plus vu.",
    "en": "`best_epoch` is looked for on the whole curve; after the stop nothing is seen any more.",
}
PREVIOUS = {
    "fr": "Chaque perte est comparée à la précédente ; il faut la comparer au record.",
    "en": "Each loss is compared with the one before; it has to be compared with the record.",
}
FROM_ONE = {
    "fr": "Les époques sont comptées à partir de 1 ; elles le sont ici à partir de 0.",
    "en": "Epochs are counted from 1; here they are counted from 0.",
}


def never_reset(losses, patience, min_delta):
    """What a counter that only grows leads to."""
    best, waited = 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best] - min_delta:
            best = epoch
        else:
            waited += 1
            if waited == patience:
                return epoch, best
    return len(losses) - 1, best


def previous(losses, patience, min_delta):
    """What comparing each loss with the one before leads to."""
    best, waited = 0, 0
    for epoch in range(1, len(losses)):
        better = losses[epoch] < losses[epoch - 1] - min_delta
        best, waited = (epoch, 0) if better else (best, waited + 1)
        if waited == patience:
            return epoch, best
    return len(losses) - 1, best


def mistakes(student, right):
    """Usual mistakes; one is named only if it leads to the student's pairs on 30 more curves."""
    rng = np.random.default_rng(18)
    cases = drawn(rng, 30)
    good = [right(*case) for case in cases]
    led_to = [
        (ONE_LATE, [right(losses, patience + 1, delta) for losses, patience, delta in cases]),
        (NEVER_RESET, [never_reset(*case) for case in cases]),
        (STOP_FOR_BEST, [(stop, stop) for stop, _best in good]),
        (WHOLE_CURVE, [(stop, int(np.argmin(case[0]))) for (stop, _), case in zip(good, cases)]),
        (PREVIOUS, [previous(*case) for case in cases]),
        (FROM_ONE, [(stop + 1, best + 1) for stop, best in good]),
    ]

    def made(pairs):
        return lambda _got: [tuple(one) for one in student.many(student.early_stop, cases)] == pairs

    return [cause for say, pairs in led_to for cause in diagnosis.when(say, made(pairs))]


def agree(student, reference, losses, patience, min_delta):
    """The student's pair on this curve is the right one, exactly."""
    case = losses, patience, min_delta
    inputs = {"losses": losses, "patience": patience, "min_delta": min_delta}
    got = student.early_stop(*case)
    check.true(isinstance(got, (tuple, list)) and len(got) == 2, say=TWO, inputs=inputs)
    explain = mistakes(student, reference.early_stop)
    check.close(got, reference.early_stop(*case), rtol=0, inputs=inputs, explain=explain)


TWO = {"fr": "Deux entiers sont attendus.", "en": "Two integers are expected."}


def curve(rng, length, step=0.05):
    """A curve that falls, then climbs, with noise; length losses, multiples of 1/64: sums are exact."""
    turn = int(rng.integers(length // 4, length // 2))
    fall = np.concatenate([np.linspace(2, 1, turn), np.linspace(1, 1.5, length - turn)])
    return [round(64 * float(x)) / 64 for x in fall + rng.normal(0, step, length)]


def drawn(rng, count):
    """So many cases: a curve, a patience, a min_delta."""
    return [
        (curve(rng, int(rng.integers(12, 40))), int(rng.integers(1, 7)), float(delta))
        for delta in rng.choice([0.0, 1 / 32, 1 / 8], size=count)
    ]


@suite.test(
    points=1, title={"fr": "La courbe remonte, patience 3", "en": "The curve goes up, patience 3"}
)
def goes_up(student, reference):
    agree(student, reference, [1.0, 0.8, 0.7, 0.72, 0.71, 0.73, 0.6], 3, 0.0)


@suite.test(
    points=1,
    title={
        "fr": "Une amélioration remet le compteur à zéro",
        "en": "An improvement resets the counter",
    },
)
def respite(student, reference):
    losses = [1.0, 0.9, 0.95, 0.8, 0.85, 0.7, 0.75, 0.76, 0.65]
    agree(student, reference, losses, 2, 0.0)


@suite.test(
    points=1,
    title={"fr": "Jamais déclenché, et patience 1", "en": "Never triggered, and patience 1"},
)
def extremes(student, reference):
    agree(student, reference, [3.0, 2.0, 1.0], 2, 0.0)
    agree(student, reference, [2.0, 1.5, 1.6, 1.2], 3, 0.0)
    agree(student, reference, [2.0], 1, 0.0)
    agree(student, reference, [1.0, 2.0, 0.5], 1, 0.0)


@suite.test(
    points=1,
    title={
        "fr": "Des baisses plus petites que `min_delta`",
        "en": "Drops smaller than `min_delta`",
    },
)
def small_drops(student, reference):
    agree(student, reference, [1.0, 0.99, 0.98, 0.97], 2, 0.1)
    # Small drops add up: only the fourth is far enough below the record.
    agree(student, reference, [1.0, 0.9375, 0.875, 0.8125, 0.9, 0.9, 0.9, 0.9], 4, 0.15)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Un plateau n’améliore rien", "en": "A plateau improves nothing"},
    hint={
        "fr": "« Strictement inférieure à `record - min_delta` » : l’égalité n’améliore pas.",
        "en": "“Strictly below `record - min_delta`”: equality does not improve.",
    },
)
def plateau(student, reference):
    agree(student, reference, [0.5, 0.5, 0.5, 0.5, 0.25], 2, 0.0)
    agree(student, reference, [1.0, 0.75, 0.5, 0.25, 0.75], 3, 0.25)
    got = student.early_stop([0.5, 0.5, 0.4, 0.3], 2)
    check.equal(tuple(got), reference.early_stop([0.5, 0.5, 0.4, 0.3], 2))


@suite.test(
    points=2,
    visible=False,
    title={"fr": "Quarante courbes bruitées", "en": "Forty noisy curves"},
    hint={
        "fr": "Le compteur repart du record, et `min_delta` s’ôte du record.",
        "en": "The counter starts at the record, and `min_delta` is taken off the record.",
    },
)
def many_curves(student, reference, rng):
    cases = drawn(rng, 40)
    got = student.many(student.early_stop, cases)
    check.close(got, [reference.early_stop(*case) for case in cases], rtol=0)
