"""Figure 1, mended: an LSTM, its training by batches, its validation."""

import torch
from torch import nn
from torch.nn.functional import cross_entropy


class Model(nn.Module):
    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.rnn = nn.LSTM(input_size, hidden_size, batch_first=True)
        self.fc = nn.Linear(hidden_size, output_size)

    def forward(self, x):
        out, _ = self.rnn(x)
        return self.fc(out[:, -1, :])


def train(model, training, validation, epochs, batch_size, lr, max_norm, seed):
    torch.manual_seed(seed)
    (X, Y), (X_val, Y_val) = training, validation
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = []
    for _ in range(epochs):
        model.train()
        for batch in torch.randperm(len(X)).split(batch_size):
            loss = cross_entropy(model(X[batch]), Y[batch])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
            optimizer.step()
        model.eval()
        with torch.no_grad():
            logits = model(X_val)
        val_loss = cross_entropy(logits, Y_val).item()
        val_acc = (logits.argmax(dim=1) == Y_val).double().mean().item()
        history.append({"val_loss": val_loss, "val_acc": val_acc})
    return history
