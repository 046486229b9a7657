"""How names are spelled: Greek letters, functions, look-alikes of other alphabets."""

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ",
    "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
    "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip
LETTER = {sign: name for name, sign in GREEK.items()} | {"ϕ": "phi", "ϵ": "epsilon", "ϑ": "theta"}
VARIANT = {"varphi": "phi", "varepsilon": "epsilon", "vartheta": "theta", "ell": "ell"}

ELEMENTWISE = frozenset({"sigma", "tanh", "exp", "log", "sqrt", "relu", "sin", "cos", "abs"})
"""Functions of one argument that work entry by entry."""
FUNCTIONS = ELEMENTWISE | {"softmax", "Diag", "diag", "tr", "max", "min", "vec", "norm"}
SAME_FUNCTION = {
    "sigmoid": "sigma", "sigm": "sigma", "logistic": "sigma", "ln": "log", "th": "tanh",
    "ReLU": "relu", "trace": "tr", "Tr": "tr", "DIAG": "Diag", "racine": "sqrt",
}  # fmt: skip
"""Other spellings of a function's name. ``th`` is French for tanh."""

SPOKEN = {
    "sum": "sum", "prod": "prod", "partial": "∂", "odot": "⊙", "circ": "⊙", "times": "×",
    "cdot": "×", "leq": "<=", "geq": ">=",
}  # fmt: skip
"""Signs typed as words, with or without a backslash."""

ACCENTS = {"tilde": "tilde", "widetilde": "tilde", "hat": "hat", "widehat": "hat",
           "bar": "bar", "overline": "bar", "vec": "vec"}  # fmt: skip
"""An accent becomes part of the name: ``\\tilde c`` is ``ctilde``."""
COMBINING = {"\u0303": "tilde", "\u0302": "hat", "\u0304": "bar", "\u0305": "bar"}

TRANSPOSES = frozenset({"top", "intercal", "⊤", "ᵀ"})
LOOKALIKES = dict(
    zip(
        "АВЕКМНОРСТУХасеорухіјԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "ABEKMHOPCTYXaceopyxijqwABEZHIKMNOPTYX",
        strict=True,
    )
)
"""Cyrillic and Greek letters that look like Latin ones, and the one that was probably meant."""

SUPER = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿᵗᵀ", "0123456789+-()ntT", strict=True))
SUB = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₜₖᵢⱼₕₙₐₒₓ", "0123456789+-()tkijhnaox", strict=True))
