"""Eight tests of neuron: the loss is differentiated by complex steps, in the judge."""

import numpy as np

from graders.sdk import check, diagnosis, suite

RTOL = 1e-9
SLOPE = {
    "fr": "Le facteur $p (1 - p)$ est de trop : avec l’entropie croisée, il se simplifie"
    " et l’erreur est $p - y$.",
    "en": "The factor $p (1 - p)$ is one too many: with cross-entropy it cancels"
    " and the error is $p - y$.",
}
ONES_ONLY = {
    "fr": "Seuls les exemples de classe 1 comptent : il manque $(1 - y) \\ln(1 - p)$.",
    "en": "Only examples of class 1 count: $(1 - y) \\ln(1 - p)$ is missing.",
}
SUMMED = {
    "fr": "C’est la somme sur les exemples ; la perte est leur moyenne.",
    "en": "This is the sum over the examples; the loss is their mean.",
}


def drawn(rng, N, d):
    """The arguments of neuron, with labels of both classes in unequal number."""
    y = np.ones(N)
    y[: max(1, N // 3)] = 0
    return rng.normal(size=d), float(rng.uniform(0.4, 0.9)), rng.normal(size=(N, d)), y


def loss_of(w, b, X, y):
    """The mean cross-entropy, of complex arguments, too."""
    z = X @ w + b
    return np.mean(y * np.log(1 + np.exp(-z)) + (1 - y) * np.log(1 + np.exp(z)))


def right_w(w, b, X, y):
    """The derivative with respect to w, shape (d,), by complex steps: exact to rounding."""
    return np.array([loss_of(w + 1e-30j * axis, b, X, y).imag / 1e-30 for axis in np.eye(len(w))])


def right_b(w, b, X, y):
    """The derivative with respect to b, a number."""
    return loss_of(w, b + 1e-30j, X, y).imag / 1e-30


def batches(rng):
    """Six batches of one size: numbers enough to tell what is wrong with a single number."""
    return [drawn(rng, 7, 3) for _ in range(6)]


def column(student, calls, place):
    """What the student returns at `place`, for each call."""
    return np.array([float(found[place]) for found in student.many(student.neuron, calls)])


def over(call, calls):
    """The values of `call` for each batch."""
    return np.array([call(*args) for args in calls])


def no_bias(call, calls):
    """What comes out when b counts as zero."""

    def at(biases):
        pairs = zip(calls, biases, strict=True)
        return np.array([call(w, float(b), X, y) for (w, _, X, y), b in pairs])

    return diagnosis.without_bias(at, (np.array([args[1] for args in calls]),), 0)


@suite.test(points=1, title={"fr": "La perte", "en": "The loss"})
def loss(student, rng):
    calls = batches(rng)
    right = over(loss_of, calls)
    why = no_bias(loss_of, calls) + [
        (SUMMED, 7 * right),
        (ONES_ONLY, over(lambda w, b, X, y: np.mean(y * np.log(1 + np.exp(-X @ w - b))), calls)),
    ]
    check.close(column(student, calls, 0), right, rtol=RTOL, explain=why)


@suite.test(points=2, title={"fr": "Le gradient par w", "en": "The gradient with respect to w"})
def gradient_of_w(student, rng):
    w, b, X, y = args = drawn(rng, 8, 3)
    p = 1 / (1 + np.exp(-(X @ w + b)))
    right = right_w(*args)
    why = diagnosis.without_bias(right_w, args, 1)
    why += [(SLOPE, X.T @ ((p - y) * p * (1 - p)) / 8), (SUMMED, 8 * right)]
    check.close(student.neuron(*args)[1], right, rtol=RTOL, explain=why)


@suite.test(points=1, title={"fr": "La dérivée par b", "en": "The derivative with respect to b"})
def gradient_of_b(student, rng):
    calls = batches(rng)
    right = over(right_b, calls)

    def sloped(w, b, X, y):
        p = 1 / (1 + np.exp(-(X @ w + b)))
        return np.mean((p - y) * p * (1 - p))

    why = [*no_bias(right_b, calls), (SLOPE, over(sloped, calls)), (SUMMED, 7 * right)]
    check.close(column(student, calls, 2), right, rtol=RTOL, explain=why)


@suite.test(
    points=1,
    title={
        "fr": "Un exemple : x = (2 ; 1 ; 0,5), y = 1",
        "en": "One example: x = (2, 1, 0.5), y = 1",
    },
)
def one_example(student):
    args = np.array([0.5, -1.0, 2.0]), -0.5, np.array([[2.0, 1.0, 0.5]]), np.array([1.0])
    found, dw, db = student.neuron(*args)
    inputs = dict(zip(("w", "b", "X", "y"), args, strict=True))
    check.close(found, loss_of(*args), rtol=RTOL, inputs=inputs)
    check.close(dw, right_w(*args), rtol=RTOL, inputs=inputs)
    check.close(db, right_b(*args), rtol=RTOL, inputs=inputs)


@suite.test(
    points=1,
    visible=False,
    needs=["loss", "gradient_of_w", "gradient_of_b"],
    title={"fr": "Une seule entrée", "en": "A single input"},
    hint={"fr": "`dw` garde son axe quand d = 1.", "en": "`dw` keeps its axis when d = 1."},
)
def one_feature(student, rng):
    for sizes in ((5, 1), (1, 1)):
        args = drawn(rng, *sizes)
        found, dw, db = student.neuron(*args)
        check.shape(dw, (1,))
        check.close(dw, right_w(*args), rtol=RTOL)
        check.close([found, db], [loss_of(*args), right_b(*args)], rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs=["loss", "gradient_of_w", "gradient_of_b"],
    title={"fr": "Grand |z| : fini et juste", "en": "Large |z|: finite and right"},
    hint={
        "fr": "Un exemple très mal classé coûte $|z|$ : écrivez la perte sans $\\ln 0$,"
        " à partir de $\\ln(1 + e^z)$.",
        "en": "A badly misclassified example costs $|z|$: write the loss without $\\ln 0$,"
        " from $\\ln(1 + e^z)$.",
    },
)
def large_z(student):
    X, w, b = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.5]]), np.array([800.0, -790.0]), 10.0
    for labels in ((0, 0, 1), (1, 1, 0)):
        y = np.array(labels, dtype=float)
        sure = np.where(X @ w + b > 0, 1.0, 0.0)
        found, dw, db = student.neuron(w, b, X, y)
        check.close(found, np.mean(np.abs(X @ w + b) * (sure != y)), rtol=RTOL, atol=1e-9)
        check.close(dw, X.T @ (sure - y) / 3, rtol=RTOL, atol=1e-9)
        check.close(db, np.mean(sure - y), rtol=RTOL, atol=1e-9)


@suite.test(
    points=1,
    visible=False,
    needs="gradient_of_w",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "Ce test regarde les arguments après l’appel : une opération en place les changerait.",
        "en": "This test looks at the arguments after the call: an in-place operation would change them.",
    },
)
def arguments_intact(student, rng):
    args = drawn(rng, 6, 4)
    _, after = student.after.neuron(*args)
    for now, before in zip(after, args, strict=True):
        check.equal(now, before)
