"""The rate at each step; the descent is compared with PyTorch's own cosine schedule."""

import numpy as np
import torch

from graders.sdk import check, suite

RTOL = 1e-9
NO_WARM_UP = {
    "fr": "Il n’y a pas de montée : les premiers pas ont déjà le taux `base`.",
    "en": "There is no warm-up: the first steps have the rate `base` already.",
}
FROM_ZERO = {
    "fr": "La montée part de 0 : le pas `t` a le taux $\\mathrm{base} \\cdot (t + 1) / \\mathrm{warm}$.",
    "en": "The warm-up starts at 0: step `t` has the rate $\\mathrm{base} \\cdot (t + 1) / \\mathrm{warm}$.",
}
STRAIGHT = {
    "fr": "La descente est en ligne droite ; il faut un demi-cosinus.",
    "en": "The descent is a straight line; half a cosine is asked.",
}
FULL_PERIOD = {
    "fr": "La descente fait une période entière et remonte : l’angle va de $0$ à $\\pi$.",
    "en": "The descent is a full period and climbs again: the angle goes from $0$ to $\\pi$.",
}
NO_FLOOR = {
    "fr": "Le taux tombe à 0 : `lo` n’est pas pris en compte.",
    "en": "The rate falls to 0: `lo` is not taken into account.",
}
ADDED_FLOOR = {
    "fr": "`lo` est ajouté à tout le cosinus : le facteur est $\\mathrm{base} - \\mathrm{lo}$.",
    "en": "`lo` is added to the whole cosine: the factor is $\\mathrm{base} - \\mathrm{lo}$.",
}
WHOLE_SPAN = {
    "fr": "$u$ est compté depuis le début : c’est $(t - \\mathrm{warm}) / (\\mathrm{total} -"
    " \\mathrm{warm})$.",
    "en": "$u$ is counted from the start: it is $(t - \\mathrm{warm}) / (\\mathrm{total} -"
    " \\mathrm{warm})$.",
}

FROM_FLOOR = {
    "fr": "La montée part de `lo` ; elle part ici de 0, `lo` ne sert qu’à la descente.",
    "en": "The rise starts at `lo`; here it starts at 0, `lo` is for the descent only.",
}
YOURS = {"fr": "votre taux", "en": "your rate"}
EXPECTED = {"fr": "attendu", "en": "expected"}
STEP = {"fr": "pas", "en": "step"}
BY_STEP = {"fr": "Taux par pas", "en": "Rate by step"}


def drawn(rng, warm=None):
    """base, warm, total and lo: sizes that differ, lo far from 0 and from base."""
    warm = int(rng.integers(5, 12)) if warm is None else warm
    total = warm + 4 * int(rng.integers(6, 14))
    return float(rng.uniform(0.05, 0.3)), warm, total, float(rng.uniform(0.005, 0.02))


def curve(student, base, warm, total, lo, steps):
    """The student's rates at these steps."""
    rates = student.many(student.lr, [(int(t), base, warm, total, lo) for t in steps])
    return np.array([float(rate) for rate in rates])


def cosine(base, warm, total, lo):
    """The rates of steps warm to total - 1 by PyTorch's scheduler, which goes from each to the next."""
    weight = torch.nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.SGD([weight], lr=base)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, total - warm, eta_min=lo)
    rates = []
    for _ in range(warm, total):
        rates.append(schedule.get_last_lr()[0])
        optimizer.step()
        schedule.step()
    return np.array(rates)


def rise(base, warm):
    """The rates of the warm-up; none if warm is 0."""
    return base * np.arange(1, warm + 1) / max(warm, 1)


def mistakes(base, warm, total, lo):
    """What usual mistakes lead to, on steps 0 to total - 1."""
    t = np.arange(warm, total)
    u = (t - warm) / (total - warm)
    half = 0.5 * (1 + np.cos(np.pi * u))
    up = rise(base, warm)

    def whole(down, first=up):
        return np.concatenate([first, down])

    right = lo + (base - lo) * half
    return [
        (NO_WARM_UP, whole(right, np.full(warm, base))),
        (FROM_ZERO, whole(right, base * np.arange(warm) / max(warm, 1))),
        (FROM_FLOOR, whole(right, lo + (base - lo) * np.arange(1, warm + 1) / max(warm, 1))),
        (STRAIGHT, whole(base + (lo - base) * u)),
        (FULL_PERIOD, whole(lo + (base - lo) * 0.5 * (1 + np.cos(2 * np.pi * u)))),
        (NO_FLOOR, whole(base * half)),
        (ADDED_FLOOR, whole(lo + base * half)),
        (WHOLE_SPAN, whole(lo + (base - lo) * 0.5 * (1 + np.cos(np.pi * t / total)))),
    ]


def compared(student, base, warm, total, lo):
    """The student's whole curve is the right one; both are drawn where it is not."""
    got = curve(student, base, warm, total, lo, range(total))
    want = np.concatenate([rise(base, warm), cosine(base, warm, total, lo)])
    drawn_lines = [(YOURS, got), (EXPECTED, want)]
    suite.show(check.plot.lines(drawn_lines, title=BY_STEP, x=STEP, xs=np.arange(total)))
    inputs = {"base": base, "warm": warm, "total": total, "lo": lo}
    check.close(got, want, rtol=RTOL, inputs=inputs, explain=mistakes(base, warm, total, lo))


@suite.test(
    points=1,
    title={"fr": "La montée en ligne droite", "en": "The rise in a straight line"},
)
def warm_up(student, rng):
    base, warm, total, lo = drawn(rng)
    got = curve(student, base, warm, total, lo, range(warm))
    explain = [
        (NO_WARM_UP, np.full(warm, base)),
        (FROM_ZERO, base * np.arange(warm) / warm),
        (FROM_FLOOR, lo + (base - lo) * np.arange(1, warm + 1) / warm),
    ]
    inputs = {"base": base, "warm": warm, "total": total, "lo": lo}
    check.close(got, rise(base, warm), rtol=RTOL, inputs=inputs, explain=explain)


@suite.test(
    points=1,
    title={
        "fr": "Le sommet : `base` aux pas warm − 1 et warm",
        "en": "The top: `base` at steps warm − 1 and warm",
    },
)
def top(student, rng):
    base, warm, total, lo = drawn(rng)
    got = curve(student, base, warm, total, lo, [warm - 1, warm])
    check.close(got, np.array([base, base]), rtol=RTOL)


@suite.test(
    points=1,
    title={
        "fr": "Le milieu de la descente : la moyenne de `base` et `lo`",
        "en": "The middle of the descent: the mean of `base` and `lo`",
    },
)
def middle(student, rng):
    base, warm, total, lo = drawn(rng)
    got = curve(student, base, warm, total, lo, [(warm + total) // 2])
    check.close(got, np.array([(base + lo) / 2]), rtol=RTOL)


@suite.test(
    points=2,
    title={
        "fr": "La courbe entière, contre l’ordonnanceur de PyTorch",
        "en": "The whole curve, against PyTorch’s scheduler",
    },
)
def whole_curve(student, rng):
    compared(student, *drawn(rng))


@suite.test(
    points=1,
    visible=False,
    title={"fr": "Après la fin : `lo`", "en": "After the end: `lo`"},
    hint={
        "fr": "Après `total`, le cosinus remonterait ; et `warm = total` ne doit pas diviser par 0.",
        "en": "After `total` the cosine would rise; and `warm = total` must not divide by 0.",
    },
)
def after_the_end(student, rng):
    base, warm, total, lo = drawn(rng)
    got = curve(student, base, warm, total, lo, [total, total + 1, total + 9, 3 * total])
    check.close(got, np.full(4, lo), rtol=RTOL)
    got = curve(student, base, warm, warm, lo, [warm, warm + 1])
    check.close(got, np.full(2, lo), rtol=RTOL)
    rate = student.lr(3 * total, base, warm, total)
    check.close(float(rate), 0.0, rtol=RTOL, atol=1e-12)


@suite.test(
    points=1,
    visible=False,
    needs="whole_curve",
    title={"fr": "Sans montée : warm = 0", "en": "Without warm-up: warm = 0"},
    hint={
        "fr": "`warm = 0` ne doit pas diviser par 0 ; le pas 0 a alors le taux `base`.",
        "en": "`warm = 0` must not divide by 0; step 0 then has the rate `base`.",
    },
)
def without_warm_up(student, rng):
    compared(student, *drawn(rng, warm=0))
