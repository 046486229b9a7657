"""Which labels belong to which places, and whether all places can be filled at once."""

from collections.abc import Mapping, Sequence
from typing import Any


def right_labels(place: Mapping[str, Any]) -> list[str]:
    """The labels of which each is right at this place."""
    label = place["label"]
    return [label] if isinstance(label, str) else list(label)


def filling(places: Sequence[Mapping[str, Any]], *, reuse: bool) -> dict[str, str] | None:
    """A right label for every place, or None where labels do not suffice.

    Without ``reuse`` each label serves once: augmenting paths find the places a label.
    """
    if reuse:
        return {place["id"]: right_labels(place)[0] for place in places}
    wanted = {place["id"]: right_labels(place) for place in places}
    holder: dict[str, str] = {}

    def seat(place: str, seen: set[str]) -> bool:
        for label in wanted[place]:
            if label not in seen:
                seen.add(label)
                if label not in holder or seat(holder[label], seen):
                    holder[label] = place
                    return True
        return False

    if not all(seat(place, set()) for place in wanted):
        return None
    return {place: label for label, place in holder.items()}
