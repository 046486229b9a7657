"""train: how well the text is remembered, and that all memory is in the state that is handed on."""

from pathlib import Path

import numpy as np

from graders.sdk import check, suite

TEXT = (Path("/tmp/data") / "fables.txt").read_text(encoding="utf-8").strip()
SIGNS = sorted(set(TEXT))
V = len(SIGNS)
TOO_HIGH = {
    "fr": "Perte : {:.2f} nat par caractère ; il faut 0,90 au plus.",
    "en": "Loss: {:.2f} nats per character; 0.90 at most is asked.",
}
ONE_CHARACTER = {
    "fr": " C’est au mieux un modèle qui ne lit que le dernier caractère : `h` est-il transmis ?",
    "en": " At best this is a model that reads the last character only: is `h` passed on?",
}
MASTER = {
    "fr": "Après « Maître », C et R ont ensemble la probabilité {:.2f} ; il faut 0,30.",
    "en": "After “Maître ”, C and R together have probability {:.2f}; 0.30 is asked.",
}
NOT_FINITE = {"fr": "Des logits ne sont pas finis.", "en": "Some logits are not finite."}
MIXED = {
    "fr": "Lire un second texte en alternance change les logits du premier : de la mémoire est"
    " hors de `h`.",
    "en": "Reading a second text in turns changes the logits of the first: some memory is outside"
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


def remembered(step, ids, V=V, count=600):
    """Hold the mean loss of the first characters to be 0.9 at most."""
    rows = log_p(read(step, ids[:count], V))
    loss = float(-rows[np.arange(count), ids[1 : count + 1]].mean())
    say = {
        key: text.format(loss).replace(".", "," if key == "fr" else ".", 1)
        for key, text in TOO_HIGH.items()
    }
    if loss > 2.1:
        say = {key: text + ONE_CHARACTER[key] for key, text in say.items()}
    check.true(loss <= 0.9, say=say)


@suite.test(
    points=7,
    title={
        "fr": "Le texte par cœur, et deux textes en alternance",
        "en": "The text by heart, and two texts in turns",
    },
)
def memory(student, rng):
    """One training for all: V is larger than the number of signs that occur."""
    ids = numbered(TEXT)
    step = student.keep.train(ids, V + 2, int(rng.integers(1000)))
    with suite.part(points=1):
        for some in (ids[:4], rng.integers(V, size=25), np.array([V + 1, 3, V])):
            check.true(bool(np.isfinite(read(step, some, V + 2)).all()), say=NOT_FINITE)
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
    check.close(np.array(rows), alone, rtol=1e-4, say=MIXED)


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
