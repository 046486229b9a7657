"""Which single mistake in the training step leads to the weights that the student arrived at."""

from copy import copy
from functools import partial

import keras
import numpy as np

TOLERANCE = 1e-4
ROUNDING = 2e-7
MISTAKES = {
    "no clipping": {
        "fr": "Ce sont les poids d’un entraînement sans écrêtage.",
        "en": "These are the weights of a training without clipping.",
    },
    "clipped one by one": {
        "fr": "Ce sont les poids d’un écrêtage variable par variable (`clipnorm`) : il faut celui"
        " de la norme globale (`global_clipnorm`).",
        "en": "These are the weights of clipping each variable on its own (`clipnorm`): the"
        " global norm is asked (`global_clipnorm`).",
    },
    "clipped by value": {
        "fr": "Ce sont les poids d’un écrêtage valeur par valeur (`clipvalue`) : il faut celui de"
        " la norme globale (`global_clipnorm`).",
        "en": "These are the weights of clipping value by value (`clipvalue`): the global norm is"
        " asked (`global_clipnorm`).",
    },
    "SGD": {
        "fr": "Ce sont les poids de SGD ; il faut Adam.",
        "en": "These are the weights of SGD; Adam is asked.",
    },
    "taken for probabilities": {
        "fr": "La perte prend vos logits pour des probabilités : `from_logits=True` manque.",
        "en": "The loss takes your logits for probabilities: `from_logits=True` is missing.",
    },
    "validation data": {
        "fr": "L’entraînement s’est aussi servi de la validation.",
        "en": "Training has used the validation set as well.",
    },
    "untouched": {
        "fr": "Le modèle donné n’a pas changé : `train` doit entraîner ce modèle-là, sur place.",
        "en": "The given model has not changed: `train` must train that very model, in place.",
    },
}
_CLIPPING = {
    "no clipping": "",
    "clipped one by one": "clipnorm",
    "clipped by value": "clipvalue",
}


def trained(run, mistake=""):
    """The weights after full-batch training with that mistake (none: as asked), and the losses.

    Each loss is that of its epoch before the update.
    """
    (X, Y), (Xv, Yv) = run.training, run.validation
    if mistake == "validation data":
        X, Y = np.concatenate([X, Xv]), np.concatenate([Y, Yv])
    kind = keras.optimizers.SGD if mistake == "SGD" else keras.optimizers.Adam
    clipping = _CLIPPING.get(mistake, "global_clipnorm")
    optimizer = kind(run.lr, **({clipping: run.max_norm} if clipping else {}))
    model = run.model()
    loss_fn = keras.losses.SparseCategoricalCrossentropy(
        from_logits=mistake != "taken for probabilities"
    )
    model.compile(optimizer=optimizer, loss=loss_fn)
    losses = []
    for _ in range(0 if mistake == "untouched" else run.epochs):
        losses.append(float(model.train_on_batch(X, Y)))
    return model.get_weights(), losses


def steady(run):
    """Whether rounding leaves the weights alone: inputs that differ by as much lead to the same.

    Adam divides by the size of each gradient: where one is nearly nothing, rounding decides
    which way its weight goes, and two right programs part. One draw in thirty is like that.
    """
    X, Y = run.training
    weights = trained(run)[0]
    for seed in range(2):
        near, noise = copy(run), np.random.default_rng(seed).normal(size=X.shape)
        near.training = (X * (1 + ROUNDING * noise)).astype("float32"), Y
        pairs = zip(weights, trained(near)[0], strict=True)
        if any(np.abs(one - other).max() > TOLERANCE / 10 for one, other in pairs):
            return False
    return True


def mistakes(run):
    """Every mistake with the weights that it leads to, for `explain=`."""
    return [(say, partial(_weights, run, name)) for name, say in MISTAKES.items()]


def _weights(run, mistake):
    return trained(run, mistake)[0]
