"""A classifier of padded sequences by the state at their last word."""

import torch
from torch import nn
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import pack_padded_sequence, pad_sequence


def collate(sequences):
    tensors = [torch.tensor(sequence) for sequence in sequences]
    lengths = torch.tensor([len(sequence) for sequence in sequences])
    return pad_sequence(tensors, batch_first=True), lengths


class RNNClassifier(nn.Module):
    def __init__(self, V, E, H, K):
        super().__init__()
        self.embedding = nn.Embedding(V, E, padding_idx=0)
        self.rnn = nn.RNN(E, H, batch_first=True)
        self.fc = nn.Linear(H, K)

    def forward(self, x, lengths):
        packed = pack_padded_sequence(
            self.embedding(x), lengths.cpu(), batch_first=True, enforce_sorted=False
        )
        _, h = self.rnn(packed)
        return self.fc(h[-1])


def train(model, sequences, labels, epochs, batch_size, lr, seed):
    order = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    targets = torch.tensor(labels)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for batch in torch.randperm(len(sequences), generator=order).split(batch_size):
            x, lengths = collate([sequences[i] for i in batch.tolist()])
            loss = cross_entropy(model(x, lengths), targets[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(total / len(sequences))
    return losses


def accuracy(model, sequences, labels):
    with torch.no_grad():
        found = model(*collate(sequences)).argmax(dim=1)
    return (found == torch.tensor(labels)).double().mean().item()
