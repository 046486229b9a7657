"""Questions in which something is ticked, paired, filled in or put in order."""

from typing import Any

REMEDIES: dict[str, Any] = {
    "id": "remedies",
    "kind": "multiple",
    "points": 3000,
    "options": [
        {"id": "gates", "text": {"en": "LSTM, [[n_h]] units"}, "correct": True,
         "say": {"en": "An additive path."}},
        {"id": "skip", "text": {"en": "Skips"}, "correct": True,
         "missed": {"en": "A skip removes factors."}},
        {"id": "norm", "text": {"en": "Normalise"}, "correct": True},
        {"id": "clip", "text": {"en": "Clip $g$"}, "say": {"en": "Clipping shrinks."}},
        {"id": "rate", "text": {"en": "A larger step"}},
        {"id": "epochs", "text": {"en": "More epochs"}, "last": True},
    ],
}  # fmt: skip

ROLES: dict[str, Any] = {
    "id": "roles",
    "kind": "matching",
    "points": 3000,
    "left": [
        {"id": "f", "text": {"en": "$f_t$"}, "match": "erase"},
        {"id": "i", "text": {"en": "$i_t$"}, "match": "write"},
        {"id": "o", "text": {"en": "$o_t$"}, "match": ["show", "read"]},
    ],
    "right": [
        {"id": "erase", "text": {"en": "forgets"}},
        {"id": "write", "text": {"en": "lets $g_t$ in"}},
        {"id": "show", "text": {"en": "shows"}},
        {"id": "read", "text": {"en": "reads"}, "last": True},
    ],
    "misconceptions": [
        {"id": "swapped", "left": "f", "right": "write", "say": {"en": "It is $i_t$ that writes."}},
    ],
}

CELL: dict[str, Any] = {
    "id": "cell",
    "kind": "cloze",
    "points": 4000,
    "text": {
        "fr": "Avec [[n_h]] unités, $W$ a [[gap:size]] poids.\n\n- La [[gap:name]] efface.\n"
        "- Valeurs [[gap:sign]].\n\n$$h_t$$",
        "en": "With [[n_h]] units, $W$ has [[gap:size]] weights.\n\n- The [[gap:name]] erases.\n"
        "- Values: [[gap:sign]].\n\n$$h_t$$",
    },
    "gaps": [
        {"id": "size", "value": "n_h^2", "weight": 2, "misconceptions": [
            {"id": "linear", "value": "n_h", "say": {"en": "A square matrix."}}]},
        {"id": "name", "words": {"fr": ["porte d'oubli"], "en": ["forget gate"]},
         "misconceptions": [
            {"id": "entry", "words": ["porte d'entrée", "input gate"], "say": {"en": "It writes."}},
        ]},
        {"id": "sign", "options": [
            {"id": "plus", "text": {"en": "positive"}, "correct": True},
            {"id": "any", "text": {"en": "any"}, "say": {"en": "A sigmoid."}},
        ]},
    ],
}  # fmt: skip

PROOF: dict[str, Any] = {
    "id": "proof",
    "kind": "ordering",
    "points": 6000,
    "steps": [
        {"id": "base", "text": {"en": "For $k = 1$."}},
        {"id": "assume", "text": {"en": "Assume it for $t$."}, "after": "base"},
        {"id": "chain", "text": {"en": "The chain rule: [[gap:next]]."}, "after": ["base"]},
        {"id": "end", "text": {"en": "So it holds."}, "after": ["assume", "chain"]},
    ],
    "distractors": [
        {"id": "commute", "text": {"en": "They commute."}, "say": {"en": "Matrices do not."}},
    ],
    "misplaced": [
        {"id": "early-end", "step": "end", "before": "assume", "say": {"en": "Assume first."}},
    ],
    "gaps": [{"id": "next", "value": "T + 1"}],
    "order_weight": 5,
}
RIGHT_PROOF = {"base": "1", "assume": "2", "chain": "3", "end": "4", "next": "13"}
