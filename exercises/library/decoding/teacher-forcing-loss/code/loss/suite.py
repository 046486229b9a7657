"""Eight tests of tf_loss: losses of known inputs, computed in the judge from the same weights."""

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from graders.sdk import check, suite

RTOL = 1e-5
B, T, V, H, BOS = 4, 5, 7, 6, 0
LEAK = {
    "fr": "À l’instant $t$, le décodeur reçoit $y_t$, le mot même qu’il doit prédire.",
    "en": "At time $t$ the decoder gets $y_t$, the very word that it has to predict.",
}
INVERTED = {
    "fr": "Le tirage est pris à l’envers : `draw() < ratio` donne le vrai mot.",
    "en": "The draw is taken the other way round: `draw() < ratio` gives the true word.",
}
FORCED = {
    "fr": "Le vrai mot est toujours donné, quel que soit le tirage.",
    "en": "The true word is always given, whatever is drawn.",
}
FREE = {
    "fr": "Le mot choisi est toujours donné, quel que soit le tirage.",
    "en": "The chosen word is always given, whatever is drawn.",
}
NO_STATE = {
    "fr": "Chaque pas repart de l’état `h` du début.",
    "en": "Each step starts from the first state `h` again.",
}
ONCE = {
    "fr": "Le premier tirage décide pour toute la phrase ; il en faut un entre deux instants.",
    "en": "The first draw decides for the whole sentence; there is one between two times.",
}
SUMMED = {
    "fr": "C’est la somme sur le temps ; il faut la moyenne.",
    "en": "This is the sum over time; the mean is asked.",
}


class Case:
    """A decoder in the student process and its twin in the judge, a state and targets."""

    def __init__(self, student, reference, rng):
        self.bos = BOS
        self.module = student.module("decoder")
        self.decoder = self.module.keep.Decoder(V, H)
        self.twin = reference.module("decoder").keep.Decoder(V, H)
        weights = {
            name: torch.from_numpy(1.2 * rng.normal(size=tuple(value.shape))).float()
            for name, value in self.twin.state_dict().items()
        }
        self.decoder.load_state_dict(weights)
        self.twin.load_state_dict(weights)
        self.h = torch.from_numpy(rng.normal(size=(B, H))).float()
        self.y = torch.from_numpy(rng.integers(1, V, size=(B, T)))

    def run(self, draws, ratio, *, shift=True, carry=True):
        """The loss when these draws are made; not shifted: y_t is fed at t."""
        tokens, h, loss = torch.full((B,), self.bos), self.h, 0.0
        for t in range(T):
            tokens = tokens if shift else self.y[:, t]
            logits, new = self.twin.step(tokens, h)
            h = new if carry else h
            loss += float(cross_entropy(logits, self.y[:, t]))
            forced = t + 1 < T and draws[t] < ratio
            tokens = self.y[:, t] if forced else logits.argmax(dim=1)
        return loss / T

    def mistakes(self, draws, ratio):
        """What usual mistakes lead to."""
        right = self.run(draws, ratio)
        turned = [ratio + (1 if draw < ratio else -1) for draw in draws]
        return [
            (LEAK, self.run(draws, ratio, shift=False)),
            (INVERTED, self.run(turned, ratio)),
            (FORCED, self.run([-1.0] * T, 0.0)),
            (FREE, self.run([1.0] * T, 0.0)),
            (ONCE, self.run(draws[:1] * T, ratio)),
            (NO_STATE, self.run(draws, ratio, carry=False)),
            (SUMMED, T * right),
        ]


def drawing(draws):
    """A function that gives these numbers one after the other, then 0.999."""
    left = iter(draws)
    return lambda: next(left, 0.999)


def agrees(student, case, ratio, *several):
    """The student's losses are the right ones of each of these draws."""
    got, want, led = [], [], []
    for draws in several:
        got.append(student.tf_loss(case.decoder, case.h, case.y, case.bos, ratio, drawing(draws)))
        want.append(case.run(draws, ratio))
        led.append(case.mistakes(draws, ratio))
    explain = [(say[0][0], [value for _, value in say]) for say in zip(*led, strict=True)]
    known = [
        (say, values) for say, values in explain if abs(np.subtract(values, want)).max() > 1e-3
    ]
    inputs = {"ratio": ratio, "draws": list(several)}
    check.close(got, want, rtol=RTOL, inputs=inputs, explain=known)


@suite.test(
    points=1,
    title={"fr": "ratio = 1 : toujours le vrai mot", "en": "ratio = 1: always the true word"},
)
def always_forced(student, reference, rng):
    draws = rng.random(T - 1).tolist()
    agrees(student, Case(student, reference, rng), 1.0, draws)


@suite.test(
    points=1,
    title={"fr": "ratio = 0 : jamais le vrai mot", "en": "ratio = 0: never the true word"},
)
def free_running(student, reference, rng):
    draws = [0.0, *rng.random(T - 2).tolist()]
    agrees(student, Case(student, reference, rng), 0.0, draws)


@suite.test(
    points=1,
    title={
        "fr": "ratio = 0,6 : les tirages décident",
        "en": "ratio = 0.6: the draws decide",
    },
)
def mixed(student, reference, rng):
    draws = [0.1, 0.9, 0.6, 0.2], [0.8, 0.3, 0.7, 0.7]
    agrees(student, Case(student, reference, rng), 0.6, *draws)


@suite.test(
    points=1,
    title={
        "fr": "Un tirage entre deux instants : T − 1 en tout",
        "en": "One draw between two times: T − 1 in all",
    },
)
def draws_counted(student, reference, rng):
    case, made = Case(student, reference, rng), []

    def draw():
        made.append(0.3)
        return 0.3

    student.tf_loss(case.decoder, case.h, case.y, BOS, 0.5, draw)
    check.equal(len(made), T - 1)


@suite.test(
    points=1,
    visible=False,
    title={
        "fr": "La dernière cible ne sert qu’à la perte",
        "en": "The last target serves the loss alone",
    },
    hint={
        "fr": "Changer $y_T$ ne change que la perte du dernier pas : aucune entrée n’en dépend.",
        "en": "Changing $y_T$ changes the loss of the last step only: no input depends on it.",
    },
)
def last_target(student, reference, rng):
    case, draws = Case(student, reference, rng), [0.1] * T
    agrees(student, case, 1.0, draws)
    case.y[:, -1] = case.y[:, -1] % (V - 1) + 1
    agrees(student, case, 1.0, draws)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Un autre mot de début", "en": "Another starting word"},
    hint={
        "fr": "La première entrée est `bos`, qui n’est pas toujours 0.",
        "en": "The first input is `bos`, which is not always 0.",
    },
)
def other_start(student, reference, rng):
    case = Case(student, reference, rng)
    for case.bos in (0, 3):
        agrees(student, case, 0.5, [0.1, 0.9, 0.2, 0.7])


@suite.test(
    points=1,
    visible=False,
    title={
        "fr": "Le gradient des poids du décodeur",
        "en": "The gradient of the decoder’s weights",
    },
    hint={
        "fr": "`item()`, `detach()` ou `no_grad` coupent le graphe.",
        "en": "`item()`, `detach()` and `no_grad` cut the graph.",
    },
)
def gradient(student, reference, rng):
    case, draws = Case(student, reference, rng), [0.1, 0.9, 0.2, 0.3]
    student.keep.tf_loss(case.decoder, case.h, case.y, BOS, 0.5, drawing(draws)).backward()
    reference.keep.tf_loss(case.twin, case.h, case.y, BOS, 0.5, drawing(draws)).backward()
    for name in ("out.weight", "cell.weight_hh", "embedding.weight"):
        got = case.decoder.keep.get_parameter(name).grad
        check.close(got, case.twin.get_parameter(name).grad, rtol=1e-4)


@suite.test(
    points=1,
    visible=False,
    needs="mixed",
    title={"fr": "Les arguments restent intacts", "en": "The arguments are left alone"},
    hint={
        "fr": "`h` et `y` restent tels quels.",
        "en": "`h` and `y` stay as they were.",
    },
)
def arguments_intact(student, reference, rng):
    case, draws = Case(student, reference, rng), [0.1, 0.9, 0.2, 0.3]
    for name, value in (("state", case.h), ("targets", case.y)):
        case.decoder.register_buffer(name, value)
    h, y = (case.decoder.keep.get_buffer(name) for name in ("state", "targets"))
    student.tf_loss(case.decoder, h, y, BOS, 0.5, drawing(draws))
    check.equal(case.decoder.get_buffer("state"), case.h)
    check.equal(case.decoder.get_buffer("targets"), case.y)
