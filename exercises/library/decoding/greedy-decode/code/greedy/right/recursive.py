def greedy(lm, eos, max_len):
    def rest(prefix):
        if len(prefix) == max_len or (prefix and prefix[-1] == eos):
            return list(prefix), 0.0
        scores = [float(x) for x in lm(prefix)]
        best = max(scores)
        tokens, logp = rest([*prefix, scores.index(best)])
        return tokens, best + logp

    return rest([])
