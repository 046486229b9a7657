"""gates(lstm, x): step by step against the judge's own pass, and the end against nn.LSTM."""

import numpy as np
import torch

from graders.sdk import check, suite

RTOL = 1e-5
NAMES = {
    "i": {"fr": "porte d’entrée", "en": "input gate"},
    "f": {"fr": "porte d’oubli", "en": "forget gate"},
    "o": {"fr": "porte de sortie", "en": "output gate"},
}
PAIR = {
    "fr": "Le résultat est un couple `(G, h_T)` de tenseurs.",
    "en": "The result is a pair `(G, h_T)` of tensors.",
}
NO_SECOND_BIAS = {
    "fr": "`bias_hh_l0` est oublié : les deux biais s’ajoutent.",
    "en": "`bias_hh_l0` is forgotten: the two biases are added.",
}
NO_FIRST_BIAS = {
    "fr": "`bias_ih_l0` est oublié : les deux biais s’ajoutent.",
    "en": "`bias_ih_l0` is forgotten: the two biases are added.",
}
RAW = {
    "fr": "Ce sont les pré-activations $z$ ; une porte est $\\sigma(z)$.",
    "en": "These are the pre-activations $z$; a gate is $\\sigma(z)$.",
}
F_I_SWAPPED = {
    "fr": "L’entrée et l’oubli sont échangés : PyTorch range i, f, g, o.",
    "en": "Input and forget are swapped: PyTorch's order is i, f, g, o.",
}
THIRD_IS_G = {
    "fr": "La troisième porte est lue dans le bloc de g : PyTorch range i, f, g, o.",
    "en": "The third gate is read from the block of g: PyTorch's order is i, f, g, o.",
}
MEMORY = {
    "fr": "C’est la mémoire $c_T$ ; l’état est $h_T = o \\odot \\tanh(c_T)$.",
    "en": "This is the memory $c_T$; the state is $h_T = o \\odot \\tanh(c_T)$.",
}
GRADIENT = {
    "fr": "Le résultat demande encore un gradient : `detach()`, ou `torch.no_grad()`.",
    "en": "The result still requires a gradient: `detach()`, or `torch.no_grad()`.",
}


class Case:
    """An nn.LSTM with random weights here and at the student's, a sequence, and all its values."""

    def __init__(self, student, rng, T=5, D=3, H=4, dtype=torch.float32):
        self.ours = torch.nn.LSTM(D, H, dtype=dtype)
        with torch.no_grad():
            for parameter in self.ours.parameters():
                parameter.copy_(torch.from_numpy(rng.normal(size=parameter.shape)))
        self.weights = {k: v.clone() for k, v in self.ours.state_dict().items()}
        self.lstm = student.module("network").keep.lstm(D, H, dtype == torch.float64)
        self.lstm.load_state_dict(self.weights)
        self.x = torch.from_numpy(rng.normal(size=(T, D))).to(dtype)

    def answer(self, student):
        """The student's pair, checked to be one of the right shapes."""
        result = student.gates(self.lstm, self.x)
        check.true(isinstance(result, (tuple, list)) and len(result) == 2, say=PAIR)
        H = self.ours.hidden_size
        check.shape(result[0], (len(self.x), 3, H))
        check.shape(result[1], (H,))
        return result

    def values(self, ih=1.0, hh=1.0):
        """Pre-activations z (T, 4, H) and memories (T, H), each bias times a factor."""
        w = self.weights
        b = ih * w["bias_ih_l0"] + hh * w["bias_hh_l0"]
        h = c = torch.zeros_like(w["weight_hh_l0"][0])
        zs, cs = [], []
        for x in self.x:
            z = w["weight_ih_l0"] @ x + w["weight_hh_l0"] @ h + b
            i, f, g, o = z.chunk(4)
            c = f.sigmoid() * c + i.sigmoid() * g.tanh()
            h = o.sigmoid() * c.tanh()
            zs.append(z.view(4, -1))
            cs.append(c)
        return torch.stack(zs), torch.stack(cs)

    def gates(self, **factors):
        """The gates i, f, o: (T, 3, H)."""
        return self.values(**factors)[0][:, [0, 1, 3]].sigmoid().numpy()

    def mistakes(self):
        """What usual mistakes lead to, for all gates."""
        z = self.values()[0]
        return [
            (NO_SECOND_BIAS, lambda: self.gates(hh=0.0)),
            (NO_FIRST_BIAS, lambda: self.gates(ih=0.0)),
            (RAW, z[:, [0, 1, 3]].numpy()),
            (F_I_SWAPPED, z[:, [1, 0, 3]].sigmoid().numpy()),
            (THIRD_IS_G, z[:, [0, 1, 2]].sigmoid().numpy()),
        ]


@suite.test(points=1, title={"fr": "Le premier pas", "en": "The first step"})
def first_step(student, rng):
    case = Case(student, rng, T=1)
    got, _ = case.answer(student)
    check.close(got, case.gates(), rtol=RTOL, explain=case.mistakes())


@suite.test(
    points=2,
    title={"fr": "Toutes les portes, pas à pas", "en": "All gates, step by step"},
    needs="first_step",
)
def all_gates(student, rng):
    case = Case(student, rng)
    got, want = np.asarray(case.answer(student)[0]), case.gates()
    suite.show(check.plot.heat(got[:, 1], title=FORGET))
    trace = [{name: gates[:, k] for k, name in enumerate("ifo")} for gates in (got, want)]
    check.trace(*trace, rtol=RTOL, names=NAMES)


FORGET = {"fr": "Vos portes d’oubli : un pas par ligne", "en": "Your forget gates: a step a row"}


@suite.test(
    points=1,
    title={"fr": "L’état final est celui de `nn.LSTM`", "en": "The final state is `nn.LSTM`’s"},
)
def final_state(student, rng):
    case = Case(student, rng, T=6, D=2, H=5)
    _, got = case.answer(student)
    with torch.no_grad():
        _, (want, _) = case.ours(case.x)
    memory = case.values()[1][-1].numpy()
    check.close(got, want[0].numpy(), rtol=RTOL, explain=[(MEMORY, memory)])


@suite.test(points=1, title={"fr": "Sans gradient", "en": "Without gradient"}, needs="first_step")
def detached(student, rng):
    case = Case(student, rng)
    pair = student.keep.gates(case.lstm, case.x)
    check.equal(student.module("network").asks_gradient(pair), [False, False], say=GRADIENT)


@suite.test(
    points=1,
    visible=False,
    needs="first_step",
    title={"fr": "Des tailles égales à 1", "en": "Sizes equal to 1"},
    hint={
        "fr": "Un pas, une unité, une entrée : les axes restent.",
        "en": "One step, one unit, one input: the axes stay.",
    },
)
def ones(student, rng):
    for T, D, H in ((1, 1, 1), (3, 2, 1), (1, 2, 3)):
        case = Case(student, rng, T=T, D=D, H=H)
        check.close(case.answer(student)[0], case.gates(), rtol=RTOL)


@suite.test(
    points=1,
    visible=False,
    needs="first_step",
    title={"fr": "Un réseau en float64", "en": "A network in float64"},
    hint={
        "fr": "L’état initial a le type des poids et de `x`.",
        "en": "The initial state has the number type of the weights and of `x`.",
    },
)
def float64(student, rng):
    case = Case(student, rng, T=4, D=2, H=3, dtype=torch.float64)
    got, _ = case.answer(student)
    check.close(got, case.gates(), rtol=1e-10)


@suite.test(
    points=1,
    visible=False,
    needs="first_step",
    title={
        "fr": "Le réseau et la suite restent intacts",
        "en": "Network and sequence are left alone",
    },
    hint={
        "fr": "Lire les portes ne change ni les poids ni `x`.",
        "en": "Reading the gates changes neither the weights nor `x`.",
    },
)
def network_intact(student, rng):
    case = Case(student, rng)
    _, (_, after) = student.after.gates(case.lstm, case.x)
    check.equal(after, case.x)
    now = case.lstm.state_dict()
    for name, value in case.weights.items():
        check.equal(np.asarray(now[name]), value.numpy())
