# caught by: shrinks
def beam(lm, eos, max_len, k, alpha=0.0):
    live, done = [([], 0.0)], []
    for _ in range(max_len):
        longer = []
        for tokens, logp in live:
            longer += [([*tokens, i], logp + x) for i, x in enumerate(lm(tokens))]
        longer.sort(key=lambda one: one[1], reverse=True)
        done += [one for one in longer[:k] if one[0][-1] == eos]
        live = [one for one in longer if one[0][-1] != eos][:k]
    return max(done + live, key=lambda one: one[1] / len(one[0]) ** alpha)
