"""Six tests of mlp: the loss is differentiated by complex steps, exact to rounding."""

import numpy as np

from graders.sdk import check, diagnosis, suite

RTOL = 1e-9
NO_SLOPE = {
    "fr": "La pente de $\\tanh$ est oubliée : il faut multiplier par $1 - h^2$.",
    "en": "The slope of $\\tanh$ is forgotten: multiply by $1 - h^2$.",
}
AT_THE_SUM = {
    "fr": "La pente est $1 - h^2$ avec $h = \\tanh(z)$, non $1 - z^2$.",
    "en": "The slope is $1 - h^2$ with $h = \\tanh(z)$, not $1 - z^2$.",
}
TWICE = {
    "fr": "La pente est prise en $h$ au lieu de $z$ : $\\tanh$ est appliquée deux fois.",
    "en": "The slope is taken at $h$ instead of $z$: $\\tanh$ is applied twice.",
}
SIGMOID = {
    "fr": "$h (1 - h)$ est la pente de la sigmoïde ; celle de $\\tanh$ est $1 - h^2$.",
    "en": "$h (1 - h)$ is the slope of the sigmoid; that of $\\tanh$ is $1 - h^2$.",
}
CHANGED = {
    "fr": "`W2` est modifiée avant d’être traversée : le gradient passe par les anciens poids.",
    "en": "`W2` is changed before it is gone through: the gradient takes the old weights.",
}
SUMMED = {
    "fr": "Il manque $1/N$ : la perte est une moyenne sur les exemples.",
    "en": "The factor $1/N$ is missing: the loss is a mean over the examples.",
}
AVERAGED = {
    "fr": "C’est $1/N$ de trop : la moyenne est déjà dans l’erreur, il reste à sommer.",
    "en": "This is $1/N$ once too often: the mean is in the error already, so sum.",
}
NO_LABEL = {
    "fr": "L’étiquette n’est pas retranchée : l’erreur est $p$ moins 1 à la bonne classe.",
    "en": "The label is not subtracted: the error is $p$ minus 1 at the right class.",
}
NAMES = ("dW1", "db1", "dW2", "db2")


def drawn(rng, N, d, m, K, scale=0.8):
    """Inputs, labels of every class, and the parameters, all nonzero."""
    y = rng.permutation(np.arange(N) % K)
    shapes = (m, d), (m,), (K, m), (K,)
    return rng.normal(size=(N, d)), y, tuple(rng.normal(size=s) * scale for s in shapes)


def loss_of(X, y, params):
    """The mean cross-entropy, of complex parameters, too."""
    W1, b1, W2, b2 = params
    s = np.tanh(X @ W1.T + b1) @ W2.T + b2
    return np.mean(np.log(np.exp(s).sum(axis=1)) - s[np.arange(len(y)), y])


def right(X, y, params):
    """Gradients with respect to all parameters: each entry takes one complex step."""
    found = []
    for place, value in enumerate(params):
        grad = np.empty(value.shape)
        for at in np.ndindex(value.shape):
            moved = [p.astype(complex) for p in params]
            moved[place][at] += 1e-30j
            grad[at] = loss_of(X, y, moved).imag / 1e-30
        found.append(grad)
    return found


def top_error(X, y, params, one_hot=1.0):
    """The error of the scores, over N, shape (N, K), and the hidden units, shape (N, m)."""
    W1, b1, W2, b2 = params
    h = np.tanh(X @ W1.T + b1)
    p = np.exp(h @ W2.T + b2)
    return (p / p.sum(axis=1, keepdims=True) - one_hot * np.eye(len(b2))[y]) / len(y), h


def hidden_mistakes(X, y, params):
    """What usual mistakes lead to, for dW1 and for db1."""
    W1, b1, W2, _ = params
    top, h = top_error(X, y, params)
    z, back = X @ W1.T + b1, top @ W2
    errors = [
        (NO_SLOPE, back),
        (AT_THE_SUM, back * (1 - z**2)),
        (TWICE, back * (1 - np.tanh(h) ** 2)),
        (SIGMOID, back * h * (1 - h)),
        (CHANGED, (top @ (W2 - top.T @ h)) * (1 - h**2)),
        (SUMMED, len(y) * back * (1 - h**2)),
        (NO_LABEL, (top_error(X, y, params, 0.0)[0] @ W2) * (1 - h**2)),
    ]
    biases = [(say, error.sum(axis=0)) for say, error in errors]
    biases += [(AVERAGED, (back * (1 - h**2)).mean(axis=0))]
    return [(say, error.T @ X) for say, error in errors], biases


def output_mistakes(X, y, params):
    """What usual mistakes lead to, for dW2 and for db2."""
    top, h = top_error(X, y, params)
    bare = top_error(X, y, params, 0.0)[0]
    errors = [(SUMMED, len(y) * top), (NO_LABEL, bare)]
    biases = [(say, error.sum(axis=0)) for say, error in errors] + [(AVERAGED, top.mean(axis=0))]
    return [(say, error.T @ h) for say, error in errors], biases


def compared(student, args, places, reasons=(None, None)):
    """The gradients at two places are those of complex steps; each is worth one point."""
    _, grads = student.mlp(*args)
    want = right(*args)
    for place, why in zip(places, reasons, strict=True):
        with suite.part(points=1):
            say = {"fr": f"Il s’agit de `{NAMES[place]}`.", "en": f"This is `{NAMES[place]}`."}
            check.close(grads[place], want[place], rtol=RTOL, explain=why or [], say=say)


@suite.test(points=1, title={"fr": "La perte", "en": "The loss"})
def loss(student, rng):
    calls = [drawn(rng, N=7, d=4, m=5, K=3) for _ in range(6)]
    got = np.array([float(found) for found, _ in student.many(student.mlp, calls)])
    want = np.array([loss_of(*args) for args in calls])

    def at(place, scale):
        """The losses when the parameter at `place` counts `scale` times."""
        return np.array(
            [
                loss_of(X, y, [p * (scale if n == place else 1) for n, p in enumerate(params)])
                for X, y, params in calls
            ]
        )

    why = diagnosis.without_bias(lambda scale: at(1, scale), (1.0,), 0, "b1")
    why += diagnosis.without_bias(lambda scale: at(3, scale), (1.0,), 0, "b2")
    check.close(got, want, rtol=RTOL, explain=[*why, (SUMMED, 7 * want)])


@suite.test(points=2, title={"fr": "La sortie : dW2 et db2", "en": "The output: dW2 and db2"})
def output_layer(student, rng):
    args = drawn(rng, N=7, d=4, m=5, K=3)
    compared(student, args, (2, 3), output_mistakes(*args))


@suite.test(
    points=2,
    title={"fr": "La couche cachée : dW1 et db1", "en": "The hidden layer: dW1 and db1"},
)
def hidden_layer(student, rng):
    args = drawn(rng, N=7, d=4, m=5, K=3)
    compared(student, args, (0, 1), hidden_mistakes(*args))


@suite.test(
    points=1,
    visible=False,
    needs=["loss", "output_layer", "hidden_layer"],
    title={"fr": "De grands scores", "en": "Large scores"},
    hint={
        "fr": "$e^{800}$ déborde : retranchez à chaque ligne son plus grand score.",
        "en": "$e^{800}$ overflows: subtract from each row its largest score.",
    },
)
def large_scores(student, rng):
    X, y, (W1, b1, W2, b2) = drawn(rng, N=6, d=3, m=4, K=3)
    there = student.mlp(X, y, (W1, b1, W2, b2))
    for shift in (900.0, -900.0):
        found, grads = student.mlp(X, y, (W1, b1, W2, b2 + shift))
        check.close(found, loss_of(X, y, (W1, b1, W2, b2)), rtol=1e-8)
        for got, want, plain in zip(grads, right(X, y, (W1, b1, W2, b2)), there[1], strict=True):
            check.close(plain, want, rtol=RTOL)
            check.close(got, want, rtol=1e-8)


@suite.test(
    points=1,
    visible=False,
    needs=["loss", "output_layer", "hidden_layer"],
    title={"fr": "D’autres tailles", "en": "Other sizes"},
    hint={
        "fr": "Un exemple, une entrée ou une unité sont des tailles aussi ; une classe peut manquer.",
        "en": "One example, one input or one unit are sizes, too; a class may be absent.",
    },
)
def other_sizes(student, rng):
    for N, d, m, K in ((1, 3, 2, 4), (5, 1, 1, 2), (9, 2, 3, 5)):
        args = drawn(rng, N, d, m, K)
        found, grads = student.mlp(*args)
        check.close(found, loss_of(*args), rtol=RTOL)
        for got, want in zip(grads, right(*args), strict=True):
            check.close(got, want, rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs="loss",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "La fonction rend des gradients ; elle ne change ni les données ni les poids.",
        "en": "The function returns gradients; it changes neither the data nor the weights.",
    },
)
def arguments_intact(student, rng):
    X, y, params = drawn(rng, N=5, d=3, m=4, K=2)
    _, (X_after, y_after, after) = student.after.mlp(X, y, params)
    check.equal(X_after, X)
    check.equal(y_after, y)
    for now, before in zip(after, params, strict=True):
        check.equal(now, before)
