"""forecast(y, n_train, seed): how good, and above all how honest.

The judge draws the series and so knows its noise: no forecast can do better than that. What
leaks from the future shows when the future is changed.
"""

import functools

import numpy as np

from graders.sdk import check, diagnosis, suite

N, N_TRAIN = 600, 400
MOST_NOISE = 0.55
"""Of the better naive error. A small GRU errs by up to 1.4 times the noise; with more noise than
that, one honest forecast in fifty would miss 0.8 by chance."""
TOO_FAR = {
    "fr": "L’erreur absolue moyenne dépasse 0,8 fois celle de la meilleure prévision naïve.",
    "en": "The mean absolute error exceeds 0.8 times that of the better naive forecast.",
}
TOO_GOOD = {
    "fr": "L’erreur est plus petite que le bruit lui-même : la fenêtre contient la cible, ou plus"
    " tard.",
    "en": "The error is smaller than the noise itself: the window holds the target, or later values.",
}
SEEN = {
    "fr": "Changer $y_s$ pour $s \\ge {t}$ a changé la prévision de $y_t$ ou d’avant : l’avenir est lu.",
    "en": "Changing $y_s$ for $s \\ge {t}$ has changed the forecast of $y_t$ or before: the future is read.",
}
LEARNED = {
    "fr": "Changer la période de test a changé la première prévision : ce qui s’apprend s’apprend"
    " sur `y[:n_train]` seulement, moyenne et échelle comprises.",
    "en": "Changing the test period has changed the first forecast: what is learnt is learnt from"
    " `y[:n_train]` only, mean and scale included.",
}
NAIVE = {
    "fr": "C’est la prévision naïve, $\\hat y_t = y_{t-1}$.",
    "en": "This is the naive forecast, $\\hat y_t = y_{t-1}$.",
}
SEASONAL = {
    "fr": "C’est la prévision saisonnière, $\\hat y_t = y_{t-24}$.",
    "en": "This is the seasonal forecast, $\\hat y_t = y_{t-24}$.",
}
CONSTANT = {
    "fr": "La prévision est la même à tous les pas.",
    "en": "The forecast is the same at all steps.",
}
SCALED = {
    "fr": "Ces prévisions sont dans l’échelle réduite : il reste à les multiplier par l’écart type de"
    " l’apprentissage et à rendre la moyenne.",
    "en": "These forecasts are in the reduced scale: multiply them by the deviation of the training"
    " values, and give the mean back.",
}
LATE = {
    "fr": "Les prévisions ont un pas de retard : celle de $y_t$ est à la place de $y_{t+1}$.",
    "en": "The forecasts are one step late: that of $y_t$ stands in the place of $y_{t+1}$.",
}
OWN = {
    "fr": "Les valeurs vraies de la période de test ne sont pas lues : la prévision repart de ses propres"
    " résultats.",
    "en": "True values of the test period are not read: the forecast goes on from its own results.",
}
ONE_VALUE = {
    "fr": "La prévision de $y_t$ est une fonction affine de $y_{t-1}$ seul : la fenêtre est trop courte pour"
    " le cycle.",
    "en": "The forecast of $y_t$ is an affine function of $y_{t-1}$ alone: the window is too short for"
    " the cycle.",
}
TARGET_READ = {
    "fr": "Changer $y_t$ seul change sa propre prévision : la fenêtre contient la cible.",
    "en": "Changing $y_t$ alone changes its own forecast: the window holds the target.",
}
LATER_READ = {
    "fr": "Changer $y_t$ seul change la prévision de $y_{t-1}$ et aucune d’avant : la valeur qui suit la"
    " cible est lue.",
    "en": "Changing $y_t$ alone changes the forecast of $y_{t-1}$ and none before: the value that"
    " follows the target is read.",
}
ALL_LEARNED = {
    "fr": "Toutes les prévisions d’avant changent aussi : quelque chose se calcule sur la série entière.",
    "en": "All forecasts before change, too: something is computed from the whole series.",
}
RANDOM = {
    "fr": "Deux appels avec la même graine donnent des prévisions différentes.",
    "en": "Two calls with the same seed give different forecasts.",
}
LINES = {
    "true": {"fr": "série", "en": "series"},
    "got": {"fr": "votre prévision", "en": "your forecast"},
}
LAST = {"fr": "Les 72 premiers pas prévus", "en": "The first 72 steps forecast"}


def series(rng):
    """A series, and its noise, in which every good method has room: the noise is what is left."""
    while True:
        y, fresh = drawn(rng)
        if float(np.abs(fresh[N_TRAIN:]).mean()) <= MOST_NOISE * naive(y):
            return y, fresh


def drawn(rng):
    """A series of N values, and the new noise of each step, which nobody can forecast."""
    t, fresh = np.arange(N), 0.5 * rng.normal(size=N)
    kept = np.zeros(N)
    for k in range(1, N):
        kept[k] = 0.6 * kept[k - 1] + fresh[k]
    day = 3 * np.sin(2 * np.pi * (t + rng.uniform(0, 24)) / 24)
    half = 1.5 * np.sin(2 * np.pi * t / 12 + rng.uniform(0, 6))
    return rng.uniform(8, 12) + day + half + kept, fresh


def forecast(student, y, seed=0, n_train=N_TRAIN):
    """The student's forecasts, checked to be finite numbers of the right shape."""
    got = np.asarray(student.forecast(y, n_train, seed), dtype=float)
    check.shape(got, (N - n_train,))
    check.true(bool(np.isfinite(got).all()))
    return got


def error(y, forecasts):
    """The mean absolute error over the test period."""
    return float(np.abs(y[N_TRAIN:] - forecasts).mean())


def naive(y):
    """The error of the better naive forecast."""
    return min(error(y, y[N_TRAIN - 1 : -1]), error(y, y[N_TRAIN - 24 : -24]))


def why_far(student, y, got):
    """The usual mistakes that lead to these forecasts; asked on a failure only."""
    past, last, before = y[:N_TRAIN], y[N_TRAIN - 1 : -1], y[N_TRAIN - 24 : -24]
    line = np.polyval(np.polyfit(last, got, 1), last)
    free = [np.allclose(got, last), np.allclose(got, before), np.allclose(got, got[0])]
    yield from zip((NAIVE, SEASONAL, CONSTANT), free)
    if any(free):
        return
    yield ONE_VALUE, np.allclose(got, line, atol=1e-3)
    yield SCALED, error(y, got * past.std() + past.mean()) <= 0.8 * naive(y)
    earlier = error(y, np.append(got[1:], y[-1])) <= 0.8 * naive(y)
    yield LATE, earlier and not np.allclose(got, line, atol=1e-3)
    other = np.append(past, y[N_TRAIN:][::-1])
    yield OWN, lambda: np.allclose(forecast(student, other)[1:], got[1:], rtol=1e-6)


def judged(student, y, fresh):
    """The forecasts beat both naive ones, and do not beat the noise."""
    got = forecast(student, y)
    shown = [(LINES["true"], y[N_TRAIN : N_TRAIN + 72]), (LINES["got"], got[:72])]
    suite.show(check.plot.lines(shown, title=LAST))
    check.true(error(y, got) <= 0.8 * naive(y), say=TOO_FAR, explain=why_far(student, y, got))
    check.true(error(y, got) >= 0.85 * float(np.abs(fresh[N_TRAIN:]).mean()), say=TOO_GOOD)


@suite.test(
    points=1, title={"fr": "Une prévision par pas de test", "en": "One forecast per test step"}
)
def shape(student, rng):
    forecast(student, series(rng)[0])


@suite.test(
    points=2,
    needs="shape",
    title={"fr": "Mieux que les deux naïves", "en": "Better than both naive ones"},
)
def beats_both(student, rng):
    judged(student, *series(rng))


@suite.test(
    points=2,
    needs="shape",
    title={"fr": "L’avenir n’est pas lu", "en": "The future is not read"},
)
def past_only(student, rng):
    y, _ = series(rng)
    start = N_TRAIN + int(rng.integers(60, 140))
    other = y.copy()
    other[start:] += rng.normal(5, 1, size=N - start)
    count = start - N_TRAIN + 1
    before, after = forecast(student, y)[:count], forecast(student, other)[:count]
    say = {language: text.replace("{t}", str(start)) for language, text in SEEN.items()}
    one = y.copy()
    one[start] += 5

    @functools.cache
    def moved():
        """Which forecasts y_start alone changes; none if they change anyway."""
        if not np.array_equal(forecast(student, y)[:count], before):
            return np.zeros(count, dtype=bool)
        return abs(forecast(student, one)[:count] - before) > 1e-5 * abs(before)

    why = [
        *diagnosis.run_twice(lambda: forecast(student, other)[:count]),
        *diagnosis.when(TARGET_READ, lambda _: moved()[-1] and not moved()[:-1].any()),
        *diagnosis.when(LATER_READ, lambda _: moved()[-2] and not moved()[:-2].any()),
        *diagnosis.when(ALL_LEARNED, lambda _: moved()[:-2].any() and (after != before).all()),
    ]
    check.close(after, before, rtol=1e-5, say=say, explain=why)


@suite.test(
    points=2,
    needs="shape",
    title={
        "fr": "Tout s’apprend avant la période de test",
        "en": "Everything is learnt before the test period",
    },
)
def learned_from_the_past(student, rng):
    y, _ = series(rng)
    other = y.copy()
    other[N_TRAIN:] = 3 * other[N_TRAIN:] + 50
    before, after = forecast(student, y), forecast(student, other)
    check.close(after[0], before[0], rtol=1e-5, say=LEARNED)


@suite.test(
    points=0.5,
    visible=False,
    needs="beats_both",
    title={"fr": "Une autre échelle, moins de passé", "en": "Another scale, less of the past"},
    hint={
        "fr": "La moyenne et l’échelle de la série changent : ôtez-les, puis rendez-les.",
        "en": "Mean and scale of the series change: take them off, then give them back.",
    },
)
def other_scale(student, rng):
    y, fresh = series(rng)
    judged(student, 1000 + 40 * y, 40 * fresh)
    got = forecast(student, y, n_train=320)
    check.true(float(np.abs(got - y[320:]).mean()) <= 0.9 * naive(y))


@suite.test(
    points=0.5,
    visible=False,
    needs="shape",
    title={"fr": "Même graine, mêmes prévisions", "en": "Same seed, same forecasts"},
    hint={
        "fr": "Fixez la graine au début de la fonction.",
        "en": "Set the seed at the start of the function.",
    },
)
def same_twice(student, rng):
    y, _ = series(rng)
    check.close(forecast(student, y, seed=3), forecast(student, y, seed=3), rtol=1e-9, say=RANDOM)
