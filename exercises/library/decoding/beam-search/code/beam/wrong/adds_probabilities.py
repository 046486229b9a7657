# caught by: one_beam
def beam(lm, eos, max_len, k, alpha=0.0):
    live, done = [([], 0.0)], []
    for _ in range(max_len):
        longer = []
        for tokens, logp in live:
            longer += [
                ([*tokens, i], logp + 2.718281828459045**x) for i, x in enumerate(lm(tokens))
            ]
        longer.sort(key=lambda one: one[1], reverse=True)
        done += [one for one in longer[:k] if one[0][-1] == eos]
        live = [one for one in longer[:k] if one[0][-1] != eos]
    return max(done + live, key=lambda one: one[1] / len(one[0]) ** alpha)
