import torch
from torch import nn


def finetune(model, X, Y, K, steps, lr, seed):
    generator = torch.Generator().manual_seed(seed)
    for part in (model.emb, model.enc):
        for parameter in part.parameters():
            parameter.requires_grad_(False)
    head = nn.Linear(model.head.in_features, K).double()
    with torch.no_grad():
        head.weight.normal_(0, 0.1, generator=generator)
        head.bias.zero_()
        features = model.enc(model.emb(X))[0][Y >= 0]
    model.head = head
    optimizer = torch.optim.SGD(head.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad()
        log_p = torch.log_softmax(head(features), dim=1)
        (-log_p.gather(1, Y[Y >= 0][:, None]).mean()).backward()
        optimizer.step()
    return model
