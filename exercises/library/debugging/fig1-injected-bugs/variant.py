"""One of the nine numbered lines of the listing is spoilt; the others stand as they should."""

RIGHT = [
    "        self.rnn = nn.LSTM(input_size, hidden_size, batch_first=True)",
    "        self.fc = nn.Linear(hidden_size, output_size)",
    "        return self.fc(out[:, -1, :])",
    "    optimizer = torch.optim.Adam(model.parameters(), lr=lr)",
    "                model(X[batch]), Y[batch])",
    "            optimizer.zero_grad()",
    "            nn.utils.clip_grad_norm_(model.parameters(), max_norm)",
    "        model.eval()",
    "    return history",
]
SPOILT = [
    (1, "        self.rnn = nn.LSTM(input_size, hidden_size)"),
    (3, "        return self.fc(out[:, 0, :])"),
    (3, "        return torch.softmax(self.fc(out[:, -1, :]), dim=1)"),
    (4, "    optimizer = torch.optim.Adam(model.fc.parameters(), lr=lr)"),
    (4, "    optimizer = torch.optim.SGD(model.parameters(), lr=lr)"),
    (5, "                model(X[batch]), Y[batch][torch.randperm(len(batch))])"),
    (6, "            optimizer.zero_grad"),
    (7, "            nn.utils.clip_grad_value_(model.parameters(), max_norm)"),
    (8, "        model.train()"),
]


def generate(rng):
    """Text of lines code1 to code9, the number of the spoilt one, and those of the others."""
    place, line = SPOILT[int(rng.integers(len(SPOILT)))]
    others = [int(number) for number in rng.permutation(9) + 1 if number != place]
    made = {f"code{k}": right for k, right in enumerate(RIGHT, start=1)}
    made[f"code{place}"] = line
    made["spoilt"] = place
    return {**made, **{f"other{k}": number for k, number in enumerate(others, start=1)}}
