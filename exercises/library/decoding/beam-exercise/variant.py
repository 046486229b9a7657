"""A bigram model over the words 1, 2, 3 and the stop token 4, drawn near a known one until greedy decoding
is beaten by a beam of two, and that by a beam of three, without ties."""

from itertools import product

BASE = [[0.80, 0.05, 0.15, 0.0], [0.10, 0.35, 0.30, 0.25], [0.30, 0.10, 0.40, 0.20], [0.05, 0.25, 0.15, 0.55]]
LENGTH = 4


def probability(table, sequence):
    value, last = 1.0, 0
    for token in sequence:
        value *= table[last][token - 1]
        last = token
    return value


def beam(table, width):
    kept, history, gap = [()], [], 9.0
    for _ in range(LENGTH):
        pool = []
        for prefix in kept:
            if prefix and prefix[-1] == 4:
                pool.append(prefix)
            else:
                pool += [prefix + (t,) for t in (1, 2, 3, 4) if table[prefix[-1] if prefix else 0][t - 1] > 0]
        pool.sort(key=lambda s: -probability(table, s))
        values = [probability(table, s) for s in pool[: width + 1]]
        gap = min([gap] + [a / b for a, b in zip(values, values[1:])])
        kept = pool[:width]
        history.append(list(kept))
    return history, gap


def generate(rng):
    while True:
        table = []
        for row in BASE:
            steps = [round(v * 20) for v in row]
            for _ in range(2):
                a, b = rng.choice(4, size=2, replace=False)
                if steps[a] > 1 and steps[b] > 0:
                    steps[a] -= 1
                    steps[b] += 1
            table.append([round(s / 20, 2) for s in steps])
        order = [int(v) for v in rng.permutation(3)]
        new = [table[0]] + [table[1 + j] for j in order]
        table = [[r[j] for j in order] + [r[3]] for r in new]
        (g, gap1), (b2, gap2), (b3, gap3) = beam(table, 1), beam(table, 2), beam(table, 3)
        every = [s for n in range(1, LENGTH + 1) for s in product((1, 2, 3, 4), repeat=n)
                 if 4 not in s[:-1] and (s[-1] == 4 or n == LENGTH)]
        ranked = sorted(every, key=lambda s: -probability(table, s))
        greedy, two, best = g[-1][0], b2[-1][0], ranked[0]
        p = [probability(table, s) for s in (greedy, two, best)]
        if not (len(greedy) == 4 and greedy[-1] == 4 and len(two) == 3 and two[-1] == 4 and len(best) == 2):
            continue
        if b3[-1][0] != best or min(gap1, gap2, gap3) < 1.03 or p[1] < 1.1 * p[0] or p[2] < 1.1 * p[1]:
            continue
        if min(r[j] for r in table[1:] for j in range(4)) <= 0 or table[0][3] != 0 or min(table[0][:3]) <= 0:
            continue
        finished = [s for s in every if s[-1] == 4]
        by_length = {n: sum(probability(table, s) for s in finished if len(s) == n) for n in (2, 3, 4)}
        code = lambda s: int("".join(map(str, s)))
        # the two decimals of each probability, as text: 0.10 keeps its zero in the table of the statement
        values = {f"q{i}{j + 1}": f"{table[i][j]:.2f}"[2:] for i in range(4) for j in range(4)}
        for t in range(4):
            for k in range(2):
                values[f"k{t + 1}{k + 1}"] = code(b2[t][k])
        return {
            **values, "g1": greedy[0], "g2": greedy[1], "g3": greedy[2], "g4": greedy[3], "code_g": code(greedy),
            "p_g": round(p[0], 8), "p_words": round(probability(table, greedy[:3]), 8),
            "code_2": code(two), "p_2": round(p[1], 8), "code_b": code(best), "p_b": round(p[2], 8),
            "len2": round(by_length[2], 8), "len3": round(by_length[3], 8), "len4": round(by_length[4], 8),
        }
