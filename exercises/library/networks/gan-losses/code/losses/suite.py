"""gan_losses: both values, then where each loss sends its gradient."""

import networks
import numpy as np
import torch
from torch.nn.functional import logsigmoid

from graders.sdk import check, suite

RTOL = 1e-5
EXCHANGED = {
    "fr": "Les étiquettes sont échangées : 1 pour les vraies données, 0 pour les exemples engendrés.",
    "en": "The labels are exchanged: 1 for real data, 0 for generated examples.",
}
HALF = {
    "fr": "C’est $L_D / 2$ : les deux moyennes s’ajoutent.",
    "en": "This is $L_D / 2$: the two means add up.",
}
SUM = {
    "fr": "Ce sont des sommes sur les exemples ; il faut des moyennes.",
    "en": "These are sums over the examples; means are asked.",
}
POOLED = {
    "fr": "C’est une seule moyenne sur les N + M exemples ; il faut une moyenne sur N plus une sur M.",
    "en": "This is one mean over all N + M examples; a mean over N plus one over M is asked.",
}
OBJECTIVE = {
    "fr": "C’est $-L_D$, que le discriminateur maximise ; une perte se minimise.",
    "en": "This is $-L_D$, which the discriminator maximises; a loss is minimised.",
}
NO_LOG = {
    "fr": "Les logits sont moyennés sans $\\ln \\sigma$.",
    "en": "Logits are averaged without $\\ln \\sigma$.",
}
ONLY_FAKES = {
    "fr": "Le terme des vraies données manque.",
    "en": "The term of the real data is missing.",
}
ONLY_REAL = {
    "fr": "Le terme des exemples engendrés manque.",
    "en": "The term of the generated examples is missing.",
}
SATURATING = {
    "fr": "C’est $\\ln(1 - \\sigma(D(G(z))))$, la forme saturante, dont le gradient s’éteint quand $D$"
    " reconnaît tout.",
    "en": "This is $\\ln(1 - \\sigma(D(G(z))))$, the saturating form, whose gradient dies when $D$"
    " recognises everything.",
}
UNMASKED = {
    "fr": "C’est $-\\ln(1 - \\sigma(D(G(z))))$ : à la minimiser, le générateur se fait démasquer.",
    "en": "This is $-\\ln(1 - \\sigma(D(G(z))))$: minimising it, the generator gets itself unmasked.",
}
CUT = {
    "fr": "`loss_G` n’envoie aucun gradient à `G` : le `detach` est pour `loss_D` seulement.",
    "en": "`loss_G` sends no gradient to `G`: the `detach` is for `loss_D` only.",
}
LEAK = {
    "fr": "`loss_D` envoie un gradient à `G` : détachez `G(z)` avant de le donner à `D`.",
    "en": "`loss_D` sends a gradient to `G`: detach `G(z)` before `D` gets it.",
}
NOT_READY = {
    "fr": "`{}` n’est pas un tenseur de forme `()` que l’on peut dériver.",
    "en": "`{}` is not a tensor of shape `()` that can be differentiated.",
}
LEFT = {
    "fr": "Des gradients restent dans les réseaux : n’appelez pas `backward`.",
    "en": "Gradients are left in the networks: do not call `backward`.",
}


class Setting:
    """Two networks and data, here and over there, and the student's losses of them."""

    def __init__(self, student, rng, N=6, M=4, d=3, k=2, **options):
        seeds = [int(seed) for seed in rng.integers(10_000, size=2)]
        self.there = student.module("networks")
        self.D, self.G = (
            networks.Discriminator(d, seeds[0], **options),
            networks.Generator(k, d, seeds[1]),
        )
        self.D_there = self.there.keep.Discriminator(d, seeds[0], **options)
        self.G_there = self.there.keep.Generator(k, d, seeds[1])
        self.x = torch.from_numpy(1 + rng.normal(size=(N, d)))
        self.z = torch.from_numpy(2 * rng.normal(size=(M, k)))
        self.real, self.fake = self.D(self.x).flatten(), self.D(self.G(self.z)).flatten()
        self.losses = student.keep.gan_losses(self.D_there, self.G_there, self.x, self.z)

    def ready(self):
        """Hold the losses to be two tensors of one number each, with a history."""
        for name, fine in zip(("loss_D", "loss_G"), self.there.linked(self.losses), strict=True):
            check.true(fine, say={key: text.format(name) for key, text in NOT_READY.items()})

    def values(self):
        """The student's losses as numbers."""
        return self.there.values(self.losses)

    def right(self):
        """The losses, by log-sigmoids."""
        loss_D = -logsigmoid(self.real).mean() - logsigmoid(-self.fake).mean()
        return loss_D, -logsigmoid(self.fake).mean()

    def gradients(self, which, network):
        """The student's gradient of a loss for network "D" or "G", and the right one."""
        mine, theirs = (self.D, self.D_there) if network == "D" else (self.G, self.G_there)
        self.ready()
        got = self.there.gradient(self.losses, which, theirs)
        return got, networks.gradient(self.right(), which, mine)


def number(tensor):
    """The one number of a tensor."""
    return float(tensor.detach())


def d_mistakes(at):
    """What usual mistakes make of the discriminator's loss."""
    good, bad = -logsigmoid(at.real), -logsigmoid(-at.fake)
    values = [
        (EXCHANGED, (-logsigmoid(-at.real)).mean() - logsigmoid(at.fake).mean()),
        (HALF, (good.mean() + bad.mean()) / 2),
        (SUM, good.sum() + bad.sum()),
        (POOLED, torch.cat([good, bad]).mean()),
        (OBJECTIVE, -good.mean() - bad.mean()),
        (NO_LOG, at.fake.mean() - at.real.mean()),
        (ONLY_FAKES, bad.mean()),
        (ONLY_REAL, good.mean()),
    ]
    return [(say, number(value)) for say, value in values]


def g_mistakes(at):
    """What usual mistakes make of the generator's loss."""
    values = [
        (SATURATING, logsigmoid(-at.fake).mean()),
        (UNMASKED, -logsigmoid(-at.fake).mean()),
        (SUM, -logsigmoid(at.fake).sum()),
        (NO_LOG, -at.fake.mean()),
    ]
    return [(say, number(value)) for say, value in values]


@suite.test(points=1, title={"fr": "La perte du discriminateur", "en": "The discriminator’s loss"})
def discriminator(student, rng):
    at = Setting(student, rng)
    check.close(at.values()[0], number(at.right()[0]), rtol=RTOL, explain=d_mistakes(at))


@suite.test(points=1, title={"fr": "La perte du générateur", "en": "The generator’s loss"})
def generator(student, rng):
    at = Setting(student, rng)
    check.close(at.values()[1], number(at.right()[1]), rtol=RTOL, explain=g_mistakes(at))


@suite.test(
    points=1,
    title={"fr": "Des tenseurs prêts pour `backward`", "en": "Tensors ready for `backward`"},
)
def ready(student, rng):
    Setting(student, rng).ready()


@suite.test(
    points=1,
    needs=("discriminator", "ready"),
    title={"fr": "Le gradient du discriminateur", "en": "The gradient of the discriminator"},
)
def gradient_to_d(student, rng):
    got, want = Setting(student, rng).gradients(0, "D")
    check.close(got, want, rtol=RTOL)


@suite.test(
    points=1.5,
    needs="ready",
    title={
        "fr": "Le générateur ne reçoit rien de `loss_D`",
        "en": "The generator gets nothing of `loss_D`",
    },
)
def no_gradient_to_g(student, rng):
    got, _ = Setting(student, rng).gradients(0, "G")
    check.true(not np.asarray(got).any(), say=LEAK)


@suite.test(
    points=1.5,
    title={"fr": "Le gradient du générateur", "en": "The gradient of the generator"},
)
def gradient_to_g(student, rng):
    at = Setting(student, rng)
    check.true(at.there.linked(at.losses)[1], say=CUT)
    got, want = at.gradients(1, "G")
    check.true(bool(np.asarray(got).any()), say=CUT)
    check.close(got, want, rtol=RTOL)


@suite.test(
    points=1,
    needs=("discriminator", "generator", "ready"),
    visible=False,
    title={"fr": "De grands logits", "en": "Large logits"},
    hint={
        "fr": "$\\sigma(-800)$ s’arrondit à 0, et $\\ln 0$ est infini : restez avec les logits.",
        "en": "$\\sigma(-800)$ rounds to 0, and $\\ln 0$ is infinite: stay with the logits.",
    },
)
def large_logits(student, rng):
    for scale in (-2000.0, 2000.0):
        at = Setting(student, rng, scale=scale)
        check.close(at.values(), [number(loss) for loss in at.right()], rtol=RTOL)
        check.close(*at.gradients(1, "G"), rtol=RTOL, atol=1e-3)


@suite.test(
    points=0.5,
    needs=("discriminator", "generator", "ready"),
    visible=False,
    title={"fr": "D’autres formes", "en": "Other shapes"},
    hint={
        "fr": "Les logits peuvent être de forme (N,), et il peut y avoir plus de codes que de données.",
        "en": "Logits may have shape (N,), and there may be more codes than data.",
    },
)
def other_shapes(student, rng):
    for N, M, flat in ((3, 5, True), (5, 3, True), (2, 6, False), (1, 1, False)):
        at = Setting(student, rng, N=N, M=M, d=4, k=1, flat=flat)
        check.close(at.values(), [number(loss) for loss in at.right()], rtol=RTOL)


@suite.test(
    points=0.5,
    needs=("discriminator", "generator", "ready"),
    visible=False,
    title={"fr": "Rien ne reste dans les réseaux", "en": "Nothing is left in the networks"},
    hint={
        "fr": "La fonction ne fait que calculer deux pertes.",
        "en": "The function only computes two losses.",
    },
)
def nothing_left(student, rng):
    at = Setting(student, rng)
    check.true(at.there.left(at.D_there) + at.there.left(at.G_there) == 0, say=LEFT)
    check.close(at.values(), [number(loss) for loss in at.right()], rtol=RTOL)
