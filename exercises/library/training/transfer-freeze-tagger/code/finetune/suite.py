"""finetune: the encoder is untouched, and the head is where descent leads from where it started.

The head that a student draws is read by a call with steps=0 and the same seed; from it the judge
replays the training in float64. So every way of drawing a head is right.
"""

import numpy as np
import torch
from public_model import Tagger
from torch.nn.functional import cross_entropy

from graders.sdk import check, suite

OLD_TAGS = 6
TOLD = {
    "padding": {
        "fr": "Le remplissage compte comme l’étiquette 0 : ôtez les places où `Y` vaut −100.",
        "en": "Padding counts as tag 0: leave out the places where `Y` is −100.",
    },
    "sum": {
        "fr": "La perte est une somme sur les mots ; il faut la moyenne.",
        "en": "The loss is a sum over the words; the mean is asked.",
    },
    "all places": {
        "fr": "La somme est divisée par toutes les places, remplissage compris.",
        "en": "The sum is divided by all places, padding included.",
    },
    "sentences": {
        "fr": "C’est la moyenne des moyennes par phrase ; chaque mot doit compter autant.",
        "en": "This is the mean of the means by sentence; every word has to count the same.",
    },
    "adam": {"fr": "C’est Adam ; il faut SGD simple.", "en": "This is Adam; plain SGD is asked."},
    "not zeroed": {
        "fr": "Le gradient s’ajoute d’un pas à l’autre : `zero_grad()` manque.",
        "en": "The gradient adds up from step to step: `zero_grad()` is missing.",
    },
    "untrained": {
        "fr": "La tête n’a pas appris : elle est restée où elle était au départ.",
        "en": "The head has not learnt: it has stayed where it started.",
    },
}
SHAPE = {
    "fr": "`model.head.weight` a la forme (K, nombre d’entrées de l’ancienne tête).",
    "en": "`model.head.weight` has the shape (K, number of inputs of the old head).",
}
ZERO = {
    "fr": "Les poids de la nouvelle tête ne sont pas tirés au hasard.",
    "en": "The weights of the new head are not drawn at random.",
}
FROZEN = {
    "fr": "Seule la tête demande encore un gradient ; `emb` et `enc` n’en demandent plus.",
    "en": "Only the head still requires a gradient; `emb` and `enc` no longer do.",
}


class Case:
    """A pretrained tagger, sentences of a new task, and the student's adaptations of it."""

    def __init__(self, student, rng, B=6, T=7, K=3, **sizes):
        self.student, self.K, self.sizes = student, K, sizes
        self.start = {
            name: torch.from_numpy(0.7 * rng.normal(size=value.shape))
            for name, value in Tagger(11, OLD_TAGS, **sizes).state_dict().items()
        }
        X = rng.integers(1, 11, size=(B, T))
        Y = rng.integers(0, K, size=(B, T))
        for row, length in enumerate(rng.integers(2, T, size=B)):
            X[row, length:], Y[row, length:] = 0, -100
        self.X, self.Y = torch.from_numpy(X), torch.from_numpy(Y)
        self.lr, self.seed = float(rng.uniform(0.3, 0.6)), int(rng.integers(1000))

    def tuned(self, steps, X=None, Y=None, seed=None):
        """The student's adapted model, as a handle."""
        given = self.student.module("public_model").keep.Tagger(11, OLD_TAGS, **self.sizes)
        given.load_state_dict(self.start)
        X, Y = (self.X, self.Y) if X is None else (X, Y)
        seed = self.seed if seed is None else seed
        return self.student.keep.finetune(given, X, Y, self.K, steps, self.lr, seed)

    def weights(self, steps, **changed):
        """The weights of that model."""
        state = self.tuned(steps, **changed).state_dict()
        return {name: np.asarray(value) for name, value in state.items()}

    def replay(self, head, steps, mistake=""):
        """The head after so many steps from `head`, or after those of a usual mistake."""
        model = Tagger(11, self.K, **self.sizes)
        state = {**self.start, **{k: torch.from_numpy(np.array(v)) for k, v in head.items()}}
        model.load_state_dict(state)
        with torch.no_grad():
            features = model.enc(model.emb(self.X))[0]
        kind = torch.optim.Adam if mistake == "adam" else torch.optim.SGD
        optimizer = kind(model.head.parameters(), lr=self.lr)
        for _ in range(0 if mistake == "untrained" else steps):
            if mistake != "not zeroed":
                optimizer.zero_grad()
            self.loss(model.head(features), mistake).backward()
            optimizer.step()
        return {name: value.detach().numpy() for name, value in model.head.state_dict().items()}

    def loss(self, logits, mistake):
        """The mean cross-entropy of the real words, or another one."""
        flat, Y = logits.flatten(0, 1), self.Y.flatten()
        if mistake == "padding":
            return cross_entropy(flat, Y.clamp(min=0))
        if mistake == "sentences":
            return torch.stack([cross_entropy(z, y) for z, y in zip(logits, self.Y)]).mean()
        total = cross_entropy(flat, Y, reduction="sum")
        count = {"sum": 1, "all places": Y.numel()}.get(mistake, int((Y >= 0).sum()))
        return total / count


def head_of(weights):
    """The head's own weights, without the prefix."""
    return {k.removeprefix("head."): v for k, v in weights.items() if k.startswith("head.")}


def agrees(case, steps):
    """The student's head is where the judge's own training leads."""
    first = {f"head.{k}": v for k, v in head_of(case.weights(0)).items()}
    got = head_of(case.weights(steps))
    explain = [
        (say, lambda name=name: case.replay(first, steps, name)) for name, say in TOLD.items()
    ]
    check.close(got, case.replay(first, steps), rtol=1e-6, explain=explain)


@suite.test(
    points=1, title={"fr": "Une tête neuve, de K étiquettes", "en": "A new head of K tags"}
)
def new_head(student, rng):
    case = Case(student, rng)
    weights = case.weights(0)
    check.shape(weights["head.weight"], (3, 8), say=SHAPE)
    check.shape(weights["head.bias"], (3,))
    spread = weights["head.weight"]
    check.true(len(np.unique(spread)) == spread.size, say=ZERO)
    asks = student.module("public_model").asks_gradient(case.tuned(1))
    check.true(asks["head.weight"] and asks["head.bias"], say=FROZEN)


@suite.test(
    points=2,
    title={"fr": "L’encodeur, identique au bit près", "en": "The encoder, the same to the bit"},
)
def encoder_kept(student, rng):
    case = Case(student, rng)
    weights = case.weights(5)
    for name, value in case.start.items():
        if not name.startswith("head."):
            say = {"fr": f"`{name}` a changé.", "en": f"`{name}` has changed."}
            check.equal(weights[name], value.numpy(), say=say)


@suite.test(
    points=1,
    title={"fr": "L’encodeur est gelé, la tête non", "en": "The encoder is frozen, the head is not"},
)
def frozen(student, rng):
    asks = student.module("public_model").asks_gradient(Case(student, rng).tuned(2))
    want = {name: name.startswith("head.") for name in asks}
    check.equal(asks, want, say=FROZEN)


@suite.test(
    points=2,
    needs="new_head",
    title={
        "fr": "Huit pas : la tête d’un calcul témoin",
        "en": "Eight steps: the head of a replay",
    },
)
def replayed(student, rng):
    agrees(Case(student, rng), 8)


@suite.test(
    points=1,
    needs="new_head",
    title={
        "fr": "Des phrases de remplissage ne changent rien",
        "en": "Sentences of padding change nothing",
    },
)
def padding(student, rng):
    case = Case(student, rng)
    X = torch.cat([case.X, torch.zeros(4, 7, dtype=torch.int64)])
    Y = torch.cat([case.Y, torch.full((4, 7), -100)])
    say = {
        "fr": "Quatre phrases de remplissage de plus changent la tête apprise.",
        "en": "Four more sentences of padding change the head that is learnt.",
    }
    check.close(head_of(case.weights(6, X=X, Y=Y)), head_of(case.weights(6)), rtol=1e-6, say=say)


@suite.test(
    points=1,
    visible=False,
    needs="replayed",
    title={"fr": "D’autres tailles", "en": "Other sizes"},
    hint={
        "fr": "Une seule phrase, cinq étiquettes, un encodeur d’une autre taille.",
        "en": "A single sentence, five tags, an encoder of another size.",
    },
)
def other_sizes(student, rng):
    agrees(Case(student, rng, B=1, T=9, K=5, n_emb=3, n_units=6), 3)


@suite.test(
    points=1,
    visible=False,
    needs="new_head",
    title={"fr": "Même graine, même tête ; autre graine, autre tête", "en": "Same seed, same head; another seed, another head"},
    hint={
        "fr": "Le tirage de la tête ne dépend que de `seed`, fixée dans la fonction.",
        "en": "The drawing of the head depends on `seed` alone, set in the function.",
    },
)
def same_seed(student, rng):
    case = Case(student, rng)
    first, again, other = case.weights(0), case.weights(0), case.weights(0, seed=case.seed + 1)
    check.equal(again["head.weight"], first["head.weight"])
    check.true(not np.array_equal(other["head.weight"], first["head.weight"]))
