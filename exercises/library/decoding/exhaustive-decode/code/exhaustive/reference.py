"""A walk through the tree of all sentences; each branch tells its best leaf and how many it has."""


def exhaustive(lm, V, eos, max_len):
    def search(prefix, logp):
        if len(prefix) == max_len or (prefix and prefix[-1] == eos):
            return prefix, logp, 1
        scores = lm(prefix)
        found = [search([*prefix, k], logp + scores[k]) for k in range(V)]
        best = max(found, key=lambda one: one[1])
        return best[0], best[1], sum(count for _, _, count in found)

    return search([], 0.0)
