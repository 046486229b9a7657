# caught by: truncated
def exhaustive(lm, V, eos, max_len):
    def search(prefix, logp):
        if prefix and prefix[-1] == eos:
            return [(prefix, logp)], 1
        if len(prefix) == max_len:
            return [], 1
        scores = lm(prefix)
        found = [search([*prefix, k], logp + scores[k]) for k in range(V)]
        every = [one for ones, _ in found for one in ones]
        return every, sum(count for _, count in found)

    every, n = search([], 0.0)
    return *max(every, key=lambda one: one[1]), n
