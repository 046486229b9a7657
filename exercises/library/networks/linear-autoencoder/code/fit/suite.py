"""fit_ae: never below PCA, hardly above it; encoder and decoder are joined here, not over there."""

import numpy as np

from graders.sdk import check, diagnosis, suite

ABOVE = {
    "fr": "L’erreur est {:.3f} fois celle de l’ACP ; il faut {:.2f} au plus.",
    "en": "The error is {:.3f} times that of PCA; {:.2f} at most is asked.",
}
BELOW = {
    "fr": "L’erreur est sous celle de l’ACP : plus de `k` nombres passent par le goulot.",
    "en": "The error is below that of PCA: more than `k` numbers pass the bottleneck.",
}
SHUFFLED = {
    "fr": "Décoder les codes dans un autre ordre ne donne pas les mêmes lignes : le décodeur reçoit"
    " autre chose que le code.",
    "en": "Decoding the codes in another order does not give the same rows: the decoder gets"
    " something besides the code.",
}
NOT_AFFINE = {
    "fr": "`{}` d’une moyenne n’est pas la moyenne de ses résultats : il n’est pas affine.",
    "en": "`{}` of a mean is not the mean of its results: it is not affine.",
}
MEAN_LOST = {
    "fr": "La moyenne n’est pas rendue : il suffirait de l’ajouter à ce que le décodeur donne.",
    "en": "The mean is not given back: adding it to what the decoder gives would be enough.",
}
NOT_CENTRED = {
    "fr": "C’est l’erreur d’une ACP de données non centrées : retirez d’abord la moyenne de chaque"
    " colonne.",
    "en": "This is the error of a PCA of data that are not centred: take off the mean of each column"
    " first.",
}
ONE_MEAN = {
    "fr": "C’est l’erreur d’une ACP dont la moyenne est celle de tous les nombres ; il en faut une par"
    " colonne.",
    "en": "This is the error of a PCA whose mean is that of all numbers; one for each column is"
    " needed.",
}
ONE_FEWER = {
    "fr": "C’est l’erreur d’une ACP à `k` − 1 composantes : il en manque une.",
    "en": "This is the error of a PCA with `k` − 1 components: one is missing.",
}
SMALLEST = {
    "fr": "C’est l’erreur des `k` composantes les plus **petites** ; il faut les plus grandes.",
    "en": "This is the error of the `k` **smallest** components; the largest are needed.",
}
FEATURES = {
    "fr": "Les `k` premières colonnes servent de code, telles quelles : rien n’est combiné.",
    "en": "The first `k` columns serve as the code as they are: nothing is combined.",
}
BY_THE_BATCH = {
    "fr": "Le code d’un exemple dépend de ceux qu’on encode avec lui : la moyenne est à retenir à"
    " l’apprentissage.",
    "en": "The code of an example depends on those that are encoded with it: the mean is to be kept"
    " from training.",
}
RELU = {
    "fr": "Les codes ne sont jamais négatifs, et souvent 0 : un ReLU suit l’encodeur.",
    "en": "Codes are never negative, and often 0: a ReLU follows the encoder.",
}
SQUASHED = {
    "fr": "Les codes passent par $\\tanh$ : défait, il laisse un encodeur affine.",
    "en": "The codes go through $\\tanh$: undone, it leaves an affine encoder.",
}
SIGMOID = {
    "fr": "Les codes passent par une sigmoïde : défaite, elle laisse un encodeur affine.",
    "en": "The codes go through a sigmoid: undone, it leaves an affine encoder.",
}
OTHER_ORDER = [2, 0, 4, 1, 3]


class Data:
    """N examples near a plane of dimension r in d dimensions, off the origin."""

    def __init__(self, rng, r=2, d=6, noise=0.3):
        self.rng, self.noise = rng, noise
        basis = np.linalg.qr(rng.normal(size=(d, r)))[0]
        self.spread = basis * np.linspace(3.0, 2.0, r)
        self.mean = rng.uniform(1.0, 2.0, size=d) * rng.choice([-1, 1], size=d)

    def examples(self, N):
        """So many examples."""
        codes = self.rng.normal(size=(N, self.spread.shape[1]))
        off = self.noise * self.rng.normal(size=(N, len(self.mean)))
        return self.mean + codes @ self.spread.T + off


def pca_error(X, k, seen=None):
    """The mean squared error on X of PCA with k components, fitted to ``seen`` or to X itself."""
    seen = X if seen is None else seen
    mean = seen.mean(axis=0)
    V = np.linalg.svd(seen - mean)[2][:k]
    return float((((X - mean) - (X - mean) @ V.T @ V) ** 2).mean())


def codes(model, A, k):
    """The student's codes of A, checked to be k numbers each."""
    found = np.asarray(model.encode(A), dtype=float)
    check.shape(found, (len(A), k))
    return found


def decoded(model, H, d):
    """What the student's decoder makes of codes, checked in shape."""
    found = np.asarray(model.decode(H), dtype=float)
    check.shape(found, (len(H), d))
    return found


def error(model, X, k):
    """The mean squared error, the halves joined here, on rows in another order for each half."""
    turned = codes(model, X, k)[::-1].copy()
    return float(((decoded(model, turned, X.shape[1])[::-1] - X) ** 2).mean())


def left(X, mean, V):
    """The mean squared error on X of the projection on the rows of V around a mean."""
    return float((((X - mean) - (X - mean) @ V.T @ V) ** 2).mean())


def why_above(model, X, k):
    """The usual mistakes that lead to exactly this error, or show in the codes; on a failure only."""
    mean, V = X.mean(axis=0), np.linalg.svd(X - X.mean(axis=0))[2]
    plain, one = np.linalg.svd(X)[2][:k], np.linalg.svd(X - X.mean())[2][:k]
    found, H = error(model, X, k), codes(model, X, k)
    errors = [
        (NOT_CENTRED, left(X, 0.0, plain)),
        (ONE_MEAN, left(X, X.mean(), one)),
        (ONE_FEWER, left(X, mean, V[: k - 1])),
        (SMALLEST, left(X, mean, V[-k:])),
        (FEATURES, left(X, mean, np.eye(X.shape[1])[:k])),
    ]
    yield from ((say, bool(np.isclose(found, value, rtol=1e-6))) for say, value in errors)
    given_back = float(((decoded(model, H, X.shape[1]) + mean - X) ** 2).mean())
    yield MEAN_LOST, given_back <= 1.05 * pca_error(X, k)
    yield BY_THE_BATCH, lambda: abs(codes(model, X[2:3], k) - H[2]).max() > 1e-3 * abs(H).max()
    yield RELU, bool((H >= 0).all()) and 0.1 < float((H == 0).mean()) < 0.95


def near(found, best, most, explain=()):
    """Hold the error to be so many times the best at most."""
    say = {key: text.format(found / best, most) for key, text in ABOVE.items()}
    say["fr"] = say["fr"].replace(".", ",", 2)
    check.true(found <= most * best, say=say, explain=explain)


def learned(student, rng, N=80, k=2, **sizes):
    """Data, and the student's model of 80 examples of them."""
    data = Data(rng, r=k, **sizes)
    X = data.examples(N)
    return data, X, student.keep.fit_ae(X.copy(), k, int(rng.integers(1000)))


@suite.test(points=1, title={"fr": "Un code de k nombres", "en": "A code of k numbers"})
def code_size(student, rng):
    data, X, model = learned(student, rng, N=60)
    new = data.examples(5)
    H = codes(model, new, 2)
    expected = decoded(model, H, 6)[OTHER_ORDER]
    check.close(decoded(model, H[OTHER_ORDER], 6), expected, rtol=1e-4, say=SHUFFLED)


@suite.test(
    points=3,
    needs="code_size",
    title={
        "fr": "À 5 % de l’ACP, et à 10 % sur des données neuves",
        "en": "Within 5% of PCA, and within 10% on new data",
    },
)
def reaches_pca(student, rng):
    data, X, model = learned(student, rng)
    with suite.part(points=2):
        near(error(model, X, 2), pca_error(X, 2), 1.05, explain=why_above(model, X, 2))
    with suite.part(points=1):
        new = data.examples(200)
        near(error(model, new, 2), pca_error(new, 2, X), 1.1)


@suite.test(
    points=1,
    title={"fr": "Jamais sous l’ACP (Eckart–Young)", "en": "Never below PCA (Eckart–Young)"},
)
def not_below(student, rng):
    _, X, model = learned(student, rng)
    found, best = error(model, X, 2), pca_error(X, 2)
    check.true(found >= best * (1 - 1e-4), say=BELOW)
    check.true(found < 4 * X.var(), say=UNTRAINED)


UNTRAINED = {
    "fr": "L’erreur est plus grande que la variance des données : rien n’a été appris.",
    "en": "The error is larger than the variance of the data: nothing has been learnt.",
}


@suite.test(
    points=1,
    title={"fr": "L’encodeur et le décodeur sont affines", "en": "Encoder and decoder are affine"},
)
def affine(student, rng):
    data, X, model = learned(student, rng)
    a, b = data.examples(7), data.examples(7)
    for name, call, (u, v) in (
        ("encode", lambda A: codes(model, A, 2), (a, b)),
        ("decode", lambda H: decoded(model, H, 6), (codes(model, a, 2), codes(model, b, 2))),
    ):
        say = {key: text.format(name) for key, text in NOT_AFFINE.items()}
        whole, ends = call(0.3 * u + 0.7 * v), (call(u), call(v))
        mean = 0.3 * ends[0] + 0.7 * ends[1]
        why = squashed(whole, ends) if name == "encode" else []
        check.close(whole, mean, rtol=1e-4, say=say, explain=why)


def squashed(whole, ends):
    """The functions behind the encoder that would leave it affine, were they undone."""

    def undone(inverse, low):
        every = np.concatenate([whole, *ends])
        if every.min() <= low or every.max() >= 1:
            return False
        a, b = (inverse(end) for end in ends)
        return np.allclose(inverse(whole), 0.3 * a + 0.7 * b, rtol=1e-6, atol=1e-9)

    return [
        *diagnosis.when(SQUASHED, lambda _: undone(np.arctanh, -1)),
        *diagnosis.when(SIGMOID, lambda _: undone(lambda p: np.log(p / (1 - p)), 0)),
    ]


@suite.test(
    points=2,
    visible=False,
    needs="reaches_pca",
    title={"fr": "D’autres tailles", "en": "Other sizes"},
    hint={"fr": "`k` peut valoir 1 ou 3, et d 4 ou 9.", "en": "`k` may be 1 or 3, and d 4 or 9."},
)
def other_sizes(student, rng):
    for N, d, k in ((60, 4, 1), (150, 9, 3)):
        _, X, model = learned(student, rng, N=N, d=d, k=k)
        near(error(model, X, k), pca_error(X, k), 1.05)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Même graine, même modèle", "en": "Same seed, same model"},
    hint={
        "fr": "Fixez la graine au début de `fit_ae`.",
        "en": "Set the seed at the start of `fit_ae`.",
    },
)
def same_seed(student, rng):
    X = Data(rng).examples(60)
    first, again = (codes(student.keep.fit_ae(X.copy(), 2, 5), X, 2) for _ in range(2))
    check.close(again, first, rtol=1e-6)
