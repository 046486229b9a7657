"""Figure 1, ported to PyTorch as it stands: it runs, prints a loss, and learns nothing."""

import torch
from torch import nn

INPUT_SIZE = 10


class Model(nn.Module):
    """An LSTM classifier, says the caption.

    x (batch, time, input_size) gives logits (batch, output_size).
    """

    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.rnn = nn.RNN(INPUT_SIZE, hidden_size, batch_first=True)
        self.fc = nn.Linear(hidden_size, output_size)

    def forward(self, x):
        out, _ = self.rnn(x)
        return self.fc(out[:, -1, :])


def train(model, training, validation, epochs, batch_size, lr, max_norm, seed):
    """Train ``model`` in place; return one record (a dict) per epoch."""
    torch.manual_seed(seed)
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    for epoch in range(epochs):
        # Generate some dummy input and target data
        inputs = torch.randn(batch_size, 10, INPUT_SIZE)
        targets = torch.randint(0, 5, (batch_size,))

        outputs = model(inputs)
        loss = loss_fn(outputs, targets)

        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

        if epoch % 10 == 0:
            print(f"Epoch [{epoch + 1}/{epochs}], Loss: {loss.item():.4f}")
            history.append({"train_loss": loss.item()})
    return history
