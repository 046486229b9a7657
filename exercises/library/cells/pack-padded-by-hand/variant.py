"""Three sequences of nine distinct words in all, and what usual ways to pack them give."""


def generate(rng):
    lengths = [(5, 3, 1), (5, 2, 2)][int(rng.integers(2))]
    lengths = [lengths[i] for i in rng.permutation(3)]
    words = [int(word) for word in 1 + rng.permutation(60)[:9]]
    rows = [[words.pop() for _ in range(n)] for n in lengths]
    by_length = sorted(range(3), key=lambda b: -lengths[b])
    ways = {
        "d": columns(rows, by_length),
        "r": [word for b in by_length for word in rows[b]],
        "u": columns(rows, range(3)),
        "w": columns(rows, by_length[::-1]),
    }
    values = {f"{way}{n}": word for way, list_ in ways.items() for n, word in enumerate(list_)}
    for t in range(5):
        values[f"s{t}"] = sum(n > t for n in lengths)
        values[f"q{t}"] = sum(n >= t for n in lengths)
    for b, row in enumerate(rows):
        values[f"n{b}"] = lengths[b]
        values[f"row{b}"] = ", ".join(str(word) for word in row + [0] * (5 - len(row)))
    return values


def columns(rows, order):
    """The words, time after time, in this order of sequences."""
    return [rows[b][t] for t in range(5) for b in order if t < len(rows[b])]
