"""The life cycle of a matching question. An answer: id on the left → id on the right."""

import copy
import random
from collections import Counter
from typing import Any

from graders.bundle import Bundle
from graders.contracts import GradeRequest, Json, Message, Part, Verdict
from graders.kinds import grading
from graders.kinds.base import Case, Parsed, Prepared, Values
from graders.kinds.formulas import author, saying
from graders.kinds.matching import checks, testing
from graders.kinds.mathematics import hints, shares
from graders.messages import render

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Matching:
    """Pairs; each right one has its share of the points."""

    name = "matching"
    plain = True

    def schema(self) -> dict[str, Any]:
        """JSON schema of the question in ``exercise.yaml``."""
        return copy.deepcopy(grading.schema_beside(__file__))

    def check(self, question: dict[str, Any], bundle: Bundle) -> list[Message]:
        """Ids used twice or unknown; answers that cannot each serve once."""
        return checks.problems(question)

    def variant(self, question: dict[str, Any], values: Values, rng: random.Random) -> Prepared:
        """Put the items on the right in the variant's order, with their letters."""
        right = list(question["right"])
        if question.get("shuffle", True):
            rng.shuffle(right)
        right.sort(key=lambda item: bool(item.get("last")))
        points = shares([1.0] * len(question["left"]), question["points"])
        return {
            **grading.common(question),
            "reuse": bool(question.get("reuse")),
            "left": [
                {**_left(item, values), "max": worth}
                for item, worth in zip(question["left"], points, strict=True)
            ],
            "right": [
                {"id": item["id"], "letter": letter, "text": saying(item["text"], values)}
                for item, letter in zip(right, LETTERS, strict=False)
            ],
            "misconceptions": [
                {**entry, "say": saying(entry["say"], values, entry["id"])}
                for entry in question.get("misconceptions", ())
            ],
            "hints": hints(question, values),
        }

    def render(self, prepared: Prepared, answer: Any, language: str) -> dict[str, Any]:
        """The items on both sides, and what is chosen."""
        chosen = answer if isinstance(answer, dict) else {}
        right = [
            {
                "id": item["id"],
                "letter": item["letter"],
                "text": render(author(item["text"]), language),
            }
            for item in prepared["right"]
        ]
        return {
            "kind": self.name,
            "id": prepared["id"],
            "choose": render(Message("matching.choose"), language),
            "list": render(Message("matching.list"), language),
            # a list to choose from holds plain text alone: formulas stand beside it
            "lettered": any(sign in item["text"] for item in right for sign in "$`*"),
            "right": right,
            "rows": [
                {
                    "id": item["id"],
                    "text": render(author(item["text"]), language),
                    "chosen": _found(right, chosen.get(item["id"])),
                }
                for item in prepared["left"]
            ],
            "hints": [hint["cost"] for hint in prepared["hints"]],
        }

    def parse(self, prepared: Prepared, raw: Any) -> Parsed:
        """The pairs that are chosen; items left empty are not answered."""
        if raw is None or raw == "":
            return _refused(prepared, Message("matching.empty"))
        if not isinstance(raw, dict) or len(raw) > 1000:
            return _refused(prepared, Message("matching.not-object"))
        left = [item["id"] for item in prepared["left"]]
        letters = {item["id"]: item["letter"] for item in prepared["right"]}
        chosen = {key: value for key, value in raw.items() if value not in ("", None)}
        if not chosen:
            return _refused(prepared, Message("matching.empty"))
        for key, value in chosen.items():
            if key not in left:
                return _refused(prepared, Message("matching.unknown", {"id": str(key)[:60]}))
            if not isinstance(value, str) or value not in letters:
                problem = Message("matching.unknown", {"id": _short(value)})
                return Parsed(problems=(problem,), fields={key: problem})
        if not prepared["reuse"] and (twice := _twice(chosen)):
            params = {"letter": letters[chosen[min(twice, key=left.index)]]}
            problem = Message("matching.twice", params)
            return Parsed(problems=(problem,), fields=dict.fromkeys(twice, problem))
        return Parsed({key: chosen[key] for key in left if key in chosen})

    def grade(self, request: GradeRequest) -> Verdict:
        """One part for each item on the left."""
        question = request.question
        if self.parse(question, request.answer).answer is None:
            return grading.unreadable(request, Message("matching.not-object"))
        parts = tuple(
            _part(question, item, request.answer.get(item["id"])) for item in question["left"]
        )
        right = sum(part.outcome == "passed" for part in parts)
        count = Message("matching.count", {"right": right, "all": len(parts)})
        return grading.verdict(request, parts, (count,))

    def explain(self, prepared: Prepared, language: str) -> dict[str, Any]:
        """Every item on the left with what belongs to it."""
        right = {item["id"]: render(author(item["text"]), language) for item in prepared["right"]}
        lines = []
        for item in prepared["left"]:
            text = render(author(item["text"]), language)
            say = f" {render(author(item['say']), language)}" if "say" in item else ""
            lines.append(f"- {text} → {' / '.join(right[id_] for id_ in item['match'])}.{say}")
        return {"text": "\n".join(lines).replace("..", ".")}

    def self_test(self, prepared: Prepared) -> list[Case]:
        """Right, each pair wrong or blank, known mistakes, malformed and hostile answers."""
        return testing.cases(prepared)


def _left(item: dict[str, Any], values: Values) -> dict[str, Json]:
    match = item["match"]
    made: dict[str, Json] = {
        "id": item["id"],
        "text": saying(item["text"], values),
        "match": [match] if isinstance(match, str) else list(match),
    }
    if "say" in item:
        made["say"] = saying(item["say"], values, item["id"])
    return made


def _part(question: dict[str, Any], item: dict[str, Any], chosen: str | None) -> Part:
    passed = chosen in item["match"]
    if chosen is None:
        said = Message("matching.blank")
    elif passed:
        said = author(item["say"]) if "say" in item else Message("matching.right")
    else:
        said = _mistake(question, item["id"], chosen)
    return Part(
        key=item["id"],
        outcome="passed" if passed else "failed",
        points=item["max"] if passed else 0,
        max=item["max"],
        title=item["text"]["text"] if "values" not in item["text"] else {},
        messages=(said,),
        details=({"type": "pair", "right": chosen or ""},),
    )


def _mistake(question: dict[str, Any], left: str, right: str) -> Message:
    for entry in question["misconceptions"]:
        if (entry["left"], entry["right"]) == (left, right):
            return author(entry["say"])
    return Message("matching.wrong")


def _found(right: list[dict[str, Any]], chosen: Any) -> dict[str, Any] | None:
    return next((item for item in right if item["id"] == chosen), None)


def _refused(prepared: Prepared, problem: Message) -> Parsed:
    """Not gradeable; said at the first field, where the page can show it."""
    return Parsed(problems=(problem,), fields={prepared["left"][0]["id"]: problem})


def _twice(chosen: dict[str, str]) -> list[str]:
    """Items on the left whose choice is that of another one as well."""
    counted = Counter(chosen.values())
    return [key for key, value in chosen.items() if counted[value] > 1]


def _short(value: Any) -> str:
    return value[:60] if isinstance(value, str) else "?"
