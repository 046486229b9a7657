"""What the page of an ordering shows: steps under letters, their places, their fields."""

from typing import Any

from graders.contracts import Message
from graders.gaps import showing
from graders.kinds.base import Prepared
from graders.kinds.formulas import author
from graders.kinds.ordering.reading import place_of
from graders.messages import render

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + "αβγδεζηθ"
_WORDS = ("order", "tray", "unused")
_SPOKEN = ("handle", "up", "down", "into", "off", "placed", "out", "nothing")
"""What the script says of a step; it fills in the letter and the place."""


def context(prepared: Prepared, answer: Any, language: str) -> dict[str, Any]:
    """The context but for the kind's name; ``placed`` are the steps in the order answered."""
    typed = answer if isinstance(answer, dict) else {}
    inputs = showing.fields(prepared, answer, language)
    steps = {step["id"]: step for step in prepared["steps"]}
    most = len(steps)
    rows = []
    for letter, id_ in zip(_LETTERS, prepared["shown"], strict=False):
        text = render(author(steps[id_]["text"]), language)
        place = place_of(typed.get(id_), most)
        rows.append(
            {
                "id": id_,
                "letter": letter,
                "label": render(Message("ordering.position", {"letter": letter}), language),
                "blocks": showing.blocks(text, inputs),
                "place": place,
                "places": [{"n": n, "chosen": n == place} for n in range(1, most + 1)],
            }
        )
    placed = sorted((row for row in rows if row["place"]), key=lambda row: row["place"])
    extra = any(step["extra"] for step in prepared["steps"])
    return {
        "id": prepared["id"],
        **{word: render(Message(f"ordering.{word}"), language) for word in _WORDS},
        "words": {word: render(Message(f"ordering.do-{word}"), language) for word in _SPOKEN},
        "help": render(Message(f"ordering.help{'' if extra else '-all'}"), language),
        "rows": rows,
        "placed": placed,
        "left_out": [row for row in rows if not row["place"]],
        "gaps": list(inputs.values()),
        "hints": [hint["cost"] for hint in prepared["hints"]],
    }
