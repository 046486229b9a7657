"""Six tests of exhaustive: truth is every sequence of words, by itertools.product, in the judge."""

import itertools

import numpy as np

from graders.sdk import check, diagnosis, suite

RTOL = 1e-9
GREEDY = {
    "fr": "C’est la phrase gloutonne : une autre est plus probable.",
    "en": "This is the greedy sentence: another one is more probable.",
}
FINISHED = {
    "fr": "Seules les phrases finies par `eos` sont comparées ; celles qui sont coupées comptent.",
    "en": "Only sentences that end with `eos` are compared; those that are cut count, too.",
}
CUT = {
    "fr": "Seules les phrases de `max_len` mots sont comparées ; celles qui finissent plus tôt"
    " comptent.",
    "en": "Only sentences of `max_len` words are compared; those that end earlier count, too.",
}
ALL = {
    "fr": "Ce sont toutes les suites de `max_len` mots : rien ne suit `eos`.",
    "en": "These are all sequences of `max_len` words: nothing follows `eos`.",
}
GOES_ON = {
    "fr": "La phrase continue après `eos`, qui la termine.",
    "en": "The sentence goes on after `eos`, which ends it.",
}
ENDED = {
    "fr": "Les phrases coupées à `max_len` mots manquent.",
    "en": "The sentences that are cut at `max_len` words are missing.",
}
PREFIXES = {
    "fr": "Les débuts de phrase sont comptés avec les phrases complètes.",
    "en": "Beginnings are counted with the complete sentences.",
}


class Model:
    """A random model of V words that depends on the whole prefix; ``ends`` favours eos."""

    def __init__(self, rng, V, eos, ends=0.0):
        self.rows = {}
        self.rng, self.V, self.eos, self.ends = rng, V, eos, ends

    def __call__(self, prefix):
        key = tuple(int(token) for token in prefix)
        if key not in self.rows:
            raw = 1.5 * self.rng.normal(size=self.V)
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


def greedy(lm, eos, max_len):
    """The most probable word at each step."""
    words = []
    while len(words) < max_len and eos not in words:
        words.append(int(np.argmax(lm(words))))
    return words


def wrong_counts(V, eos, max_len):
    """The usual miscounts of n."""
    every = list(sentences(V, eos, max_len))
    return [
        (ALL, V**max_len),
        (ENDED, sum(words[-1] == eos for words in every)),
        (PREFIXES, len(every) + sum((V - 1) ** length for length in range(max_len))),
        (PREFIXES, len(every) + sum((V - 1) ** length for length in range(1, max_len))),
    ]


def wrong_sentences(lm, V, eos, max_len):
    """The sentences that usual mistakes lead to."""
    every = list(sentences(V, eos, max_len))

    def best(words):
        return max(words, key=lambda one: score(lm, one))

    return [
        (GREEDY, greedy(lm, eos, max_len)),
        (FINISHED, best([words for words in every if words[-1] == eos])),
        (CUT, best([words for words in every if len(words) == max_len])),
        *diagnosis.when(GOES_ON, lambda got: eos in got[:-1]),
    ]


def agrees(student, lm, V, eos, max_len):
    """The student's sentence, log-probability and count are those of all sequences."""
    best, logp, n = student.exhaustive(lambda prefix: lm(prefix), V, eos, max_len)
    every = list(sentences(V, eos, max_len))
    want = max(every, key=lambda words: score(lm, words))
    got = np.asarray(best).tolist() if np.asarray(best).dtype.kind in "iu" else best
    inputs = {"V": V, "eos": eos, "max_len": max_len}
    check.equal(got, want, inputs=inputs, explain=wrong_sentences(lm, V, eos, max_len))
    check.close(logp, score(lm, want), rtol=RTOL, inputs=inputs)
    check.equal(int(n), len(every), inputs=inputs, explain=wrong_counts(V, eos, max_len))


def with_trap(rng, V, eos, max_len, ends=0.0):
    """A model whose best sentence is not the greedy one, by a clear margin."""
    while True:
        lm = Model(rng, V, eos, ends)
        scores = sorted(score(lm, words) for words in sentences(V, eos, max_len))
        if scores[-1] - max(scores[-2], score(lm, greedy(lm, eos, max_len))) > 0.05:
            return lm


@suite.test(
    points=1,
    title={"fr": "4 mots, longueur 3 au plus", "en": "4 words, length 3 at most"},
)
def three_words(student, rng):
    agrees(student, with_trap(rng, 4, 3, 3), 4, 3, 3)


@suite.test(
    points=1,
    title={"fr": "La meilleure phrase est coupée", "en": "The best sentence is cut"},
)
def truncated(student, rng):
    agrees(student, with_trap(rng, 3, 2, 3, ends=-9.0), 3, 2, 3)


@suite.test(
    points=1,
    title={"fr": "La meilleure phrase est courte", "en": "The best sentence is short"},
)
def short(student, rng):
    while True:
        lm = with_trap(rng, 3, 2, 4, ends=0.8)
        best = max(sentences(3, 2, 4), key=lambda words: score(lm, words))
        if len(best) in (2, 3):
            break
    agrees(student, lm, 3, 2, 4)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "`eos` n’est pas le dernier entier", "en": "`eos` is not the last integer"},
    hint={
        "fr": "`eos` peut être n’importe quel entier de 0 à V − 1.",
        "en": "`eos` may be any integer from 0 to V − 1.",
    },
)
def other_eos(student, rng):
    agrees(student, with_trap(rng, 4, 0, 3), 4, 0, 3)
    agrees(student, with_trap(rng, 3, 1, 4), 3, 1, 4)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Un seul mot permis", "en": "One word only"},
    hint={
        "fr": "Quand `max_len = 1`, il y a V phrases complètes.",
        "en": "When `max_len = 1` there are V complete sentences.",
    },
)
def one_word(student, rng):
    for ends in (-3.0, 3.0):
        agrees(student, Model(rng, 5, 4, ends), 5, 4, 1)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Des mots impossibles", "en": "Impossible words"},
    hint={
        "fr": "Une log-probabilité de $-\\infty$ ne gagne jamais, mais la phrase compte dans `n`.",
        "en": "A log-probability of $-\\infty$ never wins, but the sentence counts in `n`.",
    },
)
def impossible(student, rng):
    lm = with_trap(rng, 4, 3, 3)
    lm([])[3] = -np.inf
    lm([0])[1] = -np.inf
    agrees(student, lm, 4, 3, 3)
