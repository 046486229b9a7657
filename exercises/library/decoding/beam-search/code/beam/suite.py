"""Seven tests of beam: truth is greedy, every sentence, or a beam over a table of all prefixes."""

import itertools

import numpy as np

from graders.sdk import check, suite

RTOL = 1e-9
GREEDY = {
    "fr": "C’est la phrase gloutonne : le faisceau en trouve une plus probable.",
    "en": "This is the greedy sentence: the beam finds a more probable one.",
}
NOT_NORMALISED = {
    "fr": "La longueur ne joue aucun rôle : divisez par $n^{\\alpha}$ avant de choisir.",
    "en": "Length plays no part: divide by $n^{\\alpha}$ before choosing.",
}
DIVIDED = {
    "fr": "C’est le score divisé par $n^{\\alpha}$ ; `logp` est $\\ln P$.",
    "en": "This is the score divided by $n^{\\alpha}$; `logp` is $\\ln P$.",
}


class Model:
    """A random model of V words that depends on the whole prefix; ``ends`` favours eos."""

    def __init__(self, rng, V, eos, ends=0.0):
        self.rows = {}
        self.rng, self.V, self.eos, self.ends = rng, V, eos, ends

    def __call__(self, prefix):
        key = tuple(int(token) for token in prefix)
        if key not in self.rows:
            raw = 1.2 * self.rng.normal(size=self.V)
            raw[self.eos] += self.ends
            self.rows[key] = raw - np.log(np.exp(raw).sum())
        return self.rows[key]


def sentences(V, eos, max_len):
    """All complete sentences."""
    for length in range(1, max_len + 1):
        for words in itertools.product(range(V), repeat=length):
            if eos not in words[:-1] and (words[-1] == eos or length == max_len):
                yield list(words)


def score(lm, words):
    """Log-probability of the words."""
    return float(sum(lm(words[:t])[word] for t, word in enumerate(words)))


def best_of(lm, eos, max_len, alpha=0.0):
    """The best of all sentences."""
    every = sentences(lm.V, eos, max_len)
    return max(every, key=lambda words: score(lm, words) / len(words) ** alpha)


def searched(lm, eos, max_len, k, alpha=0.0, refill=False):
    """The sentence that a beam of k finds: of each length, the best k that continue the beam."""
    beam, pool = [[]], []
    for _ in range(max_len):
        longer = [[*words, i] for words in beam for i in range(lm.V)]
        kept = sorted(longer, key=lambda words: -score(lm, words))[:k]
        rest = sorted(longer, key=lambda words: -score(lm, words)) if refill else kept
        beam = [words for words in rest if words[-1] != eos][:k]
        pool += [words for words in kept if words[-1] == eos]
    return max(pool + beam, key=lambda words: score(lm, words) / len(words) ** alpha)


def agrees(student, lm, eos, max_len, k, want, alpha=0.0):
    """The student's sentence is this one, with its log-probability."""
    extra = (alpha,) if alpha else ()  # without it, the default has to be 0
    tokens, logp = student.beam(lambda prefix: lm(prefix), eos, max_len, k, *extra)
    got = np.asarray(tokens).tolist() if np.asarray(tokens).dtype.kind in "iu" else tokens
    led = [
        (GREEDY, searched(lm, eos, max_len, 1)),
        (NOT_NORMALISED, searched(lm, eos, max_len, k)),
    ]
    why = [say for say, words in led if got == words != want]
    inputs = {"eos": eos, "max_len": max_len, "k": k, "alpha": alpha}
    check.equal(got, want, inputs=inputs, say=why[0] if len(why) == 1 else None)
    explain = [(DIVIDED, score(lm, want) / len(want) ** alpha)] if alpha else []
    check.close(logp, score(lm, want), rtol=RTOL, inputs=inputs, explain=explain)


def differing(rng, V, eos, max_len, widths, alpha=0.0, ends=0.0):
    """A model for which beams of these widths find different sentences."""
    while True:
        lm = Model(rng, V, eos, ends)
        found = [tuple(searched(lm, eos, max_len, k, alpha)) for k in widths]
        if len(set(found)) == len(found):
            return lm


@suite.test(
    points=1,
    title={"fr": "k = 1 : le décodage glouton", "en": "k = 1: greedy decoding"},
)
def one_beam(student, rng):
    lm = differing(rng, 4, 3, 4, (1, 2))
    words = []
    while len(words) < 4 and 3 not in words:
        words.append(int(np.argmax(lm(words))))
    agrees(student, lm, 3, 4, 1, words)


@suite.test(
    points=1,
    title={"fr": "k = 2, puis k = 3", "en": "k = 2, then k = 3"},
)
def two_and_three(student, rng):
    lm = differing(rng, 4, 3, 4, (1, 2, 3))
    for k in (2, 3):
        agrees(student, lm, 3, 4, k, searched(lm, 3, 4, k))


@suite.test(
    points=1,
    title={"fr": "Un faisceau assez large essaie tout", "en": "A wide beam tries everything"},
)
def wide(student, rng):
    for ends in (0.5, -9.0):
        lm = differing(rng, 4, 3, 3, (1, 64), ends=ends)
        agrees(student, lm, 3, 3, 64, best_of(lm, 3, 3))


@suite.test(
    points=1,
    title={"fr": "alpha = 1 : le meilleur par mot", "en": "alpha = 1: the best per word"},
)
def normalised(student, rng):
    while True:
        lm = Model(rng, 4, 3, ends=1.0)
        if best_of(lm, 3, 3, 1.0) != best_of(lm, 3, 3):
            break
    agrees(student, lm, 3, 3, 64, best_of(lm, 3, 3, 1.0), 1.0)
    lm = Model(rng, 4, 3, ends=0.5)
    agrees(student, lm, 3, 4, 3, searched(lm, 3, 4, 3, 0.6), 0.6)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Une phrase finie a pris sa place", "en": "A finished sentence took its place"},
    hint={
        "fr": "Le faisceau rétrécit d’autant de places que de phrases finies.",
        "en": "The beam shrinks by as many places as there are finished sentences.",
    },
)
def shrinks(student, rng):
    found = 0
    while found < 2:
        lm = Model(rng, 4, 3, ends=1.2)
        want = searched(lm, 3, 5, 2, 1.0)
        if want != searched(lm, 3, 5, 2, 1.0, refill=True):
            found += 1
            agrees(student, lm, 3, 5, 2, want, 1.0)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Un autre `eos`, un seul mot", "en": "Another `eos`, a single word"},
    hint={
        "fr": "`eos` peut valoir 0 ; avec `max_len = 1`, il y a un mot.",
        "en": "`eos` may be 0; with `max_len = 1` there is one word.",
    },
)
def other_eos(student, rng):
    for eos, max_len, k in ((0, 4, 3), (1, 3, 2), (2, 1, 2)):
        lm = Model(rng, 4, eos, ends=0.5)
        agrees(student, lm, eos, max_len, k, searched(lm, eos, max_len, k))


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Rien n’est demandé après `eos`", "en": "Nothing is asked after `eos`"},
    hint={
        "fr": "Une phrase finie n’est plus prolongée, et `lm` n’est pas appelé avec elle.",
        "en": "A finished sentence is not extended, and `lm` is not called with it.",
    },
)
def nothing_after_eos(student, rng):
    lm, asked = Model(rng, 4, 3, ends=1.0), []

    def noting(prefix):
        asked.append([int(token) for token in prefix])
        return lm(prefix)

    student.beam(noting, 3, 4, 3)
    check.true(len(asked) > 0 and not any(3 in prefix for prefix in asked))
    check.true(max(len(prefix) for prefix in asked) < 4)
