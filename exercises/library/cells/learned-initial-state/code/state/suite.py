"""Eight tests of H0: values are loaded, gradients pulled, a GRU started, all by behaviour."""

import numpy as np
import torch

from graders.sdk import check, suite

ONE = {
    "fr": "Le module doit avoir exactement un paramètre, de `size` nombres (`nn.Parameter`).",
    "en": "The module must have exactly one parameter, of `size` numbers (`nn.Parameter`).",
}
CUT = {
    "fr": "Aucun gradient n’atteint le paramètre : il est coupé, ou l’état n’en dépend pas.",
    "en": "No gradient reaches the parameter: it is cut, or the state does not depend on it.",
}
MEAN = {
    "fr": "C’est la moyenne des gradients des lignes ; il en faut la somme.",
    "en": "This is the mean of the rows' gradients; it has to be their sum.",
}
FIRST_ROW = {
    "fr": "Seule la première ligne du lot dépend du paramètre.",
    "en": "Only the first row of the batch depends on the parameter.",
}
BATCH_FIRST = {
    "fr": "Les axes sont (B, 1, size) ; l’état d’une couche est (1, B, size).",
    "en": "The axes are (B, 1, size); the state of one layer is (1, B, size).",
}


def single(module, use):
    """The name of the module's only parameter."""
    sizes = use.sizes(module)
    check.equal(len(sizes), 1, say=ONE)
    return next(iter(sizes))


def filled(student, rng, size):
    """A module of this size whose parameter holds drawn values, and these values (size,)."""
    use, module = student.module("public_use"), student.keep.H0(size)
    name = single(module, use)
    values = rng.normal(size=size)
    shape = np.asarray(module.state_dict()[name]).shape
    check.equal(int(np.prod(shape)), size, say=ONE)
    double = module.double()
    double.load_state_dict({name: torch.from_numpy(values).reshape(shape)})
    return double, values


@suite.test(
    points=1,
    title={"fr": "La forme est (1, B, size)", "en": "The shape is (1, B, size)"},
)
def shape(student):
    got = student.keep.H0(4)(3)
    explain = BATCH_FIRST if np.shape(got) == (3, 1, 4) else None
    check.shape(got, (1, 3, 4), say=explain)


@suite.test(points=1, title={"fr": "Nul avant d’apprendre", "en": "Zero before learning"})
def zero_at_first(student):
    check.equal(np.asarray(student.keep.H0(4)(3)).tolist(), np.zeros((1, 3, 4)).tolist())


@suite.test(
    points=1,
    title={"fr": "Un seul paramètre, de size nombres", "en": "One parameter, of size numbers"},
)
def one_parameter(student):
    module, use = student.keep.H0(5), student.module("public_use")
    check.equal(list(use.sizes(module).values()), [5], say=ONE)


@suite.test(
    points=1,
    title={"fr": "Chaque ligne est la valeur apprise", "en": "Each row is the learnt value"},
)
def rows_share_it(student, rng):
    module, values = filled(student, rng, 4)
    say = {
        "fr": "`load_state_dict` a donné une valeur au paramètre : chaque ligne doit l’être.",
        "en": "`load_state_dict` has given the parameter a value: each row has to be it.",
    }
    check.close(module(3), np.broadcast_to(values, (1, 3, 4)), rtol=1e-12, say=say)


@suite.test(
    points=1,
    title={"fr": "Le gradient arrive, sommé sur le lot", "en": "The gradient arrives, summed"},
    needs=["shape"],
)
def gradient(student, rng):
    module, use = student.keep.H0(4).double(), student.module("public_use")
    name = single(module, use)
    weights = rng.normal(size=(1, 3, 4))
    grads = use.pull(module, 3, torch.from_numpy(weights))
    check.true(name in grads, say=CUT)
    got, want = np.asarray(grads[name]).ravel(), weights.sum(axis=(0, 1))
    explain = [(MEAN, want / 3), (FIRST_ROW, weights[0, 0])]
    check.close(got, want, rtol=1e-10, explain=explain)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "N’importe quelle taille de lot", "en": "Any batch size"},
    hint={
        "fr": "Le même module sert à un lot de 1, puis de 40 : B n’est connu qu’à l’appel.",
        "en": "The same module serves a batch of 1, then of 40: B is only known at the call.",
    },
)
def any_batch(student, rng):
    module, values = filled(student, rng, 3)
    for B in (1, 40, 7):
        check.close(module(B), np.broadcast_to(values, (1, B, 3)), rtol=1e-12)


@suite.test(
    points=1,
    visible=False,
    title={"fr": "En float64 après .double()", "en": "In float64 after .double()"},
    hint={
        "fr": "Le résultat a le type du paramètre : ne créez pas de tenseur à l’appel.",
        "en": "The result has the parameter's type: create no tensor at the call.",
    },
)
def double(student):
    check.shape(student.keep.H0(4)(2), (1, 2, 4), dtype="float32")
    check.shape(student.keep.H0(4).double()(2), (1, 2, 4), dtype="float64")


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Un GRU part de cet état", "en": "A GRU starts from this state"},
    hint={
        "fr": "`gru(x, h0(B))` doit marcher, et partir de la valeur apprise.",
        "en": "`gru(x, h0(B))` must work, and start from the learnt value.",
    },
)
def starts_a_gru(student, rng):
    module, values = filled(student, rng, 4)
    torch.manual_seed(int(rng.integers(2**31)))
    gru = torch.nn.GRU(4, 4, batch_first=True, dtype=torch.float64).requires_grad_(False)
    x = torch.from_numpy(rng.normal(size=(3, 5, 4)))
    got = student.module("public_use").through_gru(module, x, dict(gru.state_dict()))
    start = torch.from_numpy(values).expand(1, 3, 4).contiguous()
    check.close(got, gru(x, start)[1], rtol=1e-10)
