# caught by: three_words
def exhaustive(lm, V, eos, max_len):
    words, logp = [], 0.0
    while len(words) < max_len and eos not in words:
        scores = lm(words)
        words.append(int(scores.argmax()))
        logp += scores[words[-1]]
    n = sum((V - 1) ** (length - 1) for length in range(1, max_len))
    return words, logp, n + (V - 1) ** (max_len - 1) * V
