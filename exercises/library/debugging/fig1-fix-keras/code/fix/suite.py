"""Figure 1 in Keras, corrected: what the model computes, what the training does and reports.

No test looks inside the student process: `train` is run on small public models and their final
weights are compared with the judge's own training. In float32 a right answer differs by less than
1e-5, a mistake by more than 1e-2. So a loop written by hand is as good as `fit`.
"""

import numpy as np
from diagnosis import TOLERANCE, mistakes, steady, trained
from figure1 import (
    N_H, N_IN, N_OUT, Run, accuracy, cross_entropy, entries, impulses, noise, params, seed_of,
    steps_by_travel, wrong_count,
)  # fmt: skip
from public_model import ModeSensitive, Plain

from graders.sdk import check, suite

NOT_THE_WEIGHTS = {
    "fr": "Après 6 époques, les poids ne sont pas ceux d’Adam sur le gradient du lot, écrêté par"
    " sa norme globale.",
    "en": "After 6 epochs the weights are not those of Adam on the gradient of the batch, clipped"
    " by its global norm.",
}
NOT_BUILT = {
    "fr": "Le modèle n’a pas les poids de cette taille d’entrée dès sa création : `input_size` ne"
    " sert pas. Appelez le modèle une fois dans `__init__`, ou donnez-lui `keras.Input((None,"
    " input_size))`.",
    "en": "The model does not have the weights of this input size from the start: `input_size` is"
    " not used. Call the model once in `__init__`, or give it `keras.Input((None, input_size))`.",
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
    arrays = [np.asarray(w) for w in model.get_weights()]
    check.true(bool(arrays), say=NOT_BUILT)
    check.true(any(a.shape[:1] == (7,) for a in arrays), say=NOT_BUILT)
    check.shape(model(rng.normal(size=(2, 6, 7)).astype("float32")), (2, 3))


@suite.test(
    points=2,
    title={"fr": "Une cellule LSTM : quatre blocs", "en": "An LSTM cell: four blocks"},
)
def four_blocks(student, rng):
    for sizes in ((N_IN, N_H, N_OUT), (7, 12, 3)):
        model = student.keep.Model(*sizes)
        model(rng.normal(size=(1, 4, sizes[0])).astype("float32"))
        count = entries(model)
        accepted = (params(4, 1, *sizes), params(4, 2, *sizes))
        check.true(count in accepted, say=wrong_count(count, sizes))


# What the training does and reports


@suite.test(
    points=4,
    title={
        "fr": "Lot entier : mêmes poids qu’un calcul témoin",
        "en": "Full batch: same weights as a replay",
    },
)
def same_weights_as_a_replay(student, rng):
    for max_norm in (rng.choice([0.03, 0.05]), 0.5):  # every gradient clipped, and some of them
        settings = {"epochs": 6, "lr": 0.05, "max_norm": float(max_norm)}
        agrees_with_replay(Run(student, rng, Plain, steady=steady, **settings))


def agrees_with_replay(run):
    """The student's final weights are those of the judge's own training."""
    explain = mistakes(run)
    want, losses = trained(run)
    suite.show(check.plot.losses(run.told("loss"), losses))
    check.close(run.weights, want, rtol=0, atol=TOLERANCE, explain=explain, say=NOT_THE_WEIGHTS)


@suite.test(
    points=2,
    title={
        "fr": "Un relevé par époque, la dernière comprise",
        "en": "One record per epoch, the last one too",
    },
)
def one_record_per_epoch(student, rng):
    Run(student, rng, Plain, epochs=3).records()


@suite.test(points=1, title={"fr": "Les relevés disent vrai", "en": "The records tell the truth"})
def true_metrics(student, rng):
    say = {
        "fr": "`loss` est la perte moyenne de l’époque, avant la mise à jour ; `val_loss` et"
        " `val_accuracy` se mesurent sur la validation, après l’époque.",
        "en": "`loss` is the mean loss of the epoch, before the update; `val_loss` and"
        " `val_accuracy` are measured on the validation set, after the epoch.",
    }
    run = Run(student, rng, Plain, lr=0.05)
    got = {key: values[0] for key, values in run.records().items()}
    want = {"loss": cross_entropy(*run.logits(training=True))}
    logits, Y = run.logits(training=False, weights=run.weights)
    want |= {"val_loss": cross_entropy(logits, Y), "val_accuracy": accuracy(logits, Y)}
    check.close(got, want, rtol=1e-4, say=say)
    # Batches of 10, 10 and 4: the mean is that of the examples. With lr = 0 no epoch differs.
    run = Run(student, rng, Plain, epochs=2, batch_size=10)
    for key, training in (("loss", True), ("val_loss", False)):
        want = cross_entropy(*run.logits(training=training))
        check.close(run.records()[key], [want, want], rtol=1e-4, say=say)


@suite.test(
    points=1,
    title={
        "fr": "Mode entraînement pour apprendre, inférence pour valider",
        "en": "Training mode to learn, inference mode to validate",
    },
)
def modes(student, rng):
    run = Run(student, rng, ModeSensitive)
    got = run.records()
    check.close(
        got["loss"],
        [cross_entropy(*run.logits(training=True))],
        rtol=1e-4,
        say={
            "fr": "Le modèle n’apprend pas en mode entraînement (`training=True`).",
            "en": "The model does not learn in training mode (`training=True`).",
        },
    )
    check.close(
        got["val_loss"],
        [cross_entropy(*run.logits(training=False))],
        rtol=1e-4,
        say={
            "fr": "La validation ne se fait pas en mode inférence (`training=False`).",
            "en": "Validation does not run in inference mode (`training=False`).",
        },
    )


# Hidden: whole epochs, guards, and last, for it takes longest, a task that can be learned


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
    X = np.eye(n, dtype="float32")[:, None, :]
    Y = rng.integers(0, N_OUT, size=n)
    model = student.module("public_model").keep.Rows(n, N_OUT)
    start = (0.1 * rng.normal(size=(n, N_OUT))).astype("float32")
    model.set_weights([start])
    settings = {"epochs": 1, "batch_size": 32, "lr": lr, "max_norm": 10.0, "seed": seed_of(rng)}
    student.train(model, (X, Y), (X[:8], Y[:8]), **settings)
    # Row k moves only from the step that uses example k on: how far tells which step it was.
    moved = np.abs(np.asarray(model.get_weights()[0]) - start)
    expected = steps_by_travel(4, lr)
    step = np.abs(moved[:, :1] - expected).argmin(axis=1)
    check.close(moved, np.tile(expected[step][:, None], (1, N_OUT)), rtol=0, atol=1e-2 * lr)
    check.equal(sorted(np.bincount(step, minlength=4).tolist()), [4, 32, 32, 32])


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
    training, seed = noise(rng, 40), seed_of(rng)
    start, weights = None, []
    for _ in range(2):
        model = student.module("public_model").keep.Plain(N_IN, 6, N_OUT)
        start = start or model.get_weights()
        model.set_weights(start)
        settings = {"epochs": 2, "batch_size": 16, "lr": 0.01, "max_norm": 1.0, "seed": seed}
        student.train(model, training, noise(rng, 12), **settings)
        weights.append(model.get_weights())
    check.close(weights[1], weights[0], rtol=0, atol=1e-6)


@suite.test(
    points=0,
    visible=False,
    title={"fr": "Des logits, non des probabilités", "en": "Logits, not probabilities"},
    hint={
        "fr": "Avec `from_logits=True`, la perte applique elle-même le softmax.",
        "en": "With `from_logits=True` the loss applies the softmax itself.",
    },
)
def logits_not_probabilities(student, rng):
    logits = np.asarray(student.keep.Model(N_IN, N_H, N_OUT)(impulses(rng, 6, np.arange(5))[0]))
    for mass in (logits.sum(axis=1), np.exp(logits).sum(axis=1)):
        check.true(not np.allclose(mass, 1.0, atol=1e-4))


@suite.test(
    points=0,
    visible=False,
    title={
        "fr": "Le premier et le dernier pas comptent, chaque exemple pour soi",
        "en": "The first and the last step count, each example on its own",
    },
    hint={
        "fr": "Les logits se lisent sur le dernier état, qui a vu toute la séquence ; l’axe 0 de"
        " `x` est le lot, l’axe 1 le temps.",
        "en": "Logits are read from the last state, which has seen the whole sequence; axis 0 of"
        " `x` is the batch, axis 1 is time.",
    },
)
def whole_sequence_read(student, rng):
    model = student.keep.Model(N_IN, N_H, N_OUT)
    X, _ = impulses(rng, 4, np.arange(5))
    logits = np.asarray(model(X))
    for step in (0, -1):
        other = X.copy()
        other[0, step] += 1.0
        changed = np.asarray(model(other))
        check.true(not np.allclose(changed[0], logits[0], rtol=0, atol=1e-6))
        check.close(changed[1:], logits[1:], rtol=0, atol=1e-5)


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
    settings = {"epochs": 4, "batch_size": 100, "lr": 0.06, "max_norm": 1.0, "seed": seed_of(rng)}
    student.train(model, impulses(rng, 1000, channels), impulses(rng, 50, channels), **settings)
    X, Y = impulses(rng, 500, channels)
    logits = model(X)
    check.shape(logits, (500, N_OUT))
    with suite.part(points=2):
        check.true(accuracy(logits, Y) >= 0.94)
    with suite.part(points=3):
        check.true(cross_entropy(logits, Y) <= 0.3)
