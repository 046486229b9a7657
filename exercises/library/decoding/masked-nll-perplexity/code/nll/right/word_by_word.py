import math


def nll(logits, y, pad):
    losses = []
    for sentence, words in zip(logits, y):
        for z, word in zip(sentence, words):
            if word != pad:
                top = max(z)
                losses.append(top + math.log(sum(math.exp(v - top) for v in z)) - z[word])
    mean = math.fsum(losses) / len(losses)
    return mean, math.exp(mean)
