"""How much of an answer is left empty: pairs, labels, gaps, cells."""

from collections.abc import Iterable, Mapping
from typing import Any


def empty(prepared: Mapping[str, Any], answer: Any) -> tuple[int, int]:
    """How many fields of a canonical answer are empty, and of how many; (0, 0) where none can be.

    An empty field is never wrong to send: it only deserves a word before a try is used.
    """
    fields = list(_fields(prepared))
    if not isinstance(answer, Mapping) or not fields:
        return 0, 0
    return sum(name not in answer for name in fields), len(fields)


def _fields(prepared: Mapping[str, Any]) -> Iterable[str]:
    kind = prepared["kind"]
    if kind == "table":
        return [str(key) for key in prepared["cells"]]
    parts = {"matching": "left", "diagram": "places", "cloze": "gaps", "ordering": "gaps"}
    return [str(one["id"]) for one in prepared[parts[kind]]] if kind in parts else []
