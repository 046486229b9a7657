import heapq


def beam(lm, eos, max_len, k, alpha=0.0):
    live, pool = [(0.0, [])], []
    while live and len(live[0][1]) < max_len:
        every = [
            (logp + float(x), [*tokens, i])
            for logp, tokens in live
            for i, x in enumerate(lm(tokens))
        ]
        kept = heapq.nlargest(k, every)
        live = [one for one in kept if one[1][-1] != eos]
        pool += [one for one in kept if one[1][-1] == eos]
    logp, tokens = max(pool + live, key=lambda one: one[0] / len(one[1]) ** alpha)
    return tokens, logp
