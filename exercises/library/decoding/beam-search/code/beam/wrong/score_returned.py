# caught by: normalised
def beam(lm, eos, max_len, k, alpha=0.0):
    live, done = [([], 0.0)], []
    for _ in range(max_len):
        longer = []
        for tokens, logp in live:
            longer += [([*tokens, i], logp + x) for i, x in enumerate(lm(tokens))]
        longer.sort(key=lambda one: one[1], reverse=True)
        done += [one for one in longer[:k] if one[0][-1] == eos]
        live = [one for one in longer[:k] if one[0][-1] != eos]
    scored = [(tokens, logp / len(tokens) ** alpha) for tokens, logp in done + live]
    return max(scored, key=lambda one: one[1])
