"""The notebook's own functions on its own data: what must hold whatever the data are.

Nothing is asked of the accuracy itself: an honest poor figure is worth a good one. What is asked
is that the figure is that of examples which the training has not seen.
"""

from collections import Counter

from graders.sdk import check, suite

SEED = 0
SIDES = {
    "fr": "`split` renvoie `(X, Y)` d’apprentissage puis `(X, Y)` de validation.",
    "en": "`split` returns `(X, Y)` for training, then `(X, Y)` for validation.",
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
    check.true(
        not set(training[0]) & set(validation[0]),
        say={
            "fr": "Des exemples se trouvent des deux côtés : la validation serait déjà apprise.",
            "en": "Some examples stand on both sides: the validation would be known by heart.",
        },
    )
    check.true(
        together(training, validation) == together(everything),
        say={
            "fr": "Chaque exemple doit se trouver d’un seul côté, avec son étiquette.",
            "en": "Every example must stand on one side, with its label.",
        },
    )
    fewer = tuple(part[1:] for part in everything)
    sides = student.split(*fewer, SEED)
    check.true(
        together(*(pair(side, SIDES) for side in sides)) == together(fewer),
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
    for given in (Y, turned):
        most = Counter(given).most_common(1)[0][1] / len(given)
        check.true(
            share(predicted(student, (X, given), X), given) > most,
            say={
                "fr": "Sur les exemples appris, le modèle ne fait pas mieux que l’étiquette la plus"
                " fréquente, ou n’apprend pas les étiquettes de `training`.",
                "en": "On the examples it has learnt, the model does no better than the most"
                " frequent label, or does not learn the labels of `training`.",
            },
        )


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
    _, training, validation = halves(student)
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
    on_training = {
        "fr": "L’exactitude de validation annoncée est celle de l’apprentissage.",
        "en": "The validation accuracy told is that of the training set.",
    }
    with suite.part(points=2):
        wrong = abs(seen - new) > 1e-6 and abs(told["validation"] - seen) < 1e-6
        check.close(told["validation"], new, rtol=0, atol=1e-6, say=on_training if wrong else None)
    with suite.part(points=1):
        check.close(told["training"], seen, rtol=0, atol=1e-6)
    with suite.part(points=1):
        say = {
            "fr": "`majority` : toujours l’étiquette la plus fréquente **de l’apprentissage**,"
            " jugée sur la validation.",
            "en": "`majority`: always the most frequent label **of the training set**, judged on"
            " the validation set.",
        }
        check.close(told["majority"], base, rtol=0, atol=1e-6, say=say)
