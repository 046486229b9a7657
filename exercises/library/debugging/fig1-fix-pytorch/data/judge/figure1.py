"""What the suite of Figure 1 trains, and the same training done by the judge."""

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from graders.sdk import check

N_IN, N_H, N_OUT, T = 10, 20, 5, 10
KEYS = ("train_loss", "val_loss", "val_acc")


def params(blocks, biases, n_in, n_h, n_out):
    """Parameters of a recurrent layer of that many blocks and bias vectors, and its Linear."""
    return blocks * (n_h * (n_in + n_h) + biases * n_h) + n_out * (n_h + 1)


def wrong_count(count, sizes):
    """The sentence for a model whose number of parameters is not that of an LSTM."""
    one, two = params(4, 1, *sizes), params(4, 2, *sizes)
    guess = {"fr": "", "en": ""}
    for blocks, fr, en in ((1, "un RNN", "an RNN"), (3, "un GRU", "a GRU")):
        if count in (params(blocks, 1, *sizes), params(blocks, 2, *sizes)):
            guess = {"fr": f" C’est le compte d’{fr}.", "en": f" That is the count of {en}."}
    if count == params(4, 0, *sizes):
        guess = {"fr": " Les biais manquent.", "en": " The biases are missing."}
    return {
        "fr": f"`Model{sizes}` a {count} paramètres ; un LSTM et sa couche linéaire en ont {one}"
        f" (un biais par bloc) ou {two} (deux, comme `nn.LSTM`).{guess['fr']}",
        "en": f"`Model{sizes}` has {count} parameters; an LSTM with its linear layer has {one}"
        f" (one bias per block) or {two} (two, like `nn.LSTM`).{guess['en']}",
    }


def seed_of(rng):
    """A seed for PyTorch, drawn from the test's own generator."""
    return int(rng.integers(2**31))


def noise(rng, n):
    """A small float64 set: X (n, T, N_IN) and labels Y (n,), learnable by heart only."""
    X = torch.from_numpy(2.0 * rng.normal(size=(n, T, N_IN)))
    return X, torch.from_numpy(rng.integers(0, N_OUT, size=n))


def impulses(rng, n, channels):
    """The task: noise, and one +3 on channel `channels[y]` at a random time; float32."""
    X = 0.5 * rng.normal(size=(n, T, N_IN))
    Y = rng.integers(0, len(channels), size=n)
    X[np.arange(n), rng.integers(0, T, size=n), channels[Y]] += 3.0
    return torch.from_numpy(X).float(), torch.from_numpy(Y)


def number(value):
    """A Python, NumPy or one-entry tensor number as float; None for anything else."""
    if isinstance(value, (bool, str, bytes)) or value is None:
        return None
    try:
        return float(np.asarray(value, dtype=float).reshape(()))
    except (TypeError, ValueError):
        return None


def records(history, epochs):
    """Check that `history` is one dict of three numbers per epoch; give it as floats."""
    count = len(history) if isinstance(history, list) else 0
    check.equal(
        count,
        epochs,
        say={
            "fr": f"`train` renvoie une liste d’un dictionnaire par époque : {epochs} ici.",
            "en": f"`train` returns a list of one dict per epoch: {epochs} here.",
        },
    )
    read = [
        {k: number(entry.get(k)) for k in KEYS} if isinstance(entry, dict) else {}
        for entry in history
    ]
    check.true(
        all(entry and None not in entry.values() for entry in read),
        say={
            "fr": "Chaque dictionnaire donne un nombre pour `train_loss`, `val_loss` et `val_acc`.",
            "en": "Each dict gives a number for `train_loss`, `val_loss` and `val_acc`.",
        },
    )
    return read


class Run:
    """One training of a public model by the student, full batch, and the judge's copy of it."""

    def __init__(
        self, student, rng, kind, *, epochs=1, batch_size=64, lr=0.0, max_norm=1e9, asleep=False
    ):
        self.training, self.validation = noise(rng, 24), noise(rng, 12)
        self.epochs, self.lr, self.max_norm = epochs, lr, max_norm
        torch.manual_seed(seed_of(rng))
        self.model = kind(N_IN, 6, N_OUT)
        theirs = getattr(student.module("public_model").keep, kind.__name__)(N_IN, 6, N_OUT)
        theirs.load_state_dict(self.model.state_dict())
        if asleep:
            theirs.eval()
        settings = {"batch_size": batch_size, "lr": lr, "max_norm": max_norm, "seed": seed_of(rng)}
        self.history = student.train(
            theirs, self.training, self.validation, epochs=epochs, **settings
        )
        self.weights = theirs.state_dict()

    def told(self, key):
        """What the student's records say of `key`, unchecked: NaN where there is no number."""
        entries = self.history if isinstance(self.history, list) else []
        found = [number(entry.get(key)) if isinstance(entry, dict) else None for entry in entries]
        return [np.nan if value is None else value for value in found]

    def records(self):
        """The student's records, checked, as floats."""
        return records(self.history, self.epochs)

    def loss(self, training):
        """The judge's loss on the training or the validation set, in that mode."""
        X, Y = self.training if training else self.validation
        self.model.train(training)
        with torch.set_grad_enabled(training):
            return cross_entropy(self.model(X), Y)

    def accuracy(self):
        """The judge's accuracy on the validation set."""
        X, Y = self.validation
        self.model.eval()
        with torch.no_grad():
            return (self.model(X).argmax(dim=1) == Y).double().mean().item()

    def adopt(self):
        """Give the judge's copy the weights that the student arrived at."""
        for name, value in self.model.state_dict().items():
            check.shape(self.weights[name], tuple(value.shape))
            value.copy_(torch.as_tensor(np.asarray(self.weights[name])))


def steps_by_travel(n_steps, lr):
    """How far Adam moves a weight whose only gradient comes at step s, for s = 1 … n_steps."""
    weight = torch.zeros(n_steps, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.Adam([weight], lr=lr)
    for step in range(n_steps):
        weight.grad = torch.zeros_like(weight)
        weight.grad[step] = 1.0
        optimizer.step()
    return -weight.detach().numpy()
