"""Sample data of the gallery page: one sheet of the course, in every state."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from web import gallery_maths
from web.pictures import directive
from web.pictures.drawing import drawn
from web.text import marks
from web.text.icons import ICONS
from web.text.language import current, localized

STARTER = '''import numpy as np


def sigmoid(z):
    """The logistic function."""
    return 1 / (1 + np.exp(-z))


def jacobian(A, v):
    # shape (n, d)
    s = sigmoid(A @ v)
    return (s * (1 - s)) * A
'''
CODE = {
    "id": "gallery",
    "starter": STARTER,
    "runtime": "numpy",
    "defines": ["jacobian(A, v)"],
    "limits": {"cpu": 5.0, "memory_mb": 256},
}
_RAIL = [
    ({"fr": "Compter un SimpleRNN", "en": "Counting a SimpleRNN"}, "part"),
    ({"fr": "La cellule LSTM", "en": "The LSTM cell"}, "right"),
    ({"fr": "Jacobien d'une couche", "en": "Jacobian of a layer"}, "running"),
    ({"fr": "Gradient dans le temps", "en": "Gradient through time"}, "unanswered"),
]
_CELLS = [
    ("SimpleRNN 1", ((7200, "right"), (10000, "right"), (100, "right"), (17300, "right"))),
    ("SimpleRNN 2", ((7200, "wrong"), (10000, "right"), (100, "right"), (17300, "part"))),
    ("Dense", ((800, "right"), None, (8, "right"), (808, "right"))),
]
_TITLES = [
    ("shape", {"fr": "La forme du résultat : `(n, d)`", "en": "The shape of the result: `(n, d)`"}),
    ("zero", {"fr": "Poids nuls", "en": "Zero weights"}),
    ("one", {"fr": "Une couche, trois entrées", "en": "One layer, three inputs"}),
    ("pure", {"fr": "Aucune entrée n'est modifiée", "en": "No input is changed"}),
    ("sizes", {"fr": "Tailles inégales", "en": "Unequal sizes"}),
]
PICTURES = ("gradient-norm gate=0.95", "beam-tree", "ctc-lattice", "lstm-cell")
_BOOK = [
    ("Aït-Kaci Lina", (3500, 1500, None), ("", "", "awaiting-person")),
    ("Caradec Inès", (5000, 2000, 4000), ("", "right", "changed")),
    ("Diallo Ibrahima", (2500, 500, 1250), ("", "", "late")),
    ("Faure Anouk", (4000, 1000, None), ("", "", "ours")),
]


def context() -> dict[str, Any]:
    """Context of ``web/gallery.html``."""
    now = timezone.now()
    return {
        "marks": list(marks.MARKS),
        "icons": sorted(ICONS),
        "surfaces": ("paper", "sheet", "sunk", "ink-wash", "right", "part", "wrong", "note", "ink",
                     "print"),
        "scores": [(0, 6000), (2500, 6000), (6000, 6000), (750, 1000), (37500, 50000)],
        "rail": _rail(),
        "cells": _CELLS,
        "expected": [_expected(key, title) for key, title in _TITLES],
        "verdict": _verdict(),
        "code": CODE,
        "book": [(name, list(zip(points, states, strict=True))) for name, points, states in _BOOK],
        "now": now,
        "closes": now + timedelta(minutes=42, seconds=10),
        "moments": _moments(now),
        "numbers": (17300, 7200, -0.3106, 1e-7, 3.25e-9, 1234567.5),
        "statement": STATEMENT,
        "maths": gallery_maths.context(),
        "pictures": [drawn(directive.read(said), current()) for said in PICTURES],
    }  # fmt: skip


def _rail() -> list[dict[str, Any]]:
    return [
        {"url": f"#q{number}", "number": number, "label": localized(label), "mark": mark,
         "current": number == 1}
        for number, (label, mark) in enumerate(_RAIL, start=1)
    ]  # fmt: skip


def _expected(key: str, title: dict[str, str]) -> dict[str, Any]:
    return {"key": key, "title": localized(title), "max": 1000}


def _moments(now: datetime) -> list[datetime]:
    return [now, now + timedelta(days=1), now + timedelta(days=40), now + timedelta(days=400)]


def _part(index: int, outcome: str, points: int, **more: Any) -> dict[str, Any]:
    key, title = _TITLES[index]
    return {
        "key": key, "title": localized(title), "outcome": outcome, "points": points, "max": 1000,
        "visible": True, "sentences": [], "details": [], **more,
    }  # fmt: skip


def _verdict() -> dict[str, Any]:
    said = {
        "fr": "Première différence en `[0, 1]` : 0,1867 attendu, 0,2187 chez vous.",
        "en": "First difference at `[0, 1]`: 0.1867 expected, 0.2187 in yours.",
    }
    hint = {"fr": "Essayez $n$ différent de $d$.", "en": "Try $n$ different from $d$."}
    failed = _part(2, "failed", 0, sentences=[localized(said)], details=_details())
    raised = {"fr": "Ligne 12 : votre code a levé `TypeError`.",
              "en": "Line 12: your code raised `TypeError`."}  # fmt: skip
    error = _part(3, "error", 0, sentences=[localized(raised)], details=_details()[-1:])
    hidden = _part(4, "refused", 0, visible=False, sentences=[localized(hint)])
    return {
        "answered": "graded",
        "sentences": [],
        "output": "ici 1.0\n",
        "parts": [_part(0, "passed", 1000), _part(1, "passed", 1000), failed,
                  error, hidden],
    }  # fmt: skip


def _details() -> list[dict[str, Any]]:
    want = [[0.1142, 0.1867, 0.0403], [0.2309, 0.0515, 0.1176]]
    got = [[0.1142, 0.2187, 0.0344], [0.2309, 0.0515, 0.1176]]
    return [
        {"type": "matrices", "at": [0, 1],
         "expected": {"shape": [2, 3], "dtype": "float64", "entries": want},
         "got": {"shape": [2, 3], "dtype": "float64", "entries": got}},
        {"type": "inputs", "values": [
            {"name": "A", "shape": [2, 3], "dtype": "float64",
             "entries": [[0.5, -1.25, 0.75], [1.0, 0.125, -0.5]]},
            {"name": "v", "shape": [3], "dtype": "float64", "entries": [1.0, 0.5, -2.0]}]},
        *_plots(),
        {"type": "traceback", "exception": "ValueError", "text": "operands could not be broadcast",
         "frames": [{"line": 12, "function": "jacobian"}]},
    ]  # fmt: skip


def _plots() -> list[dict[str, Any]]:
    """One of each form."""
    steps = [float(k) for k in range(1, 31)]
    norms = [({"fr": "le vôtre", "en": "yours"}, 0.72), ({"fr": "attendu", "en": "expected"}, 0.93)]
    axes = {"x": {"fr": "pas de temps", "en": "time step"}, "y": {"fr": "norme", "en": "norm"}}
    error = [[abs(i - j) * 10.0 ** -(i + j) for j in range(6)] for i in range(4)]
    return [
        {"type": "plot", "form": "lines", "log": True, **axes,
         "title": {"fr": "Norme du gradient dans le temps", "en": "Gradient norm through time"},
         "lines": [{"name": name, "xs": steps, "ys": [base ** (30 - k) for k in steps]}
                   for name, base in norms]},
        {"type": "plot", "form": "heat", "log": True, "rows": error,
         "title": {"fr": "Écart absolu par entrée", "en": "Absolute error of each entry"},
         "x": {"fr": "colonne", "en": "column"}, "y": {"fr": "ligne", "en": "row"}},
        {"type": "plot", "form": "bars", "names": ["i", "f", "g", "o"],
         "values": [0.31, 0.94, -0.22, 0.58],
         "title": {"fr": "Moyenne des portes", "en": "Mean of the gates"},
         "x": {"fr": "porte", "en": "gate"}, "y": {"fr": "moyenne", "en": "mean"}},
    ]  # fmt: skip


STATEMENT = {
    "fr": """Un `SimpleRNN` à deux couches lit des séquences de $T = 12$ vecteurs de dimension
$n_{in} = 72$ et les range en $C = 8$ classes.

1. Comptez les paramètres de chaque matrice et de chaque biais.
2. Faites les sommes : « 17 300 » et « 17300 » se lisent pareil.

$$h_t = \\sigma(W h_{t-1} + U x_t + b)$$

| couche | taille |
|---|--:|
| `SimpleRNN` 1 | 100 |
| `Dense` | 8 |
""",
    "en": """A two-layer `SimpleRNN` reads sequences of $T = 12$ vectors of dimension $n_{in} = 72$
and sorts them into $C = 8$ classes.

1. Count the parameters of each matrix and each bias.
2. Add them up: "17,300" and "17300" read the same.

$$h_t = \\sigma(W h_{t-1} + U x_t + b)$$

| layer | size |
|---|--:|
| `SimpleRNN` 1 | 100 |
| `Dense` | 8 |
""",
}
