"""Six tests of collapse: truth is the definition by itertools.groupby, in the judge."""

import itertools

from graders.sdk import check, diagnosis, suite

BLANKS_FIRST = {
    "fr": "Les blancs sont retirés avant les répétitions : deux étiquettes égales, séparées par un"
    " blanc, sont alors fusionnées.",
    "en": "Blanks are removed before repetitions: two equal labels with a blank between them are"
    " merged then.",
}
NOT_MERGED = {
    "fr": "Les répétitions ne sont pas fusionnées.",
    "en": "Repetitions are not merged.",
}
BLANKS_KEPT = {
    "fr": "Les blancs restent dans le résultat.",
    "en": "Blanks stay in the result.",
}
EACH_ONCE = {
    "fr": "Chaque étiquette ne sort qu’une fois : seules les répétitions **qui se suivent** se"
    " fusionnent.",
    "en": "Each label comes out once: only repetitions **that follow each other** are merged.",
}
ZERO_IS_BLANK = {
    "fr": "Le blanc est pris pour 0, quel que soit `blank`.",
    "en": "The blank is taken for 0, whatever `blank` is.",
}
LETTERS = {"h": 1, "e": 2, "l": 3, "o": 4, "a": 1, "b": 2, "n": 3}


def merged(path):
    """Without repetitions that follow each other."""
    return [label for label, _ in itertools.groupby(path)]


def without(path, blank):
    """Without blanks."""
    return [label for label in path if label != blank]


def truth(path, blank=0):
    """First merged, then without blanks."""
    return without(merged(path), blank)


MISTAKES = [
    (BLANKS_FIRST, lambda path, blank: merged(without(path, blank))),
    (NOT_MERGED, without),
    (BLANKS_KEPT, lambda path, blank: merged(path)),
    (EACH_ONCE, lambda path, blank: list(dict.fromkeys(without(path, blank)))),
    (ZERO_IS_BLANK, lambda path, blank: truth(path)),
]


def agrees(student, cases):
    """All paths collapse as they should; else the first that does not, and the one mistake."""
    got = student.many(student.collapse, cases)

    def led(wrong):
        return lambda _: got == [wrong(*case) for case in cases] != [truth(*case) for case in cases]

    why = [cause for say, wrong in MISTAKES for cause in diagnosis.when(say, led(wrong))]
    for (path, blank), one in zip(cases, got, strict=True):
        inputs = {"path": path, "blank": blank}
        check.equal(one, truth(path, blank), inputs=inputs, explain=why)


def drawn(rng, labels, length):
    """A path with repetitions, blanks between equal labels, and labels that come back."""
    return [int(k) for k in rng.integers(0, labels, size=length) for _ in range(rng.integers(1, 4))]


@suite.test(
    points=1,
    title={"fr": "Les quatre exemples de l’énoncé", "en": "The four examples of the statement"},
)
def examples(student):
    words = ["hhee-ll-lloo-", "a-a-a", "aaa", "bb-o-bb"]
    agrees(student, [([LETTERS.get(c, 0) for c in word], 0) for word in words])


@suite.test(
    points=1,
    title={"fr": "Des chemins tirés au hasard", "en": "Paths drawn at random"},
)
def random_paths(student, rng):
    fixed = [1, 1, 0, 1, 2, 2, 0, 0, 2, 1]
    agrees(student, [(fixed, 0), *((drawn(rng, 4, 9), 0) for _ in range(6))])
    check.equal(student.collapse(fixed), truth(fixed))  # the blank is 0 where none is given


@suite.test(
    points=1,
    title={"fr": "Un blanc qui n’est pas 0", "en": "A blank that is not 0"},
)
def other_blank(student, rng):
    cases = [([2, 2, 3, 2, 0, 0, 3, 1, 0], 3), ([0, 0, 4, 0, 1, 4], 4)]
    agrees(student, [*cases, *((drawn(rng, 4, 9), blank) for blank in (1, 2, 3))])


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Vide, ou seulement des blancs", "en": "Empty, or blanks only"},
    hint={
        "fr": "Le résultat est alors une liste vide.",
        "en": "The result is an empty list then.",
    },
)
def nothing(student):
    agrees(student, [([], 0), ([0], 0), ([0, 0, 0], 0), ([2, 2], 2), ([1], 0), ([0, 1], 0)])


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Tous les chemins de longueur 5", "en": "All paths of length 5"},
    hint={
        "fr": "Écrivez les chemins de trois étiquettes, et comparez à la main.",
        "en": "Write down the paths of three labels, and compare by hand.",
    },
)
def all_paths(student):
    agrees(student, [(list(path), 0) for path in itertools.product(range(3), repeat=5)])


@suite.test(
    points=1,
    visible=False,
    needs="examples",
    title={"fr": "Le chemin reste intact", "en": "The path is left alone"},
    hint={
        "fr": "`remove`, `pop` et `del` changent la liste reçue.",
        "en": "`remove`, `pop` and `del` change the list that was given.",
    },
)
def path_intact(student, rng):
    path = [1, 1, 0, *drawn(rng, 4, 9)]
    _, after = student.after.collapse(path)
    check.equal(after[0], path)
