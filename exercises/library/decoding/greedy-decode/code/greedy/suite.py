"""Six tests of greedy: the language model is a function here, and notes what it is asked."""

import numpy as np

from graders.sdk import check, suite

RTOL = 1e-9
NO_STOP = {
    "fr": "La phrase continue après `eos`.",
    "en": "The sentence goes on after `eos`.",
}
NO_EOS = {
    "fr": "`eos` manque à la fin : il fait partie de la phrase et de sa probabilité.",
    "en": "`eos` is missing at the end: it is part of the sentence and of its probability.",
}
LEAST = {
    "fr": "C’est à chaque pas le mot le moins probable.",
    "en": "This is the least probable word at each step.",
}
PROBABILITIES = {
    "fr": "Les probabilités sont additionnées ; ce sont les log-probabilités qui s’ajoutent.",
    "en": "Probabilities are added; it is the log-probabilities that add up.",
}
PRODUCT = {
    "fr": "C’est la probabilité de la phrase ; son logarithme est demandé.",
    "en": "This is the probability of the sentence; its logarithm is asked.",
}
WITHOUT_EOS = {
    "fr": "La log-probabilité de `eos` manque à la somme.",
    "en": "The log-probability of `eos` is missing in the sum.",
}
MEAN = {
    "fr": "C’est la moyenne sur les mots ; la somme est demandée.",
    "en": "This is the mean over the words; the sum is asked.",
}


class Model:
    """A random model of V words, which depends on the whole prefix and notes what it is asked."""

    def __init__(self, rng, V, eos, length):
        self.rows, self.asked = {}, []
        self.rng, self.V, self.eos, self.length = rng, V, eos, length

    def scores(self, prefix):
        """Log-probabilities (V,); eos wins once the prefix has length - 1 words, not before."""
        key = tuple(prefix)
        if key not in self.rows:
            raw = self.rng.normal(size=self.V)
            ends = len(key) >= self.length - 1
            raw[self.eos] = raw.max() + 0.5 if ends else raw.min() - 0.5
            self.rows[key] = raw - np.log(np.exp(raw).sum())
        return self.rows[key]

    def __call__(self, prefix):
        self.asked.append([int(token) for token in prefix])
        return self.scores(prefix)


def decoded(model, eos, max_len, best=np.argmax, stop=True):
    """The words that are chosen one after the other, and their log-probabilities."""
    tokens, scores = [], []
    while len(tokens) < max_len:
        row = model.scores(tokens)
        tokens.append(int(best(row)))
        scores.append(float(row[tokens[-1]]))
        if stop and tokens[-1] == eos:
            break
    return tokens, scores


def callback(model):
    """The model as a plain function, which is what a submission may be given."""
    return lambda prefix: model(prefix)


def words(got):
    """What was got as a list of plain integers, where it is one."""
    array = np.asarray(got)
    return array.tolist() if array.dtype.kind in "iu" else got


def agrees(student, model, eos, max_len):
    """The student's words and log-probability are the right ones."""
    tokens, logp = student.greedy(callback(model), eos, max_len)
    want, scores = decoded(model, eos, max_len)
    led = [
        (NO_STOP, decoded(model, eos, max_len, stop=False)[0]),
        (NO_EOS, want[:-1] if want[-1] == eos else None),
        (LEAST, decoded(model, eos, max_len, best=np.argmin)[0]),
    ]
    why = [say for say, wrong in led if words(tokens) == wrong != want]
    inputs = {"eos": eos, "max_len": max_len}
    check.equal(words(tokens), want, inputs=inputs, say=why[0] if len(why) == 1 else None)
    total = sum(scores)
    explain = [
        (PROBABILITIES, float(np.exp(scores).sum())),
        (PRODUCT, float(np.exp(total))),
        (MEAN, total / len(scores)),
    ]
    if want[-1] == eos and len(want) > 1:
        explain.append((WITHOUT_EOS, total - scores[-1]))
    check.close(logp, total, rtol=RTOL, inputs=inputs, explain=explain)


@suite.test(
    points=1,
    title={
        "fr": "Une phrase de quatre mots, `eos` compris",
        "en": "A sentence of four words, `eos` included",
    },
)
def until_eos(student, rng):
    agrees(student, Model(rng, V=5, eos=4, length=4), 4, 9)


@suite.test(
    points=1,
    title={"fr": "Au plus `max_len` mots", "en": "At most `max_len` words"},
)
def cut_at_max_len(student, rng):
    agrees(student, Model(rng, V=5, eos=4, length=20), 4, 6)
    agrees(student, Model(rng, V=5, eos=4, length=4), 4, 4)


@suite.test(
    points=1,
    title={
        "fr": "`eos` n’est pas toujours le dernier entier",
        "en": "`eos` is not always the last integer",
    },
)
def other_eos(student, rng):
    for eos in (0, 2):
        agrees(student, Model(rng, V=6, eos=eos, length=3), eos, 5)


@suite.test(
    points=1,
    visible=False,
    title={
        "fr": "Fini au premier mot, ou un seul mot permis",
        "en": "Over at the first word, or one word only",
    },
    hint={
        "fr": "La phrase `[eos]` est finie ; avec `max_len = 1`, il y a un mot, quel qu’il soit.",
        "en": "The sentence `[eos]` is over; with `max_len = 1` there is one word, whatever it is.",
    },
)
def one_word(student, rng):
    agrees(student, Model(rng, V=4, eos=3, length=1), 3, 10)
    agrees(student, Model(rng, V=4, eos=3, length=5), 3, 1)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Ce qui est demandé au modèle", "en": "What the model is asked"},
    hint={
        "fr": "Le début exact de la phrase, une fois par mot, rien après `eos`.",
        "en": "The exact beginning of the sentence, once per word, nothing after `eos`.",
    },
)
def asked(student, rng):
    for length, max_len in ((4, 9), (20, 5)):
        model = Model(rng, V=5, eos=4, length=length)
        student.greedy(callback(model), 4, max_len)
        want = decoded(model, 4, max_len)[0]
        check.equal(model.asked, [want[:t] for t in range(len(want))])


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Deux mots à égalité", "en": "Two words equally probable"},
    hint={
        "fr": "Le plus petit entier l’emporte : `np.argmax` le fait.",
        "en": "The smaller integer wins: `np.argmax` does that.",
    },
)
def ties(student):
    rows = [np.log([0.1, 0.4, 0.4, 0.1]), np.log([0.3, 0.2, 0.2, 0.3])]
    tokens, logp = student.greedy(lambda prefix: rows[len(prefix) % 2], 3, 4)
    check.equal(words(tokens), [1, 0, 1, 0])
    check.close(logp, 2 * (rows[0][1] + rows[1][0]), rtol=RTOL)
