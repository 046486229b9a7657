"""Sample data of the gallery page: mathematics typed and judged."""

from typing import Any

from web.text.language import localized

_LABEL = {"fr": "Votre dérivation, une ligne par étape", "en": "Your derivation, a line a step"}
_HELP = {"fr": "LaTeX ou texte simple.", "en": "LaTeX or plain text."}
_STAGE = {"fr": "La somme sur les pas", "en": "The sum over the steps"}
_ONE = {"fr": "Votre formule", "en": "Your formula"}
_UNCLOSED = {
    "fr": "La parenthèse ouverte à la position 7 n’est pas fermée.",
    "en": "The parenthesis opened at position 7 is not closed.",
}
_BROKEN = {
    "fr": "$\\frac{\\partial h_k}{\\partial W}$ est ici la dérivée totale.",
    "en": "$\\frac{\\partial h_k}{\\partial W}$ is the total derivative here.",
}
_FOLLOWS = {"fr": "Suit de la ligne précédente.", "en": "Follows from the line before."}
_SYMBOLS = [
    {"tex": "W", "shape": r"\in \mathbb{R}^{n \times n}", "insert": "W", "meaning": ""},
    {"tex": "h_{t}", "shape": r"\in \mathbb{R}^{n}", "insert": "h_t", "meaning": ""},
]
_PALETTE = [
    {"tex": "W", "insert": "W"},
    {"tex": "h_{t}", "insert": "h_t"},
    {"tex": r"\operatorname{Diag}(\cdot)", "insert": "Diag()"},
]
_BY_W = r"\frac{\partial %s}{\partial W}"
_LINES = [
    ("equal", "passed", rf"{_BY_W % 'L'} = \sum_t {_BY_W % 'L_t'}"),
    ("broken", "failed", rf"{{}} = \sum_t \frac{{\partial L_t}}{{\partial h_t}} {_BY_W % 'h_k'}"),
    ("follows", "partial", rf"{{}} = \sum_t {_BY_W % 'h_k'}"),
]


def context() -> dict[str, Any]:
    """A derivation and a formula being typed, and a verdict with a broken line."""
    shared = {"symbols": _SYMBOLS, "palette": _PALETTE, "help": localized(_HELP)}
    stages = [{"title": localized(_STAGE), "points": 1000}]
    target = r"\frac{\partial L}{\partial W}"
    lines = ["∂L/∂W = sum_t ∂L_t/∂W", "= sum_t ∂L_t/∂h_t ∂h_t/∂W"]
    return {
        "question": {
            **shared, "id": "g-lines", "label": localized(_LABEL), "target_tex": target,
            "lines": lines, "stages": stages,
        },
        "formula": {
            **shared, "id": "g-formula", "label": localized(_ONE), "value": "= diag(h_t",
            "target_tex": r"\frac{\partial h_t}{\partial z_t}",
        },
        "problems": {"answer": localized(_UNCLOSED)},
        "verdict": {"parts": [*_line_parts(), _stage()]},
    }  # fmt: skip


def _line_parts() -> list[dict[str, Any]]:
    said = {"broken": [localized(_BROKEN)], "follows": [localized(_FOLLOWS)]}
    example = {
        "type": "example", "sizes": {"n": 3, "T": 4}, "indices": {}, "entry": [1, 1],
        "left": 0.3106, "right": 0.4095,
    }  # fmt: skip
    return [
        {
            "outcome": outcome, "max": 0, "points": 0, "sentences": said.get(mark, []),
            "details": [
                {"type": "line", "number": number, "state": mark, "mark": mark, "tex": tex},
                *([example] if mark == "broken" else []),
            ],
        }
        for number, (mark, outcome, tex) in enumerate(_LINES, start=1)
    ]  # fmt: skip


def _stage() -> dict[str, Any]:
    return {
        "outcome": "passed", "max": 1000, "points": 1000, "title": localized(_STAGE),
        "sentences": [], "details": [],
    }  # fmt: skip
