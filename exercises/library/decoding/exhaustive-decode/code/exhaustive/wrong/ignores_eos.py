# caught by: three_words
import itertools


def exhaustive(lm, V, eos, max_len):
    best, top, n = None, -1e300, 0
    for words in itertools.product(range(V), repeat=max_len):
        logp = sum(lm(list(words[:t]))[word] for t, word in enumerate(words))
        n += 1
        if logp > top:
            best, top = list(words), logp
    return best, top, n
