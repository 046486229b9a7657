"""The life cycle of a diagram question."""

import copy
import random
from collections import Counter
from collections.abc import Mapping
from typing import Any

from graders.bundle import Bundle
from graders.contracts import GradeRequest, Json, Message, Part, Verdict
from graders.kinds import grading
from graders.kinds.base import Case, Parsed, Prepared, QuestionError, Values
from graders.kinds.diagram import checks, drawing, svg
from graders.kinds.diagram.naming import plain
from graders.kinds.diagram.placing import filling, right_labels
from graders.kinds.formulas import author, saying
from graders.messages import render

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SAID = (
    "help", "help-plain", "tray", "none", "region", "taken", "put", "back", "cancelled",
)  # fmt: skip


class Diagram:
    """Labels on the places of a figure; each place is a part of the verdict."""

    name = "diagram"
    plain = True

    def schema(self) -> dict[str, Any]:
        """JSON schema of the question in ``exercise.yaml``."""
        return copy.deepcopy(grading.schema_beside(__file__))

    def check(self, question: dict[str, Any], bundle: Bundle) -> list[Message]:
        """See ``checks.problems``."""
        return checks.problems(question, bundle)

    def variant(self, question: dict[str, Any], values: Values, rng: random.Random) -> Prepared:
        """The figure made safe, the labels in the variant's order, points for each place."""
        try:
            figure = svg.read(question.get("svg", ""))
        except svg.SvgError as error:
            params = {"file": question["figure"], "what": error.what, "path": ["figure"]}
            raise QuestionError(Message(f"diagram.svg-{error.reason}", params)) from None
        labels = list(question["labels"])
        if question.get("shuffle", True):
            rng.shuffle(labels)
        worth = grading.shared(question["points"], len(question["places"]))
        return {
            **grading.common(question),
            "box": list(figure.box),
            "body": figure.body,
            "reuse": bool(question.get("reuse")),
            "labels": [{"id": lb["id"], "text": saying(lb["text"], values)} for lb in labels],
            "places": [
                {**_place(place, values), "letter": letter, "max": most}
                for place, letter, most in zip(question["places"], LETTERS, worth, strict=False)
            ],
            **({"alt": saying(question["alt"], values)} if "alt" in question else {}),
            "hints": [
                {"cost": hint.get("cost", 0), "say": saying(hint["text"], values)}
                for hint in question.get("hints", ())
            ],
        }

    def render(self, prepared: Prepared, answer: Any, language: str) -> dict[str, Any]:
        """The figure twice (to fill in, and to be marked), its places and labels."""
        chosen = answer if isinstance(answer, dict) else {}
        labels = _texts(prepared, language)
        use = "reuse" if prepared["reuse"] else "once"
        return {
            "kind": self.name,
            "id": prepared["id"],
            **{key.replace("-", "_"): render(Message(f"diagram.{key}"), language) for key in _SAID},
            "use": render(Message(f"diagram.{use}-help"), language),
            "reuse": prepared["reuse"],
            "alt": render(author(prepared["alt"]), language) if "alt" in prepared else "",
            "figure": drawing.figure(prepared, "ask"),
            "marked": drawing.figure(prepared, "back"),
            "labels": [
                {"id": id_, "text": text, "number": n, "name": plain(text)}
                for n, (id_, text) in enumerate(labels.items(), 1)
            ],
            "places": [
                {
                    "id": place["id"],
                    "letter": place["letter"],
                    "x": drawing.across(prepared, place["x"]),
                    "y": drawing.down(prepared, place["y"]),
                    "name": render(author(place["name"]), language),
                    "chosen": _known(chosen.get(place["id"]), labels),
                    "text": labels.get(_known(chosen.get(place["id"]), labels), ""),
                }
                for place in prepared["places"]
            ],
            "hints": [hint["cost"] for hint in prepared["hints"]],
        }

    def parse(self, prepared: Prepared, raw: Any) -> Parsed:
        """``{place: label}`` of the places that have one."""
        places = {place["id"] for place in prepared["places"]}
        if not isinstance(raw, dict) or not all(isinstance(key, str) for key in raw):
            empty = raw is None or raw == ""
            return _refused("diagram.empty" if empty else "diagram.not-object")
        if unknown := raw.keys() - places:
            return _refused("diagram.no-such-place", place=min(unknown)[:60])
        texts = {label["id"]: label["text"] for label in prepared["labels"]}
        answer = {place: label for place, label in raw.items() if label not in ("", None)}
        fields = {
            place: Message("diagram.no-such-label", {"label": str(label)[:60]})
            for place, label in answer.items()
            if not isinstance(label, str) or label not in texts
        }
        if not fields and not prepared["reuse"]:
            often = Counter(answer.values())
            fields = {
                place: Message("diagram.once", {"label": _nested(texts[label])})
                for place, label in answer.items()
                if often[label] > 1
            }
        if fields:
            counted = Message("diagram.unreadable", {"n": len(fields)})
            return Parsed(problems=(counted,), fields=fields)
        return Parsed(answer) if answer else _refused("diagram.empty")

    def grade(self, request: GradeRequest) -> Verdict:
        """One part for each place, in the order of their letters."""
        question, answer = request.question, request.answer
        if not isinstance(answer, dict):
            return grading.unreadable(request, Message("diagram.not-object"))
        parts = tuple(_part(place, answer.get(place["id"])) for place in question["places"])
        right = sum(part.outcome == "passed" for part in parts)
        counted = Message("diagram.count", {"right": right, "total": len(parts)})
        return grading.verdict(request, parts, (counted,))

    def explain(self, prepared: Prepared, language: str) -> dict[str, Any]:
        """Each place with its right labels."""
        labels = _texts(prepared, language)
        lines = [
            f"- **{place['letter']}**, {render(author(place['name']), language)} : "
            + ", ".join(labels[label] for label in place["right"])
            for place in prepared["places"]
        ]
        return {"text": "\n".join(lines), "right": _right(prepared)}

    def self_test(self, prepared: Prepared) -> list[Case]:
        """Right, one place wrong, one alone, each sentence; malformed and hostile answers."""
        right = _right(prepared)
        first = prepared["places"][0]
        share = first["max"] / prepared["points"]
        without = {place: label for place, label in right.items() if place != first["id"]}
        cases = [
            Case("right", right, 1.0, says="diagram.count"),
            Case("one place only", {first["id"]: right[first["id"]]}, share),
            *_mistakes(prepared, right),
        ]
        if without:
            cases.append(Case("one place blank", without, 1 - share, says="diagram.blank"))
        return cases + _unreadable(right, first["id"], reuse=prepared["reuse"])


def _place(place: Mapping[str, Any], values: Values) -> dict[str, Json]:
    return {
        "id": place["id"],
        "x": place["x"],
        "y": place["y"],
        "name": saying(place["name"], values),
        "right": right_labels(place),
        "say": {label: saying(text, values, label) for label, text in place.get("say", {}).items()},
    }


def _texts(prepared: Prepared, language: str) -> dict[str, str]:
    return {label["id"]: render(author(label["text"]), language) for label in prepared["labels"]}


def _known(label: Any, labels: Mapping[str, str]) -> str:
    return label if isinstance(label, str) and label in labels else ""


def _nested(said: dict[str, Any]) -> Json:
    message = author(said)
    return {"id": message.id, "params": message.params}


def _refused(reason: str, **params: Json) -> Parsed:
    return Parsed(problems=(Message(reason, params),))


def _part(place: Mapping[str, Any], label: str | None) -> Part:
    right = label in place["right"]
    why = "blank" if label is None else "right" if right else "wrong"
    said = author(place["say"][label]) if label in place["say"] else Message(f"diagram.{why}")
    return Part(
        key=place["id"],
        outcome="passed" if right else "failed",
        points=place["max"] if right else 0,
        max=place["max"],
        title={lang: render(author(place["name"]), lang) for lang in place["name"]["text"]},
        messages=(said,),
        details=({"type": "placed", "why": why, "label": label or ""},),
    )


def _right(prepared: Prepared) -> dict[str, str]:
    places = [{"id": place["id"], "label": place["right"]} for place in prepared["places"]]
    return filling(places, reuse=prepared["reuse"]) or {}


def _mistakes(prepared: Prepared, right: dict[str, str]) -> list[Case]:
    """Every label with a sentence, and the first wrong label of each place."""
    cases: list[Case] = []
    for place in prepared["places"]:
        wrong = [lb["id"] for lb in prepared["labels"] if lb["id"] not in place["right"]]
        told = [label for label in wrong if label in place["say"]]
        for label in told or wrong[:1]:
            others = right if prepared["reuse"] else _freed(right, label)
            answer = {**others, place["id"]: label}
            lost = sum(
                p["max"] for p in prepared["places"] if answer.get(p["id"]) not in p["right"]
            )
            says = label if label in place["say"] else "diagram.wrong"
            score = 1 - lost / prepared["points"]
            cases.append(Case(f"{label} at {place['id']}", answer, score, says=says))
    return cases


def _lost(prepared: Prepared, answer: dict[str, str]) -> int:
    places = prepared["places"]
    return sum(place["max"] for place in places if answer.get(place["id"]) not in place["right"])


def _freed(right: dict[str, str], label: str) -> dict[str, str]:
    return {place: other for place, other in right.items() if other != label}


def _unreadable(right: dict[str, str], first: str, *, reuse: bool) -> list[Case]:
    raws: dict[str, Any] = {
        "empty": "",
        "blank": dict.fromkeys(right, ""),
        "unknown label": {**right, first: "no such label"},
        "unknown place": {**right, "no such place": right[first]},
        "huge": "a" * grading.HUGE,
        "nested": {first: [[right[first]]]},
        "list": [[right[first]]],
        "number": 0,
        "null": None,
    }
    if not reuse and len(right) > 1:
        raws["one label everywhere"] = dict.fromkeys(right, right[first])
    return [Case(name, raw, answered="malformed") for name, raw in raws.items()]
