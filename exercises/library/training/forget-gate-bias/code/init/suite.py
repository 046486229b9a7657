"""The biases of the student's LSTM are read from its state dict; their effect from its memory."""

import numpy as np
import torch

from graders.sdk import check, diagnosis, suite

BLOCKS = ("i", "f", "g", "o")
DOUBLED = {
    "fr": "`value` est écrit dans les deux biais : ils s’ajoutent, et le total est le double.",
    "en": "`value` is written into both biases: they are added, and the total is twice that.",
}
UNCHANGED = {
    "fr": "Le biais d’oubli est resté ce qu’il était.",
    "en": "The forget bias has stayed what it was.",
}
OTHER_HAND = {
    "fr": "Un seul des deux biais est mis à zéro : l’autre s’ajoute encore à `value`.",
    "en": "Only one of the two biases is zeroed: the other is still added to `value`.",
}
NEGATED = {
    "fr": "Le biais d’oubli est négatif : la porte se ferme.",
    "en": "The forget bias is negative: the gate closes.",
}
OTHER_BLOCK = {
    "fr": "`value` est dans un autre bloc : l’oubli est le deuxième, après l’entrée (i, f, g, o).",
    "en": "`value` is in another block: forgetting is the second, after the input (i, f, g, o).",
}


IN_PLACE = {
    "fr": "Le LSTM donné n’a pas changé : les biais s’écrivent dans celui-là même.",
    "en": "The given LSTM has not changed: the biases are written into that very one.",
}
RETURNED = {
    "fr": "`init_forget_bias` renvoie le LSTM.",
    "en": "`init_forget_bias` returns the LSTM.",
}


class Case:
    """An LSTM of the student's, with random parameters, before and after `init_forget_bias`."""

    def __init__(self, student, rng, value=None, **changed):
        sizes = {"input_size": 3, "hidden_size": 5, **changed}
        self.n, self.value = sizes["hidden_size"], 3.0 if value is None else value
        start = torch.nn.LSTM(**sizes).state_dict()
        drawn = {
            key: torch.from_numpy(rng.normal(size=entry.shape)) for key, entry in start.items()
        }
        self.before = {key: entry.float().numpy() for key, entry in drawn.items()}
        self.given = student.module("network").keep.LSTM(**sizes)
        self.given.load_state_dict({key: entry.float() for key, entry in drawn.items()})
        more = () if value is None else (value,)
        self.lstm = student.keep.init_forget_bias(self.given, *more)
        check.true(hasattr(self.lstm, "state_dict"), say=RETURNED)
        self.after = {key: np.asarray(entry) for key, entry in self.lstm.state_dict().items()}
        self.places = [key[len("bias_ih_") :] for key in self.before if key.startswith("bias_ih")]

    def total(self, place, values=None):
        """Both biases of a layer and direction, added: four blocks, shape (4, n)."""
        values = self.after if values is None else values
        both = values[f"bias_ih_{place}"] + values[f"bias_hh_{place}"]
        return both.reshape(4, self.n)

    def forget_bias(self, place):
        """The total forget bias of this layer is `value`."""
        total, before = self.total(place), self.total(place, self.before)
        other = self.before[f"bias_hh_{place}"].reshape(4, self.n)[1]
        value = self.value

        def near(wanted):
            return lambda got: np.allclose(got, wanted, atol=1e-5)

        explain = [
            *diagnosis.when(DOUBLED, near(2 * value)),
            *diagnosis.when(NEGATED, near(-value)),
            *diagnosis.when(UNCHANGED, near(before[1])),
            *diagnosis.when(OTHER_HAND, near(value + other)),
            *diagnosis.when(
                OTHER_BLOCK,
                lambda got: np.allclose(got, 0) and np.isclose(total, value).all(axis=1).sum() == 1,
            ),
        ]
        check.close(total[1], np.full(self.n, value), rtol=1e-5, explain=explain, say=at(place))

    def other_biases(self, place):
        """The total biases of i, g and o are 0."""
        others = self.total(place)[[0, 2, 3]]
        check.close(others, np.zeros_like(others), rtol=0, atol=1e-6, say=at(place))


def at(place):
    """The sentence that says which layer and direction."""
    return {"fr": f"Biais de `{place}`.", "en": f"Biases of `{place}`."}


@suite.test(
    points=2, title={"fr": "Le biais d’oubli total est 3", "en": "The total forget bias is 3"}
)
def forget_bias(student, rng):
    Case(student, rng).forget_bias("l0")


@suite.test(
    points=1,
    title={
        "fr": "Le biais total des autres portes est 0",
        "en": "The total bias of the other gates is 0",
    },
)
def other_gates(student, rng):
    Case(student, rng).other_biases("l0")


@suite.test(
    points=1,
    title={
        "fr": "Sur place, et les poids sont intacts",
        "en": "In place, and the weights are left alone",
    },
)
def in_place(student, rng):
    case = Case(student, rng)
    now = {key: np.asarray(entry) for key, entry in case.given.state_dict().items()}
    check.true(not np.array_equal(now["bias_ih_l0"], case.before["bias_ih_l0"]), say=IN_PLACE)
    for key in ("weight_ih_l0", "weight_hh_l0"):
        say = {"fr": f"`{key}` a changé.", "en": f"`{key}` has changed."}
        check.equal(now[key], case.before[key], say=say)


@suite.test(points=1, title={"fr": "À chaque couche", "en": "In every layer"}, needs="forget_bias")
def every_layer(student, rng):
    case = Case(student, rng, num_layers=3, hidden_size=4)
    for place in case.places:
        case.forget_bias(place)
        case.other_biases(place)


@suite.test(
    points=1,
    visible=False,
    needs="forget_bias",
    title={"fr": "Dans les deux sens", "en": "In both directions"},
    hint={
        "fr": "Un LSTM bidirectionnel a aussi des biais dont le nom finit par `_reverse`.",
        "en": "A bidirectional LSTM also has biases whose names end in `_reverse`.",
    },
)
def both_directions(student, rng):
    case = Case(student, rng, bidirectional=True, num_layers=2, hidden_size=3)
    for place in case.places:
        case.forget_bias(place)
        case.other_biases(place)


@suite.test(
    points=1,
    visible=False,
    needs=["forget_bias", "other_gates"],
    title={
        "fr": "Une autre valeur, et une mémoire qui se garde",
        "en": "Another value, and a memory that lasts",
    },
    hint={
        "fr": "Sans entrée ni poids, la mémoire est multipliée par $\\sigma(\\mathrm{value})$ à"
        " chaque pas, quelle que soit `value`.",
        "en": "Without input or weights, memory is multiplied by $\\sigma(\\mathrm{value})$ at"
        " each step, whatever `value` is.",
    },
)
def other_value(student, rng):
    case = Case(student, rng, value=float(rng.uniform(1, 2)), hidden_size=4)
    case.forget_bias("l0")
    weights = {"weight_ih_l0": np.zeros((16, 3)), "weight_hh_l0": np.zeros((16, 4))}
    state = {**case.after, **weights}
    case.lstm.load_state_dict({key: torch.from_numpy(v).float() for key, v in state.items()})
    c = torch.from_numpy(rng.normal(size=(1, 2, 4))).float()
    _, (_, kept) = case.lstm(torch.zeros(12, 2, 3), (torch.zeros(1, 2, 4), c))
    check.close(kept, c.numpy() / (1 + np.exp(-case.value)) ** 12, rtol=1e-4)


@suite.test(
    points=1,
    visible=False,
    needs="forget_bias",
    title={"fr": "Le réseau apprend encore", "en": "The network still learns"},
    hint={
        "fr": "Après l’appel, chaque paramètre demande encore son gradient.",
        "en": "After the call, every parameter still requires its gradient.",
    },
)
def learns(student, rng):
    case = Case(student, rng, hidden_size=4, num_layers=2)
    x = torch.from_numpy(rng.normal(size=(6, 2, 3))).float()
    moved = student.module("network").moved(case.lstm, x)
    check.equal(moved, {key: True for key in case.before})
