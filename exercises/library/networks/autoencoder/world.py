from graders.maths.worlds import World


def world():
    w = World(d=(4, 5), k=(2,), n=(3, 6))
    w.given("X", "d", "n", meaning={"fr": "données, une par colonne", "en": "data, one per column"})
    w.given("E", "k", "d", meaning={"fr": "encodeur", "en": "encoder"})
    w.given("D", "d", "k", meaning={"fr": "décodeur", "en": "decoder"})
    w.define("R", "d", "n", value=lambda at: at.X - at.D @ at.E @ at.X, meaning={"fr": "résidu X − D E X", "en": "residual X − D E X"})
    w.define("L", value=lambda at: (at.R**2).sum(), meaning={"fr": "perte, ‖R‖²", "en": "loss, ‖R‖²"})
    return w
