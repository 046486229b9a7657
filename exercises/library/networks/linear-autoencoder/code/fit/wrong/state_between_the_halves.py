# caught by: code_size
class Cheat:
    def __init__(self, k):
        self.k = k

    def encode(self, A):
        self.seen = A
        return A[:, : self.k]

    def decode(self, H):
        return self.seen


def fit_ae(X, k, seed):
    return Cheat(k)
