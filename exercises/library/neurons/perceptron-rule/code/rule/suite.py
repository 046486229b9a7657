"""Nine tests of perceptron: separation by brute force, the weights by replaying the rule."""

import numpy as np

from graders.sdk import check, suite

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
NO_BIAS = {
    "fr": "Le biais reste à 0 : il se corrige de $y - \\hat y$, comme un poids d’entrée 1.",
    "en": "The bias stays 0: it is corrected by $y - \\hat y$, like a weight whose input is 1.",
}
UPHILL = {
    "fr": "La correction va dans l’autre sens : c’est $(y - \\hat y)\\, x$ qu’on ajoute.",
    "en": "The correction goes the other way: add $(y - \\hat y)\\, x$.",
}
BORDER = {
    "fr": "La sortie vaut 1 aussi pour $\\langle w, x \\rangle + b = 0$ ; il faut alors 0.",
    "en": "The output is 1 for $\\langle w, x \\rangle + b = 0$, too; it should be 0 then.",
}
BATCH = {
    "fr": "Les corrections n’arrivent qu’à la fin de l’époque ; chacune doit servir aussitôt.",
    "en": "Corrections come at the end of the epoch only; each should count at once.",
}
ONE_WAY = {
    "fr": "Seuls les exemples de classe 1 corrigent les poids.",
    "en": "Only examples of class 1 correct the weights.",
}


def cloud(rng, N, d):
    """N points with a margin around a hyperplane that misses the origin, and their labels."""
    normal = rng.normal(size=d)
    normal, found = normal / np.linalg.norm(normal), []
    while len(found) < N:
        x = rng.normal(size=d)
        if abs(x @ normal + 0.5) > 0.25:
            found.append(x)
    X = np.array(found)
    return X, (X @ normal > -0.5).astype(int)


def noisy(rng, N, d):
    """N points whose labels, drawn by lot, no line separates."""
    X, y = rng.normal(size=(N, d)), rng.integers(0, 2, N)
    X[-1], y[-1] = X[0], 1 - y[0]
    return X, y


def replayed(X, y, epochs, *, bias=1, sign=1, border=False, batch=False, one_way=False):
    """w and b after each epoch, shape (epochs, d + 1), by the rule or with one mistake."""
    rows, v, found = np.hstack([X, np.ones((len(X), 1))]), np.zeros(X.shape[1] + 1), []
    for _ in range(epochs):
        fixed = v
        for row, target in zip(rows, y, strict=True):
            z = row @ (fixed if batch else v)
            error = sign * (int(target) - int(z >= 0 if border else z > 0))
            error = max(error, 0) if one_way else error
            v = v + error * row * np.append(np.ones(X.shape[1]), bias)
        found.append(v)
    return np.array(found)


def separates(student, X, y, epochs=None):
    """The student converges on (X, y), says so, and classifies every row as it should."""
    inputs = {"X": X, "y": y}
    w, b, converged = (
        student.perceptron(X, y) if epochs is None else student.perceptron(X, y, epochs)
    )
    check.shape(w, (X.shape[1],))
    say = {
        "fr": "Les sorties du perceptron entraîné, ligne par ligne, ne sont pas les étiquettes.",
        "en": "The outputs of the trained perceptron, row by row, are not the labels.",
    }
    check.equal((X @ np.asarray(w) + b > 0).astype(int), y, say=say, inputs=inputs)
    say = {
        "fr": "Les classes sont séparables : `converged` doit être vrai.",
        "en": "The classes can be separated: `converged` has to be true.",
    }
    check.true(bool(converged), say=say, inputs=inputs)


@suite.test(points=1, title="AND")
def logic_and(student):
    separates(student, CORNERS, np.array([0, 0, 0, 1]))


@suite.test(points=1, title="OR")
def logic_or(student):
    separates(student, CORNERS, np.array([0, 1, 1, 1]))


@suite.test(points=1, title="NAND")
def logic_nand(student):
    separates(student, CORNERS, np.array([1, 1, 1, 0]))


@suite.test(points=1, title={"fr": "XOR : pas de convergence", "en": "XOR: no convergence"})
def logic_xor(student):
    say = {
        "fr": "Aucune droite ne sépare XOR : une époque sans correction n’y existe pas,"
        " `converged` doit être faux.",
        "en": "No line separates XOR: there is no epoch without a correction,"
        " `converged` has to be false.",
    }
    for epochs in (1, 2, 25):
        converged = student.perceptron(CORNERS, np.array([0, 1, 1, 0]), epochs)[2]
        check.true(not converged, say=say, inputs={"epochs": epochs})


@suite.test(
    points=2,
    title={"fr": "Les poids, époque après époque", "en": "The weights, epoch after epoch"},
)
def weights(student, rng):
    X, y = noisy(rng, 9, 3)
    y[0], y[-1] = 0, 1
    runs = student.many(student.perceptron, [(X, y, epochs) for epochs in range(1, 6)])
    got = np.array([[*np.ravel(w), float(b)] for w, b, _ in runs])
    changes = (
        (NO_BIAS, {"bias": 0}),
        (UPHILL, {"sign": -1}),
        (BORDER, {"border": True}),
        (BATCH, {"batch": True}),
        (ONE_WAY, {"one_way": True}),
    )
    why = [(say, replayed(X, y, 5, **change)) for say, change in changes]
    say = {
        "fr": "Ligne $e$ : $w$, puis $b$, après $e + 1$ époques.",
        "en": "Row $e$: $w$, then $b$, after $e + 1$ epochs.",
    }
    inputs = {"X": X, "y": y}
    check.close(got, replayed(X, y, 5), rtol=1e-4, say=say, inputs=inputs, explain=why)


@suite.test(
    points=1,
    visible=False,
    needs=["logic_and", "logic_or", "logic_nand"],
    title={"fr": "Un nuage séparable", "en": "A cloud that can be separated"},
    hint={
        "fr": "Une époque ne suffit pas toujours ; `epochs` peut dépasser 100.",
        "en": "One epoch is not always enough; `epochs` may be more than 100.",
    },
)
def separable_cloud(student, rng):
    separates(student, *cloud(rng, 40, 4), 2000)


@suite.test(
    points=1,
    visible=False,
    needs=["weights"],
    title={
        "fr": "La convergence se prouve par une époque entière",
        "en": "Convergence is proved by a whole epoch",
    },
    hint={
        "fr": "`converged` est vrai quand une époque **entière** n’a rien corrigé, pas avant.",
        "en": "`converged` is true once a **whole** epoch has corrected nothing, not before.",
    },
)
def proof_of_convergence(student, reference, rng):
    for X, y in ((CORNERS, np.array([0, 0, 0, 1])), cloud(rng, 12, 2)):
        last = next(n for n in range(1, 2000) if reference.perceptron(X, y, n)[2])
        calls = [(X, y, n) for n in (max(1, last - 1), last, last + 1)]
        for found, right in zip(
            student.many(student.perceptron, calls),
            reference.many(reference.perceptron, calls),
            strict=True,
        ):
            check.true(bool(found[2]) == right[2])
            check.close(found[0], right[0], rtol=1e-4)


@suite.test(
    points=0.5,
    visible=False,
    needs=["weights"],
    title={"fr": "La limite d’époques", "en": "The limit of epochs"},
    hint={
        "fr": "Sans convergence, l’entraînement s’arrête au bout de `epochs` époques, 100 par défaut.",
        "en": "Without convergence, training stops after `epochs` epochs, 100 by default.",
    },
)
def epochs_counted(student, reference, rng):
    X, y = noisy(rng, 7, 2)
    for more in ((17,), (150,), ()):
        found, right = student.perceptron(X, y, *more), reference.perceptron(X, y, *more)
        check.close(found[0], right[0], rtol=1e-4)
        check.close(found[1], right[1], rtol=1e-4)


@suite.test(
    points=0.5,
    visible=False,
    needs="weights",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "Ce test regarde `X` et `y` après l’appel : une opération en place les changerait.",
        "en": "This test looks at `X` and `y` after the call: an in-place operation would change them.",
    },
)
def arguments_intact(student, rng):
    X, y = cloud(rng, 9, 3)
    _, after = student.after.perceptron(X, y, 500)
    check.equal(after[0], X)
    check.equal(after[1], y)
