"""train: how well the text is remembered, and that all memory is in the state that is handed on."""

from pathlib import Path

import numpy as np

from graders.sdk import check, diagnosis, suite

TEXT = (Path("/tmp/data") / "fables.txt").read_text(encoding="utf-8").strip()
SIGNS = sorted(set(TEXT))
V = len(SIGNS)
TOO_HIGH = {
    "fr": "Perte : {:.2f} nat par caractère ; il faut 0,90 au plus.",
    "en": "Loss: {:.2f} nats per character; 0.90 at most is asked.",
}
MASTER = {
    "fr": "Après « Maître », C et R ont ensemble la probabilité {:.2f} ; il faut 0,30.",
    "en": "After “Maître ”, C and R together have probability {:.2f}; 0.30 is asked.",
}
NOT_FINITE = {"fr": "Des logits ne sont pas finis.", "en": "Some logits are not finite."}
ZERO_COUNT = {
    "fr": "Des logits valent $-\\infty$ : c’est le logarithme de 0, pour ce qui n’a jamais été vu.",
    "en": "Some logits are $-\\infty$: the logarithm of 0, for what has never been seen.",
}
PROBABILITIES = {
    "fr": "Les nombres de `step` ont pour somme 1 : ce sont des probabilités ; des logits (ou leurs"
    " logarithmes) sont attendus.",
    "en": "The numbers of `step` sum to 1: these are probabilities; logits (or their logarithms) are"
    " expected.",
}
ALWAYS = {
    "fr": "Les logits sont toujours les mêmes : ce qui est lu ne joue aucun rôle.",
    "en": "The logits are always the same: what is read plays no part.",
}
FROZEN = {
    "fr": "Après quelques caractères, les logits ne changent plus : la suite du texte ne compte pas.",
    "en": "After a few characters the logits do not change any more: the text that follows does not"
    " count.",
}
ECHO = {
    "fr": "Le modèle prédit le caractère qu’il vient de lire : les cibles ne sont pas décalées d’un pas.",
    "en": "The model predicts the character that it has just read: targets are not one step ahead.",
}
TWO_AHEAD = {
    "fr": "Le modèle prédit le caractère d’après le suivant : les cibles sont décalées d’un pas de trop.",
    "en": "The model predicts the character after the next: targets are one step too far ahead.",
}
ONE_READ = {
    "fr": "Les logits ne dépendent que du dernier caractère : `h` ne joue aucun rôle.",
    "en": "The logits depend on the last character alone: `h` plays no part.",
}
TWO_READ = {
    "fr": "Les logits ne dépendent que des deux derniers caractères.",
    "en": "The logits depend on the last two characters alone.",
}
NOT_READ = {
    "fr": "`step` ne lit pas le `h` qu’on lui donne, mais une mémoire à lui.",
    "en": "`step` does not read the `h` that it is given, but a memory of its own.",
}
MIXED = {
    "fr": "Lire un second texte en alternance change les logits du premier : de la mémoire est"
    " hors de `h`.",
    "en": "Reading two texts in turn changes the logits of the first: some memory is outside"
    " `h`.",
}


def read(step, ids, V=V):
    """The student's logits after each character of a text, (T, V)."""
    h, rows = None, []
    for tok in ids.tolist():
        logits, h = step(tok, h)
        check.shape(np.asarray(logits), (V,))
        rows.append(np.asarray(logits, dtype=float))
    return np.array(rows)


def log_p(rows):
    """Logits to log-probabilities."""
    rows = rows - rows.max(axis=-1, keepdims=True)
    return rows - np.log(np.exp(rows).sum(axis=-1, keepdims=True))


def numbered(text, signs=SIGNS):
    """A text as numbers."""
    return np.array([signs.index(sign) for sign in text])


def mean_loss(rows, ids, ahead=1):
    """The mean loss of rows of logits on the characters so many steps ahead."""
    return float(-log_p(rows)[np.arange(len(rows)), ids[ahead : ahead + len(rows)]].mean())


def why_high(step, ids, rows, V):
    """The usual mistakes, by what the rows tell; asked on a failure only."""
    read_here = ids[: len(rows)]
    level = rows - rows.mean(axis=1, keepdims=True)
    same, frozen = (bool(abs(level[k:] - level[-1]).max() < 1e-6) for k in (0, 12))
    within = bool(((rows >= 0) & (rows <= 1)).all())
    yield ALWAYS, same
    yield FROZEN, frozen and not same
    if frozen:
        return
    yield PROBABILITIES, within and np.allclose(rows.sum(axis=1), 1)
    echo = bool((rows.argmax(axis=1) == read_here).mean() > 0.8)
    yield ECHO, echo
    yield TWO_AHEAD, not echo and mean_loss(rows, ids, 2) < mean_loss(rows, ids) - 0.3
    short = {
        count: all(
            np.allclose(read(step, ids[t - count : t], V)[-1], rows[t - 1], atol=1e-4)
            for t in range(20, 40)
        )
        for count in (1, 2)
    }
    yield ONE_READ, short[1]
    yield TWO_READ, short[2] and not short[1]


def remembered(step, ids, V=V, count=600):
    """Hold the mean loss of the first characters to be 0.9 at most."""
    rows = read(step, ids[:count], V)
    loss = mean_loss(rows, ids)
    say = {
        key: text.format(loss).replace(".", "," if key == "fr" else ".", 1)
        for key, text in TOO_HIGH.items()
    }
    check.true(loss <= 0.9, say=say, explain=why_high(step, ids, rows, V))


@suite.test(
    points=7,
    title={
        "fr": "Le texte par cœur, et deux textes en alternance",
        "en": "The text by heart, and two texts in turn",
    },
)
def memory(student, rng):
    """One training for all: V is larger than the number of signs that occur."""
    ids = numbered(TEXT)
    step = student.keep.train(ids, V + 2, int(rng.integers(1000)))
    with suite.part(points=1):
        for some in (ids[:4], rng.integers(V, size=25), np.array([V + 1, 3, V])):
            rows = read(step, some, V + 2)
            why = [(ZERO_COUNT, bool((rows < np.inf).all()))]  # minus infinity, but no NaN
            check.true(bool(np.isfinite(rows).all()), say=NOT_FINITE, explain=why)
    with suite.part(points=3):
        remembered(step, ids, V + 2)
    with suite.part(points=1):
        p = np.exp(log_p(read(step, numbered("Maître "), V + 2)[-1]))
        found = float(p[SIGNS.index("C")] + p[SIGNS.index("R")])
        say = {
            key: text.format(found).replace(".", "," if key == "fr" else ".", 1)
            for key, text in MASTER.items()
        }
        check.true(found >= 0.3, say=say)
    with suite.part(points=2):
        in_turns(step, ids[30:50], ids[900:920])


def in_turns(step, one, other):
    """A text has the same logits when another is read in between."""
    alone, (h, k), rows = read(step, one, V + 2), (None, None), []
    for a, b in zip(one.tolist(), other.tolist(), strict=True):
        logits, h = step(a, h)
        rows.append(np.asarray(logits, dtype=float))
        _, k = step(b, k)
    why = diagnosis.when(NOT_READ, lambda _: reads_its_own(step, one, other))
    check.close(np.array(rows), alone, rtol=1e-4, say=MIXED, explain=why)


def reads_its_own(step, one, other):
    """Whether, after the other text, the state of the first gives the logits of the other."""

    def state(text):
        h = None
        for tok in text.tolist():
            _, h = step(tok, h)
        return h

    first, tok = state(one), int(one[0])
    right = step(tok, state(other))[0]
    state(other)
    return np.allclose(step(tok, first)[0], right, rtol=1e-6)


@suite.test(
    points=2,
    visible=False,
    needs="memory",
    title={
        "fr": "Un autre texte ; même graine, même modèle",
        "en": "Another text; same seed, same model",
    },
    hint={
        "fr": "`V` n’est pas toujours 68, et les signes n’ont pas toujours les mêmes numéros."
        " Fixez la graine au début de `train`.",
        "en": "`V` is not always 68, and signs do not always have the same numbers. Set the seed at"
        " the start of `train`.",
    },
)
def other_text(student, rng):
    text = TEXT[700:].lower()
    signs = rng.permutation(sorted(set(text))).tolist()
    ids = numbered(text, signs)
    step, again = (student.keep.train(ids, len(signs), 3) for _ in range(2))
    with suite.part(points=1):
        remembered(step, ids, len(signs), 300)
    with suite.part(points=1):
        first = read(step, ids[:12], len(signs))
        check.close(read(again, ids[:12], len(signs)), first, rtol=1e-4)
