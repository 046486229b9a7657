"""The notebook's own functions on its own data: what must hold whatever the data are.

Nothing is asked of the accuracy itself: an honest poor figure is worth a good one. What is asked
is that the figure is that of examples which the training has not seen.
"""

from collections import Counter

from graders.sdk import check, diagnosis, suite

SEED = 0
SIDES = {
    "fr": "`split` renvoie `(X, Y)` d’apprentissage puis `(X, Y)` de validation.",
    "en": "`split` returns `(X, Y)` for training, then `(X, Y)` for validation.",
}

NO_SPLIT = {
    "fr": "Chaque côté contient tous les exemples : rien n’est partagé.",
    "en": "Each side holds all examples: nothing is split.",
}
DRAWN_APART = {
    "fr": "Des exemples sont des deux côtés, d’autres d’aucun : les deux côtés sont tirés l’un sans l’autre.",
    "en": "Some examples are on both sides, others on none: the two sides are drawn one without the"
    " other.",
}
LABELS_MOVED = {
    "fr": "Les exemples y sont tous, mais pas avec leurs étiquettes : `X` est mélangé sans `Y`.",
    "en": "The examples are all there, but not with their labels: `X` is shuffled without `Y`.",
}
LOST = {
    "fr": "Des exemples ne sont d’aucun côté ; les autres y sont, avec leurs étiquettes.",
    "en": "Some examples are on neither side; the others are there, with their labels.",
}
LOADS = {
    "fr": "`split` rend tous les exemples de `load()`, non ceux qu’il reçoit.",
    "en": "`split` gives back all examples of `load()`, not those that it is given.",
}
ONE_LABEL = {
    "fr": "La même étiquette est prédite pour tous les exemples.",
    "en": "One and the same label is predicted for all examples.",
}
LABELS_UNREAD = {
    "fr": "Les prédictions sont les mêmes quand les étiquettes de `training` changent : elles n’y servent pas.",
    "en": "The predictions are the same when the labels of `training` change: they are not used.",
}
ON_TRAINING = {
    "fr": "L’exactitude de validation annoncée est celle de l’apprentissage.",
    "en": "The validation accuracy told is that of the training set.",
}
ERRORS = {
    "fr": "C’est la part des erreurs, 1 moins l’exactitude.",
    "en": "This is the share of errors, 1 minus the accuracy.",
}
BASE_ON_TRAINING = {
    "fr": "`majority` est jugée sur l’apprentissage ; c’est sur la validation qu’il faut.",
    "en": "`majority` is judged on the training set; it has to be on the validation set.",
}
BASE_OF_VALIDATION = {
    "fr": "`majority` est celle de l’étiquette la plus fréquente de la validation, qu’on n’est pas censé"
    " connaître.",
    "en": "`majority` is that of the most frequent label of the validation set, which is not to be"
    " known.",
}


def plain(value):
    """A label or an example as something that can be counted."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    return tuple(plain(v) for v in value) if isinstance(value, (list, tuple)) else value


def pair(given, what):
    """(X, Y) as two lists of the same length, checked."""
    good = isinstance(given, (list, tuple)) and len(given) == 2
    check.true(good and all(hasattr(part, "__len__") for part in given), say=what)
    X, Y = ([plain(v) for v in part] for part in given)
    check.equal(len(X), len(Y), say=what)
    return X, Y


def loaded(student):
    return pair(
        student.load(),
        {
            "fr": "`load()` renvoie deux listes de même longueur : les exemples, et leurs étiquettes.",
            "en": "`load()` returns two lists of the same length: the examples, and their labels.",
        },
    )


def halves(student, seed=SEED):
    """What `load` gives, and both sides of the student's split."""
    X, Y = loaded(student)
    check.true(
        len(X) >= 60,
        say={"fr": "Il faut au moins 60 exemples.", "en": "At least 60 examples are needed."},
    )
    given = student.split(X, Y, seed)
    check.true(isinstance(given, (list, tuple)) and len(given) == 2, say=SIDES)
    return (X, Y), pair(given[0], SIDES), pair(given[1], SIDES)


def together(*sides):
    """How often each example stands with each label."""
    return Counter(couple for X, Y in sides for couple in zip(X, Y, strict=True))


def predicted(student, training, X):
    """The student's labels for `X` after training on `training`, one for each."""
    got = [plain(v) for v in student.predict(training, X, SEED)]
    check.equal(
        len(got),
        len(X),
        say={"fr": "`predict` renvoie une étiquette par exemple.",
             "en": "`predict` returns one label for each example."},
    )  # fmt: skip
    return got


def share(got, want):
    return sum(g == w for g, w in zip(got, want, strict=True)) / len(want)


@suite.test(
    points=2,
    title={"fr": "Des données : 60 exemples, deux classes", "en": "Data: 60 examples, two classes"},
)
def data(student):
    X, Y = loaded(student)
    check.true(
        len(X) >= 60 and len(set(X)) >= 60,
        say={
            "fr": f"Il faut au moins 60 exemples différents : {len(set(X))} ici.",
            "en": f"At least 60 different examples are needed: {len(set(X))} here.",
        },
    )
    counts = Counter(Y)
    check.true(
        len(counts) >= 2 and min(counts.values()) >= 10,
        say={
            "fr": "Il faut au moins deux étiquettes, chacune avec au moins 10 exemples.",
            "en": "At least two labels are needed, each with at least 10 examples.",
        },
    )
    again = loaded(student)
    check.true(
        again == (X, Y),
        say={"fr": "Deux appels de `load` doivent donner les mêmes données.",
             "en": "Two calls of `load` must give the same data."},
    )  # fmt: skip


@suite.test(
    points=2,
    title={"fr": "Apprentissage et validation sont séparés", "en": "Training and validation are apart"},
)
def apart(student):
    everything, training, validation = halves(student)
    known, sides_ = set(everything[0]), [set(training[0]), set(validation[0])]
    check.true(
        not sides_[0] & sides_[1],
        explain=[
            (NO_SPLIT, sides_ == [known, known]),
            (DRAWN_APART, sides_[0] | sides_[1] < known),
        ],
        say={
            "fr": "Des exemples se trouvent des deux côtés : la validation serait déjà apprise.",
            "en": "Some examples stand on both sides: the validation would be known by heart.",
        },
    )
    here, there = together(training, validation), together(everything)
    check.true(
        here == there,
        explain=[
            (LABELS_MOVED, Counter(training[0] + validation[0]) == Counter(everything[0])),
            (LOST, here < there),
        ],
        say={
            "fr": "Chaque exemple doit se trouver d’un seul côté, avec son étiquette.",
            "en": "Every example must stand on one side, with its label.",
        },
    )
    fewer = tuple(part[1:] for part in everything)
    sides = together(*(pair(side, SIDES) for side in student.split(*fewer, SEED)))
    check.true(
        sides == together(fewer),
        explain=[(LOADS, sides == there)],
        say={
            "fr": "`split` doit partager les exemples qu’on lui donne, fussent-ils moins nombreux.",
            "en": "`split` must split the examples that it is given, be they fewer.",
        },
    )
    part = len(validation[0]) / len(everything[0])
    check.true(
        0.1 <= part <= 0.5,
        say={
            "fr": "La validation doit tenir entre un dixième et la moitié des exemples.",
            "en": "Validation must hold between a tenth and a half of the examples.",
        },
    )


@suite.test(
    points=1,
    title={"fr": "Le partage dépend de la graine seule", "en": "The split depends on the seed alone"},
)
def by_seed(student):
    first, again, other = (halves(student, seed)[1:] for seed in (SEED, SEED, SEED + 1))
    check.true(
        first == again,
        say={"fr": "La même graine doit donner le même partage.",
             "en": "The same seed must give the same split."},
    )  # fmt: skip
    check.true(
        set(first[1][0]) != set(other[1][0]),
        say={"fr": "Une autre graine doit donner un autre partage.",
             "en": "Another seed must give another split."},
    )  # fmt: skip


@suite.test(
    points=2,
    title={
        "fr": "Le modèle apprend ce qu’on lui donne",
        "en": "The model learns what it is given",
    },
)
def learns(student):
    _, (X, Y), _ = halves(student)
    labels = sorted(set(Y), key=str)
    check.true(
        len(labels) >= 2,
        say={"fr": "Il faut au moins deux étiquettes.", "en": "At least two labels are needed."},
    )
    turned = [labels[(labels.index(y) + 1) % len(labels)] for y in Y]
    for given, other in ((Y, turned), (turned, Y)):
        most = Counter(given).most_common(1)[0][1] / len(given)
        got = predicted(student, (X, given), X)
        check.true(
            share(got, given) > most,
            explain=why_not_learned(student, X, got, other),
            say={
                "fr": "Sur les exemples appris, le modèle ne fait pas mieux que l’étiquette la plus"
                " fréquente, ou n’apprend pas les étiquettes de `training`.",
                "en": "On the examples it has learnt, the model does no better than the most"
                " frequent label, or does not learn the labels of `training`.",
            },
        )


def why_not_learned(student, X, got, other):
    """What wrong predictions tell, and those for other labels; asked on a failure only."""
    one = len(set(got)) == 1
    yield ONE_LABEL, one
    yield LABELS_UNREAD, lambda: not one and got == predicted(student, (X, other), X)


@suite.test(
    points=1,
    probe=True,
    title={"fr": "Un gradient neuf à chaque pas", "en": "A fresh gradient at each step"},
)
def own_gradients(student):
    _, training, validation = halves(student)
    _, seen = student.probe.predict(training, validation[0], SEED)
    check.true(
        seen.zeroed >= len(seen.steps) - 1,  # the first step finds no gradient
        say={
            "fr": f"`zero_grad` est appelé {seen.zeroed} fois pour {len(seen.steps)} pas : le"
            " gradient d’un pas s’ajoute à ceux des précédents.",
            "en": f"`zero_grad` is called {seen.zeroed} times for {len(seen.steps)} steps: the"
            " gradient of a step is added to those of earlier ones.",
        },
    )


@suite.test(
    points=4,
    title={"fr": "Les exactitudes annoncées sont les vraies", "en": "The accuracies told are the true ones"},
)
def true_report(student):
    known = _, training, validation = halves(student)
    same = halves(student) == known  # the figures of other data are like anything by chance
    told = student.report()
    keys = ("training", "validation", "majority")
    told = {k: plain(told.get(k)) for k in keys} if isinstance(told, dict) else {}
    good = told and all(isinstance(value, (int, float)) for value in told.values())
    check.true(
        bool(good),
        say={
            "fr": "`report()` donne un nombre pour `training`, `validation` et `majority`.",
            "en": "`report()` gives a number for `training`, `validation` and `majority`.",
        },
    )
    most = Counter(training[1]).most_common(1)[0][0]
    seen = share(predicted(student, training, training[0]), training[1])
    new = share(predicted(student, training, validation[0]), validation[1])
    base = share([most] * len(validation[1]), validation[1])
    with suite.part(points=2):
        why = instead(same, new, (ON_TRAINING, seen), (ERRORS, 1 - new))
        check.close(told["validation"], new, rtol=0, atol=1e-6, explain=why)
    with suite.part(points=1):
        why = instead(same, seen, (ERRORS, 1 - seen))
        check.close(told["training"], seen, rtol=0, atol=1e-6, explain=why)
    with suite.part(points=1):
        say = {
            "fr": "`majority` : toujours l’étiquette la plus fréquente **de l’apprentissage**,"
            " jugée sur la validation.",
            "en": "`majority`: always the most frequent label **of the training set**, judged on"
            " the validation set.",
        }
        theirs = Counter(validation[1]).most_common(1)[0][1] / len(validation[1])
        on_training = share([most] * len(training[1]), training[1])
        why = instead(same, base, (BASE_ON_TRAINING, on_training), (BASE_OF_VALIDATION, theirs))
        check.close(told["majority"], base, rtol=0, atol=1e-6, say=say, explain=why)


def instead(same, right, *led):
    """Mistakes that lead to another figure than the right one, however round it is."""
    return [
        cause
        for say, figure in (led if same else ())
        for cause in diagnosis.when(
            say, lambda got, figure=figure: abs(got - figure) < 1e-6 < abs(figure - right)
        )
    ]
