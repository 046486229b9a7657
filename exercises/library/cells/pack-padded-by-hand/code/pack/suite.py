"""Seven tests of pack: truth is torch's pack_padded_sequence, in the judge."""

import torch
from torch.nn.utils.rnn import pack_padded_sequence

from graders.sdk import check, suite

PAIR = {
    "fr": "`pack` renvoie un couple de listes : les valeurs, puis les nombres par instant.",
    "en": "`pack` returns a pair of lists: the values, then the numbers at each time.",
}
ROWS = {
    "fr": "Les séquences sont mises bout à bout ; il faut lire instant après instant.",
    "en": "Sequences are put one after the other; they have to be read time after time.",
}
WITH_PADDING = {
    "fr": "Le remplissage est gardé : un instant ne retient que les séquences qui durent encore.",
    "en": "The padding is kept: a time holds only the sequences that still last.",
}
NOT_SORTED = {
    "fr": "Les séquences ne sont pas triées de la plus longue à la plus courte.",
    "en": "Sequences are not sorted from the longest to the shortest.",
}
SHORTEST_FIRST = {
    "fr": "Les séquences sont triées de la plus courte à la plus longue.",
    "en": "Sequences are sorted from the shortest to the longest.",
}
ZEROS_DROPPED = {
    "fr": "Des zéros ont été pris pour du remplissage ; seules les longueurs font foi.",
    "en": "Zeros have been taken for padding; only the lengths count.",
}
TIES = {
    "fr": "À longueur égale, les séquences ne gardent pas leur ordre.",
    "en": "Sequences of equal length do not keep their order.",
}


def drawn(rng, lengths, width=None):
    """A padded batch with values from 1 to 9999, by these lengths."""
    width = width or max(lengths)
    return [rng.integers(1, 10_000, size=n).tolist() + [0] * (width - n) for n in map(int, lengths)]


def truth(lengths, batch):
    """The values and batch sizes of PyTorch's packed sequence; ties keep their order."""
    order = torch.sort(torch.tensor(lengths), descending=True, stable=True).indices
    packed = pack_padded_sequence(
        torch.tensor(batch)[order], torch.tensor(lengths)[order], batch_first=True
    )
    return packed.data.tolist(), packed.batch_sizes.tolist()


def columns(lengths, batch, order, kept=lambda b, t, lengths, batch: lengths[b] > t):
    """The values read time after time in this order of sequences."""
    times = range(max(lengths))
    return [batch[b][t] for t in times for b in order if kept(b, t, lengths, batch)]


def mistakes(lengths, batch):
    """What usual mistakes make of the values."""
    plain = list(range(len(lengths)))
    order = sorted(plain, key=lambda b: -lengths[b])
    ties = sorted(plain, key=lambda b: lengths[b])[::-1]
    return [
        (ROWS, [v for row, n in zip(batch, lengths, strict=True) for v in row[:n]]),
        (ROWS, [v for b in order for v in batch[b][: lengths[b]]]),
        (WITH_PADDING, columns(lengths, batch, plain, lambda *_: True)),
        (WITH_PADDING, columns(lengths, batch, order, lambda *_: True)),
        (NOT_SORTED, columns(lengths, batch, plain)),
        (SHORTEST_FIRST, columns(lengths, batch, order[::-1])),
        (SHORTEST_FIRST, columns(lengths, batch, ties[::-1])),
        (TIES, columns(lengths, batch, ties)),
        (ZEROS_DROPPED, columns(lengths, batch, order, lambda b, t, _, rows: rows[b][t] != 0)),
    ]


def pair(found):
    """The two lists that the student returns."""
    whole = isinstance(found, tuple | list) and len(found) == 2
    check.true(whole and all(isinstance(one, list) for one in found), say=PAIR)
    return found


def agrees(student, lengths, batch):
    """Both lists are PyTorch's: values first, then batch sizes."""
    (data, sizes), (want, right) = pair(student.pack(lengths, batch)), truth(lengths, batch)
    inputs = {"lengths": lengths, "batch": batch}
    check.close(data, want, rtol=1e-12, inputs=inputs, explain=mistakes(lengths, batch))
    check.equal(data, want, inputs=inputs)
    check.equal(sizes, right, inputs=inputs)


@suite.test(
    points=1,
    title={"fr": "L’exemple de l’énoncé", "en": "The example of the statement"},
)
def example(student):
    agrees(student, [5, 3, 1], [[1, 2, 3, 4, 5], [6, 7, 8, 0, 0], [9, 0, 0, 0, 0]])


@suite.test(
    points=1,
    title={"fr": "Combien durent encore", "en": "How many still last"},
)
def batch_sizes(student, rng):
    lengths = rng.permutation([2, 3, 5, 6]).tolist()
    batch = drawn(rng, lengths)
    _, sizes = pair(student.pack(lengths, batch))
    say = {
        "fr": "`batch_sizes[t]` compte les séquences de longueur supérieure à t (t à partir de 0).",
        "en": "`batch_sizes[t]` counts the sequences longer than t (t from 0 on).",
    }
    check.equal(sizes, truth(lengths, batch)[1], say=say, inputs={"lengths": lengths})


@suite.test(points=1, title={"fr": "Un lot non trié", "en": "A batch that is not sorted"})
def not_sorted(student, rng):
    lengths = [2, 5, 1, 4]
    agrees(student, lengths, drawn(rng, lengths))


@suite.test(points=1, title={"fr": "De vrais zéros", "en": "Real zeros"})
def real_zeros(student, rng):
    lengths = [3, 4, 2]
    batch = drawn(rng, lengths)
    batch[0][1], batch[1][3] = 0, 0
    agrees(student, lengths, batch)


@suite.test(points=1, title={"fr": "Des longueurs égales", "en": "Equal lengths"})
def equal_lengths(student, rng):
    lengths = [2, 4, 2, 4, 1]
    agrees(student, lengths, drawn(rng, lengths))


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Une séquence, un lot plus large", "en": "One sequence, a wider batch"},
    hint={
        "fr": "Le lot peut être plus large que la plus longue séquence ; toutes peuvent être"
        " égales.",
        "en": "The batch may be wider than the longest sequence; all of them may be equal.",
    },
)
def wider(student, rng):
    for lengths, width in (([3], 3), ([1, 2], 5), ([4, 4, 4], 4), ([1], 1), ([7, 1, 12, 3], 15)):
        batch = drawn(rng, lengths, width)
        got, want = pair(student.pack(lengths, batch)), truth(lengths, batch)
        check.equal(got[0], want[0])
        check.equal(got[1], want[1])


@suite.test(
    points=1,
    visible=False,
    needs="example",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "Trier ou vider les listes reçues change celles de qui vous appelle.",
        "en": "Sorting or emptying the given lists changes the caller's own.",
    },
)
def arguments_intact(student, rng):
    lengths = [2, 4, 3]
    batch = drawn(rng, lengths)
    _, after = student.after.pack(lengths, batch)
    check.equal(list(after), [lengths, batch])
