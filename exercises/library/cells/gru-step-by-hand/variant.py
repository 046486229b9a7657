"""Weights of one step; signs and the mixing as TeX, so that the formulas read as written by hand."""

MIXING = {
    1: r"z_t\, h_{t-1} + (1 - z_t)\, \tilde h_t",
    0: r"(1 - z_t)\, h_{t-1} + z_t\, \tilde h_t",
}


def generate(rng):
    """The numbers of the step, the signs of those that may be negative, and the mixing."""

    def one_of(*values):
        return values[int(rng.integers(len(values)))]

    k = one_of(0, 1)
    uz, bz, un = one_of(0.8, -0.5), one_of(0.1, -0.2), one_of(0.6, -0.9)
    signs = {f"sign_{name}": "+" if value > 0 else "-" for name, value in
             (("uz", uz), ("bz", bz), ("un", un))}
    return {
        "k": k, "mixing": MIXING[k],
        "x": one_of(1, 2, -1), "hp": one_of(0.5, 0.8, -0.6),
        "wr": one_of(0.4, -0.3), "ur": one_of(0.2, 0.7),
        "wz": one_of(-1.2, 0.6), "uz": uz, "bz": bz,
        "wn": one_of(1.1, 0.7), "un": un, **signs,
    }
