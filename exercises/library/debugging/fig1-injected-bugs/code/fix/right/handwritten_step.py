import torch
from torch import nn


class Model(nn.Module):
    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.rnn = nn.LSTM(input_size, hidden_size)
        self.fc = nn.Linear(hidden_size, output_size)

    def forward(self, x):
        _, (h, _) = self.rnn(x.transpose(0, 1))
        return self.fc(h[0])


def train(model, training, validation, epochs, batch_size, lr, max_norm, seed):
    order = torch.Generator().manual_seed(seed)
    (X, Y), (X_val, Y_val) = training, validation
    parameters = list(model.parameters())
    optimizer = torch.optim.Adam(parameters, lr=lr)
    loss_fn = nn.CrossEntropyLoss()
    history = []
    for _ in range(epochs):
        model.train()
        places = torch.randperm(len(X), generator=order)
        for start in range(0, len(X), batch_size):
            batch = places[start : start + batch_size]
            grads = torch.autograd.grad(loss_fn(model(X[batch]), Y[batch]), parameters)
            norm = torch.sqrt(sum((g**2).sum() for g in grads))
            for parameter, grad in zip(parameters, grads):
                parameter.grad = grad * torch.clamp(max_norm / (norm + 1e-6), max=1.0)
            optimizer.step()
        history.append(validate(model, X_val, Y_val))
    return history


def validate(model, X, Y):
    model.eval()
    with torch.no_grad():
        logits = model(X)
    rows = torch.arange(len(Y))
    loss = -torch.log_softmax(logits, dim=1)[rows, Y].mean()
    return {"val_loss": float(loss), "val_acc": float((logits.argmax(1) == Y).double().mean())}
