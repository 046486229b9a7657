# caught by: reaches_pca
import numpy as np


class Autoencoder:
    def __init__(self, X, k):
        self.mean = X.mean(axis=0)
        self.V = np.linalg.svd(X - self.mean, full_matrices=False)[2][-k:]

    def encode(self, A):
        return (A - self.mean) @ self.V.T

    def decode(self, H):
        return self.mean + H @ self.V


def fit_ae(X, k, seed):
    return Autoencoder(X, k)
