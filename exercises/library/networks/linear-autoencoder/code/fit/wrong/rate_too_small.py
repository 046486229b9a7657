# caught by: reaches_pca
import torch
from torch import nn


class Autoencoder(nn.Module):
    def __init__(self, d, k):
        super().__init__()
        self.encoder = nn.Linear(d, k).double()
        self.decoder = nn.Linear(k, d).double()

    @torch.no_grad()
    def encode(self, A):
        return self.encoder(torch.as_tensor(A))

    @torch.no_grad()
    def decode(self, H):
        return self.decoder(torch.as_tensor(H))


def fit_ae(X, k, seed):
    torch.manual_seed(seed)
    X = torch.as_tensor(X)
    model = Autoencoder(X.shape[1], k)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-5)
    for _ in range(700):
        loss = ((model.decoder(model.encoder(X)) - X) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model
