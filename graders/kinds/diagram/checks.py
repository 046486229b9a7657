"""What is wrong with a diagram, as its author wrote it."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from graders.bundle import Bundle
from graders.contracts import Message
from graders.kinds.diagram import svg
from graders.kinds.diagram.placing import filling, right_labels

NEAR = 0.03
"""Places nearer than this share of the figure's width would hide each other's letter."""


def problems(question: Mapping[str, Any], bundle: Bundle) -> list[Message]:
    """The figure, ids used twice or telling, unknown labels, places outside or touching."""
    found = [*_ids(question), *_labels(question)]
    known = [p for p in question["places"] if set(right_labels(p)) <= _label_ids(question)]
    places = question["places"]
    if known == places and filling(places, reuse=bool(question.get("reuse"))) is None:
        taken = [label for place in places for label in right_labels(place)]
        twice = next(label for label in taken if taken.count(label) > 1)
        found.append(Message("diagram.label-once", {"id": twice, "path": ["places"]}))
    file = question["figure"]
    if file not in bundle.files:
        return [*found, Message("diagram.figure-missing", {"file": file, "path": ["figure"]})]
    try:
        figure = svg.read(bundle.files[file])
    except svg.SvgError as error:
        params = {"file": file, "what": error.what, "path": ["figure"]}
        return [*found, Message(f"diagram.svg-{error.reason}", params)]
    return [*found, *_places(question, figure)]


def _label_ids(question: Mapping[str, Any]) -> set[str]:
    return {label["id"] for label in question["labels"]}


def _ids(question: Mapping[str, Any]) -> Iterator[Message]:
    for group in ("labels", "places"):
        seen: set[str] = set()
        for index, entry in enumerate(question[group]):
            if entry["id"] in seen:
                yield Message("question.twice", {"id": entry["id"], "path": [group, index, "id"]})
            seen.add(entry["id"])


def _labels(question: Mapping[str, Any]) -> Iterator[Message]:
    known = _label_ids(question)
    listed = ", ".join(sorted(known))
    for index, place in enumerate(question["places"]):
        right = right_labels(place)
        path = ["places", index]
        for id_ in (*right, *place.get("say", {})):
            if id_ not in known:
                yield Message("diagram.label-unknown", {"id": id_, "known": listed, "path": path})
        for id_ in place.get("say", {}):
            if id_ in right:
                yield Message("diagram.say-right", {"id": id_, "path": [*path, "say", id_]})
        if place["id"] in right:
            yield Message("diagram.telling", {"id": place["id"], "path": [*path, "id"]})


def _places(question: Mapping[str, Any], figure: svg.Figure) -> Iterator[Message]:
    left, top, width, height = figure.box
    for index, place in enumerate(question["places"]):
        inside = left <= place["x"] <= left + width and top <= place["y"] <= top + height
        if not inside:
            box = f"{left:g} {top:g} {width:g} {height:g}"
            yield Message(
                "diagram.place-outside", {"id": place["id"], "box": box, "path": ["places", index]}
            )
    for one, other in combinations(question["places"], 2):
        apart = abs(complex(one["x"] - other["x"], one["y"] - other["y"]))
        if apart < NEAR * max(width, height):
            params = {"one": one["id"], "other": other["id"], "path": ["places"]}
            yield Message("diagram.places-near", params)
