"""fit_ae: never below PCA, hardly above it; encoder and decoder are joined here, not over there."""

import numpy as np

from graders.sdk import check, suite

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


def near(found, best, most):
    """Hold the error to be so many times the best at most."""
    say = {key: text.format(found / best, most) for key, text in ABOVE.items()}
    say["fr"] = say["fr"].replace(".", ",", 2)
    check.true(found <= most * best, say=say)


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
        near(error(model, X, 2), pca_error(X, 2), 1.05)
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
    "en": "The error is larger than the variance of the data: nothing has been learned.",
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
        check.close(call(0.3 * u + 0.7 * v), 0.3 * call(u) + 0.7 * call(v), rtol=1e-4, say=say)


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
