import math


def exhaustive(lm, V, eos, max_len):
    level, best, top, n = [([], 0.0)], None, -math.inf, 0
    for length in range(1, max_len + 1):
        longer = []
        for words, logp in level:
            row = lm(words)
            for k in range(V):
                one = [*words, k], logp + float(row[k])
                if k == eos or length == max_len:
                    n += 1
                    if best is None or one[1] > top:
                        best, top = one
                else:
                    longer.append(one)
        level = longer
    return best, top, n
