"""Which single mistake in the training step leads to the weights that the student arrived at."""

import copy
from functools import partial

import numpy as np
import torch
from torch.nn.functional import cross_entropy
from torch.nn.utils import clip_grad_norm_, clip_grad_value_

from graders.sdk import diagnosis

TOLERANCE = 1e-6
MISTAKES = {
    "no clipping": {
        "fr": "Ce sont les poids d’un entraînement sans écrêtage, ou écrêté après le pas.",
        "en": "These are the weights of a training without clipping, or clipped after the step.",
    },
    "clipped by value": {
        "fr": "Ce sont les poids d’un écrêtage valeur par valeur : il faut celui de la norme"
        " globale (`clip_grad_norm_`).",
        "en": "These are the weights of clipping value by value: the global norm is asked"
        " (`clip_grad_norm_`).",
    },
    "not zeroed": {
        "fr": "Le gradient s’accumule d’un pas à l’autre : il manque `zero_grad()`.",
        "en": "The gradient adds up from step to step: `zero_grad()` is missing.",
    },
    "SGD": {
        "fr": "Ce sont les poids de SGD ; il faut Adam.",
        "en": "These are the weights of SGD; Adam is asked.",
    },
    "AdamW": {
        "fr": "Ce sont les poids d’AdamW, qui les rétrécit en plus ; il faut Adam.",
        "en": "These are the weights of AdamW, which shrinks them as well; Adam is asked.",
    },
    "validation data": {
        "fr": "L’entraînement s’est aussi servi de la validation.",
        "en": "Training has used the validation set as well.",
    },
    "untouched": {
        "fr": "Le modèle donné n’a pas changé : `train` doit entraîner ce modèle-là, sur place,"
        " même quand `batch_size` dépasse le nombre d’exemples.",
        "en": "The given model has not changed: `train` must train that very model, in place,"
        " even when `batch_size` exceeds the number of examples.",
    },
}
ONLY_FC = {
    "fr": "Seule la couche `fc` a changé : l’optimiseur ne reçoit pas tous les paramètres.",
    "en": "Only the layer `fc` has changed: the optimiser does not get all parameters.",
}
_OPTIMIZERS = {"SGD": torch.optim.SGD, "AdamW": torch.optim.AdamW}


def train(model, run, mistake=""):
    """Train `model` as `run` asks, full batch, with that mistake; none: as it should be.

    Gives the loss of each epoch, before its update.
    """
    (X, Y), (Xv, Yv) = run.training, run.validation
    if mistake == "validation data":
        X, Y = torch.cat([X, Xv]), torch.cat([Y, Yv])
    parameters = list(model.parameters())
    optimizer = _OPTIMIZERS.get(mistake, torch.optim.Adam)(parameters, lr=run.lr)
    losses = []
    model.train()
    for _ in range(0 if mistake == "untouched" else run.epochs):
        loss = cross_entropy(model(X), Y)
        losses.append(loss.item())
        if mistake != "not zeroed":
            model.zero_grad()
        loss.backward()
        if mistake == "clipped by value":
            clip_grad_value_(parameters, run.max_norm)
        elif mistake != "no clipping":
            clip_grad_norm_(parameters, run.max_norm)
        optimizer.step()
    return losses


def mistakes(run):
    """Every mistake with the weights that it leads to, for `explain=`."""
    start = copy.deepcopy(run.model)
    told = [(say, partial(trained, start, run, name)) for name, say in MISTAKES.items()]
    return [*told, *diagnosis.when(ONLY_FC, partial(only_fc_moved, start.state_dict()))]


def trained(start, run, mistake):
    """The weights of a copy of `start` after training with that mistake."""
    model = copy.deepcopy(start)
    train(model, run, mistake)
    return model.state_dict()


def only_fc_moved(start, weights):
    """Whether the layer `fc` has learned and nothing else has."""
    moved = {
        name.partition(".")[0]
        for name, value in start.items()
        if not np.array_equal(np.asarray(weights[name]), value.numpy())
    }
    return moved == {"fc"}
