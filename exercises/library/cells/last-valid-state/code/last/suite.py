"""Seven tests of last_valid: truth is a loop, and h_n of a packed LSTM, in the judge."""

import numpy as np
import torch
from torch.nn.utils.rnn import pack_padded_sequence

from graders.sdk import check, suite

LAST_STEP = {
    "fr": "C’est `out[:, -1]` : l’état du dernier pas du tableau, remplissage compris.",
    "en": "This is `out[:, -1]`: the state at the last step of the array, padding included.",
}
NEXT_STEP = {
    "fr": "Le pas `lengths[b]` se compte à partir de 1 : son indice est `lengths[b] - 1`.",
    "en": "Step `lengths[b]` counts from 1: its index is `lengths[b] - 1`.",
}
LONGEST = {
    "fr": "Tous les exemples sont lus au pas du plus long ; chacun a sa longueur.",
    "en": "All samples are read at the step of the longest; each has its own length.",
}
FIRST_STEP = {
    "fr": "C’est le premier état de chaque exemple ; le dernier valide est demandé.",
    "en": "This is the first state of each sample; the last valid one is asked.",
}
MEAN = {
    "fr": "C’est la moyenne sur tous les pas ; un seul état est demandé.",
    "en": "This is the mean over all steps; a single state is asked.",
}
VALID_MEAN = {
    "fr": "C’est la moyenne des états valides ; le dernier seul est demandé.",
    "en": "This is the mean of the valid states; only the last one is asked.",
}
SORTED = {
    "fr": "Les lignes sont dans l’ordre des longueurs ; gardez celui des exemples.",
    "en": "Rows stand in the order of lengths; keep that of the samples.",
}
BACKWARDS = {
    "fr": "`out[b, -lengths[b]]` compte à partir de la fin du tableau.",
    "en": "`out[b, -lengths[b]]` counts from the end of the array.",
}


def drawn(rng, B, T, H):
    """Outputs (B, T, H) and unsorted lengths (B,), all different as far as T allows."""
    return rng.normal(size=(B, T, H)), 1 + rng.permutation(T)[np.arange(B) % T]


def by_loop(out, lengths):
    """The right answer, one sample at a time."""
    return np.stack([out[b, length - 1] for b, length in enumerate(lengths)])


def mistakes(out, lengths):
    """What usual mistakes lead to."""
    each, right = np.arange(len(out)), by_loop(out, lengths)
    valid = np.arange(out.shape[1])[None, :, None] < lengths[:, None, None]
    order = np.argsort(-lengths)
    return [
        (LAST_STEP, out[:, -1]),
        (NEXT_STEP, out[each, np.minimum(lengths, out.shape[1] - 1)]),
        (NEXT_STEP, out[each, lengths % out.shape[1]]),
        (LONGEST, out[:, lengths.max() - 1]),
        (FIRST_STEP, out[:, 0]),
        (MEAN, out.mean(axis=1)),
        (VALID_MEAN, np.where(valid, out, 0).sum(axis=1) / lengths[:, None]),
        (SORTED, right[order]),
        (SORTED, right[order[::-1]]),
        (BACKWARDS, out[each, -lengths]),
    ]


def agrees(student, out, lengths):
    """The student picks what the loop picks."""
    inputs = {"lengths": lengths}
    if out.size <= 24:
        inputs["out"] = out
    got = student.last_valid(out, lengths)
    check.close(
        got, by_loop(out, lengths), rtol=1e-12, inputs=inputs, explain=mistakes(out, lengths)
    )


@suite.test(
    points=1,
    title={"fr": "Deux exemples, à la main", "en": "Two samples, by hand"},
)
def two_samples(student, rng):
    out = np.round(rng.normal(size=(2, 4, 3)), 2)
    agrees(student, out, np.array([2, 3]))


@suite.test(
    points=1,
    title={"fr": "Un lot de cinq longueurs", "en": "A batch of five lengths"},
)
def five_lengths(student, rng):
    out, _ = drawn(rng, 5, 8, 3)
    agrees(student, out, rng.permutation([2, 3, 5, 6, 7]))


@suite.test(
    points=1,
    title={
        "fr": "L’état final de séquences empaquetées",
        "en": "The final state of packed sequences",
    },
)
def packed(student, rng):
    x, lengths = drawn(rng, 4, 6, 3)
    torch.manual_seed(int(rng.integers(2**31)))
    lstm = torch.nn.LSTM(3, 5, batch_first=True, dtype=torch.float64).requires_grad_(False)
    x = torch.from_numpy(x)
    sequences = pack_padded_sequence(
        x, torch.from_numpy(lengths), batch_first=True, enforce_sorted=False
    )
    out, want = lstm(x)[0].numpy(), lstm(sequences)[1][0][-1].numpy()
    got = student.last_valid(out, lengths)
    explain = mistakes(out, lengths)
    check.close(got, want, rtol=1e-9, inputs={"lengths": lengths}, explain=explain)


@suite.test(
    points=1,
    title={"fr": "Le remplissage ne compte pas", "en": "Padding does not count"},
)
def padding(student, rng):
    out, _ = drawn(rng, 4, 7, 3)
    lengths = rng.permutation([1, 3, 4, 6])
    for b, length in enumerate(lengths):
        out[b, length:] = np.nan
    say = {
        "fr": "Ici les pas complétés valent `nan` : un `nan` dans le résultat vient d’eux.",
        "en": "Here padded steps are `nan`: a `nan` in the result comes from them.",
    }
    got = student.last_valid(out, lengths)
    check.close(got, by_loop(out, lengths), rtol=1e-12, inputs={"lengths": lengths}, say=say)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Lots pleins, longueurs 1", "en": "Full batches, lengths of 1"},
    hint={
        "fr": "Toutes les longueurs valent T : `out[:, -1]` ; toutes valent 1 : `out[:, 0]`.",
        "en": "If all lengths are T, it is `out[:, -1]`; if they are 1, `out[:, 0]`.",
    },
)
def full_and_ones(student, rng):
    out, _ = drawn(rng, 3, 5, 4)
    for length in (5, 1):
        agrees(student, out, np.full(3, length))


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Un exemple, un trait, un pas", "en": "One sample, one feature, one step"},
    hint={
        "fr": "Le résultat garde deux axes : (B, H).",
        "en": "The result keeps two axes: (B, H).",
    },
)
def ones(student, rng):
    for sizes in ((1, 6, 3), (4, 5, 1), (3, 1, 2), (9, 4, 2)):
        agrees(student, *drawn(rng, *sizes))


@suite.test(
    points=1,
    visible=False,
    needs="two_samples",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "`lengths -= 1` change le tableau de qui vous appelle.",
        "en": "`lengths -= 1` changes the caller's array.",
    },
)
def arguments_intact(student, rng):
    out, lengths = drawn(rng, 4, 6, 3)
    _, after = student.after.last_valid(out, lengths)
    check.equal(after[0], out)
    check.equal(after[1], lengths)
