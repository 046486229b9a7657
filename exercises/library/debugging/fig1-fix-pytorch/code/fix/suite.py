"""Figure 1, corrected: what the model computes, what the training does, what it reports.

No test looks inside the student process. `train` is run on small public models in float64 and
their final weights are compared with a replay in the judge: a forgotten zero_grad, no clipping or
clipping by value, another optimiser, a leak of validation data each move them by 1e-2 or more,
where a right answer differs by less than 1e-6. So a cell written by hand is as good as nn.LSTM.
Each test isolates its own mistake: where only the records matter, the learning rate is 0.
"""

import numpy as np
import torch
from diagnosis import TOLERANCE, mistakes, train
from figure1 import (
    N_H, N_IN, N_OUT, Run, impulses, noise, params, seed_of, steps_by_travel, wrong_count,
)  # fmt: skip
from public_model import GradSensitive, ModeSensitive, Plain
from torch.nn.functional import cross_entropy

from graders.sdk import check, suite

NOT_THE_WEIGHTS = {
    "fr": "Après 6 époques, les poids ne sont pas ceux d’Adam sur le gradient du lot,"
    " remis à zéro à chaque pas et écrêté par sa norme globale.",
    "en": "After 6 epochs the weights are not those of Adam on the gradient of the batch,"
    " zeroed at each step and clipped by its global norm.",
}

# What the model computes. A test of 0 points is a guard: it keeps what is right from being broken.


@suite.test(
    points=0,
    title={
        "fr": "Forme des logits : (lot, classes)",
        "en": "Shape of the logits: (batch, classes)",
    },
)
def logits_shape(student, rng):
    model = student.keep.Model(N_IN, N_H, N_OUT)
    check.shape(model(impulses(rng, 4, np.arange(5))[0]), (4, N_OUT))


@suite.test(points=1, title={"fr": "`input_size` est respecté", "en": "`input_size` is honoured"})
def input_size_honoured(student, rng):
    model = student.keep.Model(7, 12, 3)
    X = torch.from_numpy(rng.normal(size=(2, 6, 7))).float()
    check.shape(model(X), (2, 3))


@suite.test(
    points=2,
    title={"fr": "Une cellule LSTM : quatre blocs", "en": "An LSTM cell: four blocks"},
)
def four_blocks(student):
    for sizes in ((N_IN, N_H, N_OUT), (7, 12, 3)):
        count = sum(np.asarray(p).size for p in student.keep.Model(*sizes).parameters())
        accepted = (params(4, 1, *sizes), params(4, 2, *sizes))
        check.true(count in accepted, say=wrong_count(count, sizes))


# What the training does and reports


@suite.test(
    points=4,
    title={
        "fr": "Lot entier, float64 : mêmes poids qu’un calcul témoin",
        "en": "Full batch, float64: the same weights as a replay",
    },
)
def same_weights_as_a_replay(student, rng):
    for max_norm in rng.permutation([0.03, 0.04, 0.05])[:2]:
        agrees_with_replay(Run(student, rng, Plain, epochs=6, lr=0.05, max_norm=float(max_norm)))


def agrees_with_replay(run):
    """The student's final weights are those of the judge's own training."""
    explain = mistakes(run)
    losses = train(run.model, run)
    suite.show(check.plot.losses(run.told("train_loss"), losses))
    want = {name: value.numpy() for name, value in run.model.state_dict().items()}
    got = {name: run.weights[name] for name in want}
    check.close(got, want, rtol=0, atol=TOLERANCE, explain=explain, say=NOT_THE_WEIGHTS)


@suite.test(
    points=2,
    title={
        "fr": "Un relevé par époque, la dernière comprise",
        "en": "One record per epoch, the last one too",
    },
)
def one_record_per_epoch(student, rng):
    Run(student, rng, Plain, epochs=12).records()


@suite.test(points=1, title={"fr": "Les relevés disent vrai", "en": "The records tell the truth"})
def true_metrics(student, rng):
    run = Run(student, rng, Plain, lr=0.05)
    (got,) = run.records()
    want = {"train_loss": run.loss(training=True).item()}
    run.adopt()
    want |= {"val_loss": run.loss(training=False).item(), "val_acc": run.accuracy()}
    say = {
        "fr": "`train_loss` est la perte moyenne de l’époque, avant la mise à jour ; `val_loss`"
        " et `val_acc` se mesurent sur la validation, après l’époque.",
        "en": "`train_loss` is the mean loss of the epoch, before the update; `val_loss` and"
        " `val_acc` are measured on the validation set, after the epoch.",
    }
    check.close(got, want, rtol=1e-5, say=say)
    # Batches of 10, 10 and 4: the mean is that of the examples. With lr = 0 no epoch differs.
    run = Run(student, rng, Plain, epochs=2, batch_size=10)
    want = {"train_loss": run.loss(training=True).item(), "val_loss": run.loss(training=False).item()}
    for got in run.records():
        check.close(got, want, rtol=1e-5, say=say)


@suite.test(
    points=1,
    title={
        "fr": "Mode entraînement pour apprendre, évaluation pour valider",
        "en": "Training mode to learn, evaluation mode to validate",
    },
)
def modes(student, rng):
    run = Run(student, rng, ModeSensitive, asleep=True)
    (got,) = run.records()
    check.close(
        got["train_loss"],
        run.loss(training=True).item(),
        rtol=1e-5,
        say={
            "fr": "Le modèle n’apprend pas en mode entraînement (`model.train()` à chaque époque).",
            "en": "The model does not learn in training mode (`model.train()` in every epoch).",
        },
    )
    check.close(
        got["val_loss"],
        run.loss(training=False).item(),
        rtol=1e-5,
        say={
            "fr": "La validation ne se fait pas en mode évaluation (`model.eval()`).",
            "en": "Validation does not run in evaluation mode (`model.eval()`).",
        },
    )


@suite.test(
    points=1,
    title={"fr": "La validation se fait sans gradient", "en": "Validation runs without gradient"},
)
def validates_without_gradient(student, rng):
    run = Run(student, rng, GradSensitive)
    check.close(
        run.records()[0]["val_loss"],
        run.loss(training=False).item(),
        rtol=1e-5,
        say={
            "fr": "Autograd enregistre pendant la validation : entourez-la de `torch.no_grad()`.",
            "en": "Autograd is recording during validation: put it under `torch.no_grad()`.",
        },
    )


# Hidden: whole epochs, a task that can be learned, and guards


@suite.test(
    points=3,
    visible=False,
    title={
        "fr": "Une époque : chaque exemple une fois, par lots",
        "en": "One epoch: every example once, in batches",
    },
    hint={
        "fr": "Avec 100 exemples et des lots de 32, une époque fait quatre pas, le dernier sur 4"
        " exemples ; chaque gradient n’est que celui de son lot.",
        "en": "With 100 examples and batches of 32, an epoch has four steps, the last on 4"
        " examples; each gradient is that of its own batch only.",
    },
)
def every_example_once(student, rng):
    n, lr = 100, 0.01
    X = torch.eye(n, dtype=torch.float64)[:, None, :]
    Y = torch.from_numpy(rng.integers(0, N_OUT, size=n))
    model = student.module("public_model").keep.Rows(n, N_OUT)
    start = 0.1 * rng.normal(size=(N_OUT, n))
    model.load_state_dict({"fc.weight": torch.from_numpy(start)})
    settings = {"epochs": 1, "batch_size": 32, "lr": lr, "max_norm": 10.0, "seed": seed_of(rng)}
    student.train(model, (X, Y), (X[:8], Y[:8]), **settings)
    # Column k moves only from the step that uses example k on: how far tells which step it was.
    moved = np.abs(np.asarray(model.state_dict()["fc.weight"]) - start)
    expected = steps_by_travel(4, lr)
    step = np.abs(moved[0][:, None] - expected).argmin(axis=1)
    check.close(moved, np.tile(expected[step], (N_OUT, 1)), rtol=0, atol=1e-3 * lr)
    check.equal(sorted(np.bincount(step, minlength=4).tolist()), [4, 32, 32, 32])


@suite.test(
    points=5,
    visible=False,
    title={"fr": "Le modèle apprend la tâche", "en": "The model learns the task"},
    hint={
        "fr": "Il faut une exactitude d’au moins 0,94 et une perte d’au plus 0,3. Une perte bloquée"
        " près de 0,9 fait penser à un softmax de trop.",
        "en": "Accuracy must reach 0.94 and the loss stay below 0.3. A loss stuck near 0.9 suggests"
        " one softmax too many.",
    },
)
def learns(student, rng):
    channels = rng.permutation(N_IN)[:N_OUT]
    model = student.keep.Model(N_IN, N_H, N_OUT)
    settings = {"epochs": 12, "batch_size": 50, "lr": 0.02, "max_norm": 1.0, "seed": seed_of(rng)}
    student.train(model, impulses(rng, 1000, channels), impulses(rng, 200, channels), **settings)
    model.eval()
    X, Y = impulses(rng, 1000, channels)
    logits = model(X)
    check.shape(logits, (1000, N_OUT))
    logits = torch.as_tensor(np.asarray(logits)).double()
    with suite.part(points=2):
        check.true((logits.argmax(dim=1) == Y).double().mean().item() >= 0.94)
    with suite.part(points=3):
        check.true(cross_entropy(logits, Y).item() <= 0.3)


@suite.test(
    points=0,
    visible=False,
    title={
        "fr": "Même graine, autre validation : mêmes poids",
        "en": "Same seed, other validation set: same weights",
    },
    hint={
        "fr": "La validation mesure, elle n’apprend pas ; l’ordre des lots dépend de `seed` seul.",
        "en": "Validation measures, it does not teach; the order of batches depends on `seed`.",
    },
)
def validation_left_out(student, rng):
    torch.manual_seed(seed_of(rng))
    initial = Plain(N_IN, 6, N_OUT).state_dict()
    training, seed = noise(rng, 40), seed_of(rng)
    weights = []
    for _ in range(2):
        model = student.module("public_model").keep.Plain(N_IN, 6, N_OUT)
        model.load_state_dict(initial)
        settings = {"epochs": 2, "batch_size": 16, "lr": 0.01, "max_norm": 1.0, "seed": seed}
        student.train(model, training, noise(rng, 12), **settings)
        weights.append(model.state_dict())
    check.same_state_dict(weights[1], weights[0], rtol=1e-12)


@suite.test(
    points=0,
    visible=False,
    title={"fr": "Des logits, non des probabilités", "en": "Logits, not probabilities"},
    hint={
        "fr": "`cross_entropy` applique déjà le log-softmax.",
        "en": "`cross_entropy` already applies log-softmax.",
    },
)
def logits_not_probabilities(student, rng):
    logits = np.asarray(student.keep.Model(N_IN, N_H, N_OUT)(impulses(rng, 6, np.arange(5))[0]))
    for mass in (logits.sum(axis=1), np.exp(logits).sum(axis=1)):
        check.true(not np.allclose(mass, 1.0, atol=1e-4))


@suite.test(
    points=0,
    visible=False,
    title={"fr": "Les exemples d’un lot ne se mêlent pas", "en": "Examples of a batch do not mix"},
    hint={
        "fr": "L’axe 0 de `x` est le lot, l’axe 1 le temps.",
        "en": "Axis 0 of `x` is the batch, axis 1 is time.",
    },
)
def batch_independence(student, rng):
    model = student.keep.Model(N_IN, N_H, N_OUT)
    X, _ = impulses(rng, 4, np.arange(5))
    other = X.clone()
    other[0] += 1.0
    check.close(model(other)[1:], model(X)[1:], rtol=0, atol=1e-5)


@suite.test(
    points=0,
    visible=False,
    title={
        "fr": "Le premier et le dernier pas comptent",
        "en": "The first and the last step count",
    },
    hint={
        "fr": "Les logits se lisent sur le dernier état, qui a vu toute la séquence.",
        "en": "Logits are read from the last state, which has seen the whole sequence.",
    },
)
def whole_sequence_read(student, rng):
    model = student.keep.Model(N_IN, N_H, N_OUT)
    X, _ = impulses(rng, 4, np.arange(5))
    logits = np.asarray(model(X))
    for step in (0, -1):
        other = X.clone()
        other[:, step] += 1.0
        check.true(not np.allclose(np.asarray(model(other)), logits, rtol=0, atol=1e-6))
