"""What is wrong with gaps, as their author wrote them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graders.bundle import Bundle
from graders.contracts import Localized, Message
from graders.gaps.preparing import keys_of
from graders.gaps.showing import GAP, MATH
from graders.gaps.words import listed
from graders.kinds import mathematics
from graders.maths.ready_worlds import READY_NAMES
from graders.messages import localize

KINDS = ("value", "words", "options", "formula")
_ONLY = {
    "value": {"number", "signed", "tolerance", "accept", "misconceptions"},
    "words": {"misconceptions"},
    "options": set[str](),
    "formula": {"target", "repairs", "misconceptions"},
}
_ALWAYS = {"id", "weight"}
Placed = Sequence[tuple[list[str | int], Localized]]
"""Texts in which gaps may stand, each with its path in the question."""


def problems(question: Mapping[str, Any], bundle: Bundle, texts: Placed) -> list[Message]:
    """Gaps used twice, missing or unknown in a text; keys of another kind of gap; the world."""
    gaps = question.get("gaps", ())
    found = [*_twice(gaps), *_places(gaps, texts)]
    for place, gap in enumerate(gaps):
        found += _of_gap(gap, ["gaps", place])
    if any("formula" in gap for gap in gaps):
        found += mathematics.check_world(dict(question), bundle, READY_NAMES)
    return found


def _twice(gaps: Sequence[Mapping[str, Any]]) -> Iterator[Message]:
    seen: set[str] = set()
    for place, gap in enumerate(gaps):
        if gap["id"] in seen:
            yield Message("question.twice", {"id": gap["id"], "path": ["gaps", place, "id"]})
        seen.add(gap["id"])


def _places(gaps: Sequence[Mapping[str, Any]], texts: Placed) -> Iterator[Message]:
    """Every gap stands once in each language."""
    ids = [gap["id"] for gap in gaps]
    languages = {language for _, text in texts for language in text} - {"*"} or {"*"}
    first = texts[0][0] if texts else []
    for language in sorted(languages):
        counted: Counter[str] = Counter()
        for path, text in texts:
            said = localize(text, language)
            counted.update(GAP.findall(said))
            for formula in MATH.findall(said):
                if hole := GAP.search(formula):
                    yield Message("gap.in-formula", {"place": hole[0], "path": path})
        for id_ in [*ids, *(counted.keys() - set(ids))]:
            name = "missing" if not counted[id_] else "twice" if counted[id_] > 1 else ""
            name = name if id_ in ids else "undeclared"
            if name:
                told = {"id": id_, "language": language, "place": f"[[gap:{id_}]]", "path": first}
                yield Message(f"gap.{name}", told)


def _of_gap(gap: Mapping[str, Any], path: list[str | int]) -> Iterator[Message]:
    kind = next(name for name in KINDS if name in gap)
    for name in sorted(gap.keys() - {kind} - _ONLY[kind] - _ALWAYS):
        yield Message("gap.other-key", {"kind": kind, "name": name, "path": [*path, name]})
    for index, entry in enumerate(gap.get("misconceptions", ())):
        way = [*path, "misconceptions", index]
        if kind not in entry:
            name = next((other for other in KINDS if other in entry), "")
            yield Message("gap.other-key", {"kind": kind, "name": name, "path": way})
        elif kind == "words" and keys_of(listed(entry["words"])) & keys_of(listed(gap["words"])):
            yield Message("gap.known-right", {"id": entry["id"], "path": way})
    if kind == "value" and gap.get("number", "integer") == "integer" and "tolerance" in gap:
        yield Message("question.tolerance-integer", {"path": [*path, "tolerance"]})
    if kind == "options":
        yield from _options(gap["options"], path)


def _options(options: Sequence[Mapping[str, Any]], path: list[str | int]) -> Iterator[Message]:
    seen: set[str] = set()
    for index, option in enumerate(options):
        way = [*path, "options", index]
        if option["id"] in seen:
            yield Message("question.twice", {"id": option["id"], "path": [*way, "id"]})
        seen.add(option["id"])
        text = option["text"]
        if any(sign in said for said in text.values() for sign in "$`"):
            yield Message("gap.option-formula", {"path": [*way, "text"]})
    if not any(option.get("correct") for option in options):
        yield Message("gap.no-right", {"path": [*path, "options"]})
