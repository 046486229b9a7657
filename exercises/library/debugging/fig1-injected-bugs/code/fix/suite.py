"""Figure 1 with one spoilt line: each line that may be spoilt has a test that tells it.

`train` is run on small public models in float64, full batch, and their weights are compared with
a replay in the judge: every spoilt line of the training moves them by far more than rounding.
"""

import copy

import numpy as np
import torch
from public_model import GradSensitive, ModeSensitive, Plain
from torch.nn.functional import cross_entropy
from torch.nn.utils import clip_grad_norm_, clip_grad_value_

from graders.sdk import check, diagnosis, suite

N_IN, N_H, N_OUT, T = 5, 7, 4, 6
FC_ONLY = {
    "fr": "Seule la couche `fc` a changé : l’optimiseur ne reçoit pas tous les paramètres.",
    "en": "Only the layer `fc` has changed: the optimiser does not get all parameters.",
}
TOLD = {
    "sgd": {"fr": "C’est SGD ; il faut Adam.", "en": "This is SGD; Adam is asked."},
    "not zeroed": {
        "fr": "Les gradients s’ajoutent d’un pas à l’autre : rien ne les remet à zéro.",
        "en": "Gradients add up from step to step: nothing sets them to zero.",
    },
    "by value": {
        "fr": "Chaque nombre du gradient est écrêté à part ; il faut la norme globale.",
        "en": "Each number of the gradient is clipped apart; the global norm is asked.",
    },
    "no clipping": {
        "fr": "Le gradient n’est pas écrêté avant le pas.",
        "en": "The gradient is not clipped before the step.",
    },
}
EVALUATION = {
    "fr": "La validation se fait en mode entraînement ; il faut `model.eval()`.",
    "en": "Validation runs in training mode; `model.eval()` is needed.",
}
RECORDS = {
    "fr": "Un dictionnaire `val_loss`, `val_acc` par époque.",
    "en": "One dict of `val_loss` and `val_acc` per epoch.",
}


class Run:
    """One training of a public model by the student, full batch, and the judge's copy of it."""

    def __init__(self, student, rng, kind=Plain, epochs=1, lr=0.0, max_norm=1e9):
        self.training, self.validation = data(rng, 20), data(rng, 12)
        self.epochs, self.lr, self.max_norm = epochs, lr, max_norm
        torch.manual_seed(int(rng.integers(2**31)))
        self.model = kind(N_IN, N_H, N_OUT)
        theirs = getattr(student.module("public_model").keep, kind.__name__)(N_IN, N_H, N_OUT)
        theirs.load_state_dict(self.model.state_dict())
        settings = {"epochs": epochs, "batch_size": 32, "lr": lr, "max_norm": max_norm, "seed": 7}
        self.history = student.train(theirs, self.training, self.validation, **settings)
        self.weights = {name: np.asarray(v) for name, v in theirs.state_dict().items()}

    def replay(self, mistake=""):
        """The final weights of the judge's own training, or of one with that mistake."""
        model, (X, Y) = copy.deepcopy(self.model), self.training
        kind = torch.optim.SGD if mistake == "sgd" else torch.optim.Adam
        optimizer = kind(model.parameters(), lr=self.lr)
        clip = clip_grad_value_ if mistake == "by value" else clip_grad_norm_
        for _ in range(self.epochs):
            loss = cross_entropy(model(X), Y)
            if mistake != "not zeroed":
                optimizer.zero_grad()
            loss.backward()
            if mistake != "no clipping":
                clip(model.parameters(), self.max_norm)
            optimizer.step()
        return {name: value.numpy() for name, value in model.state_dict().items()}

    def only_fc(self, weights):
        """Whether `fc` has learned and nothing else has."""
        start = self.model.state_dict()
        moved = {
            k for k, v in start.items() if not np.array_equal(np.asarray(weights[k]), v.numpy())
        }
        return bool(moved) and all(name.startswith("fc.") for name in moved)


def data(rng, n):
    """A small float64 set: X (n, T, N_IN), labels Y (n,)."""
    X = torch.from_numpy(2.0 * rng.normal(size=(n, T, N_IN)))
    return X, torch.from_numpy(rng.integers(0, N_OUT, size=n))


def sequences(rng, n=5):
    """Float32 input for `Model`: (n, T, N_IN)."""
    return torch.from_numpy(rng.normal(size=(n, T, N_IN))).float()


def model_of(student):
    """The student's model, and how it answers."""
    return student.keep.Model(N_IN, N_H, N_OUT)


@suite.test(
    points=1,
    title={
        "fr": "Un exemple ne dépend pas des autres du lot",
        "en": "An example does not depend on the others of the batch",
    },
)
def examples_apart(student, rng):
    model, x = model_of(student), sequences(rng)
    other = x.clone()
    other[0] += 1.0
    before, after = np.asarray(model(x)), np.asarray(model(other))
    check.shape(before, (5, N_OUT))
    check.close(after[1:], before[1:], rtol=0, atol=1e-5, say=MIXED)


MIXED = {
    "fr": "Changer le premier exemple change les logits des autres : l’axe 0 est le lot.",
    "en": "Changing the first example changes the logits of the others: axis 0 is the batch.",
}


@suite.test(
    points=1,
    title={
        "fr": "Le premier et le dernier pas comptent",
        "en": "The first and the last step count",
    },
)
def whole_sequence(student, rng):
    model, x = model_of(student), sequences(rng)
    logits = np.asarray(model(x))
    for step, say in ((0, FIRST), (-1, LAST)):
        other = x.clone()
        other[:, step] += 1.0
        check.true(not np.allclose(np.asarray(model(other)), logits, rtol=0, atol=1e-6), say=say)


FIRST = {
    "fr": "Changer le premier pas ne change pas les logits.",
    "en": "Changing the first step does not change the logits.",
}
LAST = {
    "fr": "Changer le dernier pas ne change pas les logits : l’état lu n’a pas lu toute la suite.",
    "en": "Changing the last step leaves the logits: the state has not read the whole sequence.",
}


@suite.test(
    points=1, title={"fr": "Des logits, non des probabilités", "en": "Logits, not probabilities"}
)
def logits(student, rng):
    got = np.asarray(model_of(student)(sequences(rng)))
    for mass in (got.sum(axis=1), np.exp(got).sum(axis=1)):
        check.true(not np.allclose(mass, 1.0, atol=1e-4), say=SOFTMAX)


SOFTMAX = {
    "fr": "`Model` renvoie des probabilités ; `cross_entropy` fait déjà le softmax.",
    "en": "`Model` returns probabilities; `cross_entropy` does the softmax already.",
}


@suite.test(
    points=2.5,
    title={
        "fr": "Cinq époques : les poids d’un calcul témoin",
        "en": "Five epochs: the weights of a replay",
    },
)
def replayed(student, rng):
    for epochs, max_norm in ((5, 0.1), (3, 0.05)):
        compared(Run(student, rng, epochs=epochs, lr=0.05, max_norm=max_norm))


def compared(run):
    """The student's final weights are those of the judge's own training."""
    explain = [(say, lambda name=name: run.replay(name)) for name, say in TOLD.items()]
    explain += diagnosis.when(FC_ONLY, run.only_fc)
    check.close(run.weights, run.replay(), rtol=0, atol=1e-6, explain=explain)


@suite.test(
    points=1,
    title={
        "fr": "La validation, en mode évaluation",
        "en": "Validation, in evaluation mode",
    },
)
def evaluation_mode(student, rng):
    run = Run(student, rng, ModeSensitive)
    X, Y = run.validation
    wrong = cross_entropy(run.model(X), Y).item()
    run.model.eval()
    found = run.model(X)
    want = {
        "val_loss": cross_entropy(found, Y).item(),
        "val_acc": (found.argmax(1) == Y).double().mean().item(),
    }
    told = one_record(run.history)
    explain = diagnosis.when(EVALUATION, lambda got: np.isclose(got["val_loss"], wrong))
    check.close(told, want, rtol=1e-5, explain=explain)


def one_record(history):
    """The record of the only epoch, two numbers."""
    good = isinstance(history, list) and len(history) == 1 and isinstance(history[0], dict)
    check.true(good and {"val_loss", "val_acc"} <= set(history[0]), say=RECORDS)
    return {key: float(history[0][key]) for key in ("val_loss", "val_acc")}


@suite.test(
    points=0.5,
    visible=False,
    title={"fr": "Une cellule LSTM", "en": "An LSTM cell"},
    hint={
        "fr": "Quatre blocs : le nombre de paramètres les compte.",
        "en": "Four blocks: the number of parameters counts them.",
    },
)
def lstm_cell(student):
    for n_in, n_h, n_out in ((N_IN, N_H, N_OUT), (3, 8, 2)):
        model = student.keep.Model(n_in, n_h, n_out)
        count = sum(np.asarray(p).size for p in model.parameters())
        fc = n_out * (n_h + 1)
        check.true(count in [4 * n_h * (n_in + n_h + biases) + fc for biases in (1, 2)])
        check.shape(model(torch.zeros(3, 5, n_in)), (3, n_out))


@suite.test(
    points=0.5,
    visible=False,
    title={"fr": "Un relevé par époque, par lots", "en": "One record per epoch, in batches"},
    hint={
        "fr": "Trois époques, trois dictionnaires ; la taille des lots divise l’époque en pas, dans un"
        " ordre qui ne dépend que de `seed`.",
        "en": "Three epochs, three dicts; the batch size splits the epoch into steps, in an order that"
        " depends on `seed` alone.",
    },
)
def records(student, rng):
    X, Y = data(rng, 10)
    X = X[:, -1:] * 0 + torch.tensor(1.0)  # all examples alike: the order does not matter
    Y = torch.zeros_like(Y)
    model = student.module("public_model").keep.Plain(N_IN, N_H, N_OUT)
    start = {name: torch.as_tensor(np.asarray(v)) for name, v in model.state_dict().items()}
    history = student.train(model, (X, Y), (X, Y), 3, 4, 0.05, 0.1, 7)
    check.equal(len(history), 3)
    ours = Plain(N_IN, N_H, N_OUT)
    ours.load_state_dict(start)
    optimizer = torch.optim.Adam(ours.parameters(), lr=0.05)
    for _ in range(9):  # three epochs of batches of 4, 4 and 2
        optimizer.zero_grad()
        cross_entropy(ours(X[:2]), Y[:2]).backward()
        clip_grad_norm_(ours.parameters(), 0.1)
        optimizer.step()
    want = {name: value.numpy() for name, value in ours.state_dict().items()}
    got = {name: np.asarray(value) for name, value in model.state_dict().items()}
    check.close(got, want, rtol=0, atol=1e-6)
    training, validation = data(rng, 10), data(rng, 3)
    found = []
    for _ in range(2):
        model.load_state_dict(start)
        student.train(model, training, validation, 2, 4, 0.05, 0.1, 7)
        found.append({name: np.asarray(value) for name, value in model.state_dict().items()})
    check.close(found[1], found[0], rtol=1e-9)


@suite.test(
    points=0.5,
    visible=False,
    needs="replayed",
    title={"fr": "Les bons modes, à chaque époque", "en": "The right modes, in every epoch"},
    hint={
        "fr": "On apprend en mode entraînement après avoir validé, et on valide sans gradient.",
        "en": "Learning is in training mode again after validation, which is without gradient.",
    },
)
def modes(student, rng):
    run = Run(student, rng, ModeSensitive, epochs=3, lr=0.05, max_norm=0.1)
    check.close(run.weights, run.replay(), rtol=0, atol=1e-6)
    run = Run(student, rng, GradSensitive)
    run.model.eval()
    X, Y = run.validation
    with torch.no_grad():
        want = cross_entropy(run.model(X), Y).item()
    check.close(one_record(run.history)["val_loss"], want, rtol=1e-5)
