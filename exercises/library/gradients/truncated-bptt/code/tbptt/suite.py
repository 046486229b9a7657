"""Eight tests of tbptt: truth is a copy of the network, truncated in the judge."""

import numpy as np
import torch
from public_model import Net

from graders.sdk import check, suite

RTOL = 1e-9
FULL = {
    "fr": "Ce sont les gradients de la BPTT complète : l’état n’est pas détaché.",
    "en": "These are the gradients of full BPTT: the state is not detached.",
}
RESET = {
    "fr": "Chaque tranche repart d’un état nul ; l’état doit passer d’une tranche à l’autre.",
    "en": "Each chunk starts from a zero state; the state has to pass from chunk to chunk.",
}
LAST = {
    "fr": "Seule la dernière tranche compte : les gradients sont effacés entre les tranches.",
    "en": "Only the last chunk counts: gradients are cleared between chunks.",
}
FIRST = {
    "fr": "Seule la première tranche compte.",
    "en": "Only the first chunk counts.",
}
NO_STATE_GRADIENT = {
    "fr": "L’état est détaché à chaque pas, non toutes les K : c’est K = 1.",
    "en": "The state is detached at each step, not every K: this is K = 1.",
}
CLEARED = {
    "fr": "Les gradients de l’appel précédent sont effacés ; gardez-les.",
    "en": "The gradients of the call before are cleared; keep them.",
}
MEAN = {
    "fr": "La perte est une moyenne ; la somme des carrés est demandée.",
    "en": "The loss is a mean; the sum of squares is asked.",
}
NUMBER_OF_CHUNKS = {
    "fr": "La séquence est coupée en K tranches ; ce sont des tranches de K pas.",
    "en": "The sequence is cut in K chunks; they are chunks of K steps.",
}


class Case:
    """One network, given to the student and kept by the judge, and a sequence."""

    def __init__(self, student, rng, T, kind="rnn", sizes=(2, 3, 4)):
        B, n_in, n_h = sizes
        torch.manual_seed(int(rng.integers(2**31)))
        self.model = Net(kind, n_in, n_h)
        self.theirs = student.module("public_model").keep.Net(kind, n_in, n_h)
        self.theirs.load_state_dict(self.model.state_dict())
        self.x, self.y = (torch.from_numpy(rng.normal(size=(B, T, n))) for n in (n_in, 1))
        self.student = student

    def theirs_for(self, K):
        """The student's loss for chunks of K, and the gradients afterwards by name."""
        loss = self.student.tbptt(self.theirs.rnn, self.theirs.fc, self.x, self.y, K)
        return loss, {name: np.asarray(g) for name, g in self.theirs.gradients().items()}

    def run(self, K, *, detach=True, reset=False, only=None, mean=False):
        """The judge's loss and gradients; with a mistake if one is asked for."""
        self.model.zero_grad()
        state, losses = None, []
        for start in range(0, self.x.shape[1], K):
            if state is not None and detach:
                state = state.detach()
            state = None if reset else state
            out, state = self.model.rnn(self.x[:, start : start + K], state)
            error = (self.model.fc(out) - self.y[:, start : start + K]) ** 2
            losses.append(error.mean() if mean else error.sum())
        chosen = losses if only is None else [losses[only]]
        torch.stack(chosen).sum().backward()
        grads = {name: value.numpy().copy() for name, value in self.model.gradients().items()}
        return sum(loss.item() for loss in losses), grads

    def mistakes(self, K):
        """Where usual mistakes lead."""
        T = self.x.shape[1]
        ways = [
            (FULL, K, {"detach": False}),
            (RESET, K, {"reset": True}),
            (LAST, K, {"only": -1}),
            (FIRST, K, {"only": 0}),
            (NO_STATE_GRADIENT, 1, {}),
            (MEAN, K, {"mean": True}),
            (NUMBER_OF_CHUNKS, -(-T // K), {}),
        ]
        return [(say, lambda k=k, how=how: self.run(k, **how)[1]) for say, k, how in ways]


def agrees(case, K):
    """The student's gradients are the judge's, to 1e-9."""
    _, got = case.theirs_for(K)
    check.close(got, case.run(K)[1], rtol=RTOL, explain=case.mistakes(K))


@suite.test(
    points=1,
    title={"fr": "K = T : la BPTT complète", "en": "K = T: full BPTT"},
)
def full(student, rng):
    case = Case(student, rng, 9)
    loss, got = case.theirs_for(9)
    want, grads = case.run(9)
    check.close(got, grads, rtol=RTOL, explain=case.mistakes(9))
    check.close(loss, want, rtol=RTOL)


@suite.test(
    points=1,
    title={"fr": "La perte ne dépend pas de K", "en": "The loss does not depend on K"},
)
def loss(student, rng):
    case = Case(student, rng, 12)
    explain = [
        (RESET, case.run(4, reset=True)[0]),
        (MEAN, case.run(4, mean=True)[0]),
    ]
    got, _ = case.theirs_for(4)
    check.true(isinstance(got, float), say={
        "fr": "`tbptt` renvoie la perte totale, un `float`.",
        "en": "`tbptt` returns the total loss, a `float`.",
    })  # fmt: skip
    check.close(got, case.run(12)[0], rtol=RTOL, explain=explain)


@suite.test(points=1, title={"fr": "K = 4 : trois tranches", "en": "K = 4: three chunks"})
def three_chunks(student, rng):
    agrees(Case(student, rng, 12), 4)


@suite.test(
    points=1,
    title={"fr": "Une dernière tranche plus courte", "en": "A shorter last chunk"},
)
def shorter_last(student, rng):
    agrees(Case(student, rng, 11), 4)


@suite.test(
    points=1,
    title={"fr": "Les gradients s’ajoutent", "en": "Gradients are added"},
    needs=["full"],
)
def added(student, rng):
    case = Case(student, rng, 6)
    case.theirs_for(3)
    _, got = case.theirs_for(3)
    _, once = case.run(3)
    say = {
        "fr": "Après deux appels, `.grad` doit contenir la somme : ni `zero_grad`, ni optimiseur.",
        "en": "After two calls, `.grad` has to hold the sum: neither `zero_grad` nor an optimiser.",
    }
    twice = {name: 2 * value for name, value in once.items()}
    explain = [(CLEARED, once)]
    check.close(got, twice, rtol=RTOL, say=say, explain=explain)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "K = 1 et K > T", "en": "K = 1 and K > T"},
    hint={
        "fr": "Si K = 1, rien ne remonte d’un pas à l’autre ; si K > T, il y a une tranche.",
        "en": "If K = 1, nothing goes back from step to step; if K > T, there is one chunk.",
    },
)
def extremes(student, rng):
    for K in (1, 20):
        agrees(Case(student, rng, 7), K)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Un GRU, un seul exemple", "en": "A GRU, a single sample"},
    hint={
        "fr": "L’état d’un GRU est un tenseur aussi ; rien ne dépend du genre de cellule.",
        "en": "The state of a GRU is a tensor, too; nothing depends on the kind of cell.",
    },
)
def gru(student, rng):
    agrees(Case(student, rng, 10, "gru", (1, 2, 5)), 3)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Les poids et les données ne bougent pas", "en": "Weights and data stay"},
    hint={
        "fr": "`tbptt` ne fait que des gradients : ni pas d’optimiseur, ni données changées.",
        "en": "`tbptt` makes gradients only: no optimiser step, no data changed.",
    },
)
def nothing_moves(student, rng):
    case = Case(student, rng, 8)
    rnn, fc = case.theirs.rnn, case.theirs.fc
    _, after = student.after.tbptt(rnn, fc, case.x, case.y, 4)
    check.same_state_dict(case.theirs.state_dict(), case.model.state_dict(), rtol=1e-12)
    check.equal(np.asarray(after[2]), case.x.numpy())
    check.equal(np.asarray(after[3]), case.y.numpy())
    check.close(
        {name: np.asarray(g) for name, g in case.theirs.gradients().items()},
        case.run(4)[1],
        rtol=RTOL,
    )
