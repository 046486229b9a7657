r"""What a label is called where no formula can be typeset: ``$W^{(1)}$`` is W⁽¹⁾.

A list to choose from and the name that a screen reader says are plain text.
"""

import re
import unicodedata

_GREEK = {name.lower(): f"GREEK SMALL LETTER {name}" for name in (
    "ALPHA", "BETA", "GAMMA", "DELTA", "EPSILON", "ETA", "THETA", "MU", "NU", "RHO", "SIGMA",
    "TAU", "PHI", "PSI", "OMEGA",
)}  # fmt: skip
_SIGNS = {
    "odot": "⊙", "times": "×", "cdot": "·", "partial": "∂", "sum": "∑", "prod": "∏",
    "to": "→", "infty": "∞", "dots": "…", "ldots": "…", "cdots": "…", "circ": "∘", "le": "≤",
    "ge": "≥", "neq": "≠", "top": "ᵀ", **{k: unicodedata.lookup(v) for k, v in _GREEK.items()},
}  # fmt: skip
_ACCENTS = {"tilde": "\u0303", "hat": "\u0302", "bar": "\u0304", "overrightarrow": "\u20d7",
            "overleftarrow": "\u20d6", "vec": "\u20d7"}  # fmt: skip
_RAISED = dict(zip("0123456789+-=()niT'", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀ′", strict=True))
_LOWERED = dict(zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ",
                    strict=True))  # fmt: skip
_ACCENTED = re.compile(rf"\\({'|'.join(_ACCENTS)})(?:\s*\{{([^{{}}]*)\}}|\s+(\w))")
_SCRIPT = re.compile(r"([_^])(?:\{([^{}]*)\}|(\\?\w+?|.)(?=\W|_|$|\w))")
_WORD = re.compile(r"\\([A-Za-z]+)")


def plain(text: str) -> str:
    """The text with its formulas in letters and signs; what has none keeps its TeX words."""
    pieces = text.split("$")
    pieces[1::2] = [_formula(piece) for piece in pieces[1::2]]
    return "".join(pieces).replace("`", "").replace("**", "")


def _formula(tex: str) -> str:
    tex = _ACCENTED.sub(lambda m: (m[2] or m[3]) + _ACCENTS[m[1]], tex)
    tex = _WORD.sub(lambda m: _SIGNS.get(m[1], m[1]), tex)
    tex = _SCRIPT.sub(lambda m: _script(m[1], m[2] if m[2] is not None else m[3]), tex)
    return re.sub(r"[{}]|\\[,;!]", "", tex).strip()


def _script(sign: str, inner: str) -> str:
    letters = _RAISED if sign == "^" else _LOWERED
    if all(char in letters for char in inner):
        return "".join(letters[char] for char in inner)
    return inner if inner == "ᵀ" else f"{sign}{inner}" if len(inner) == 1 else f"{sign}({inner})"
