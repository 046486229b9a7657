"""The life cycle of a text question: kept at once, marked when a person has read it."""

import copy
import random
import re
from decimal import Decimal
from typing import Any

from graders.bundle import Bundle
from graders.contracts import GradeRequest, Json, Message, Verdict
from graders.kinds import grading
from graders.kinds.base import Case, Parsed, Prepared, Values
from graders.kinds.formulas import author, saying
from graders.messages import render

FIELD = "answer"
LONGEST = 20_000
_MILLI = 1000
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")


class Text:
    """Words for a person to read; each criterion of the rubric becomes a part."""

    name = "text"
    plain = True

    def schema(self) -> dict[str, Any]:
        """JSON schema of the question in ``exercise.yaml``."""
        return copy.deepcopy(grading.schema_beside(__file__))

    def check(self, question: dict[str, Any], bundle: Bundle) -> list[Message]:
        """Ids used twice, criteria that do not sum up to the question's points."""
        found: list[Message] = []
        seen: set[str] = set()
        for index, criterion in enumerate(question["rubric"]):
            path = ["rubric", index]
            if criterion["id"] in seen:
                params = {"id": criterion["id"], "path": [*path, "id"]}
                found.append(Message("question.twice", params))
            seen.add(criterion["id"])
            if Decimal(str(criterion["points"])) * _MILLI % 1:
                params = {"points": criterion["points"], "path": [*path, "points"]}
                found.append(Message("text.fine", params))
        total = sum(_milli(criterion) for criterion in question["rubric"])
        if total != question["points"]:
            params = {"sum": total, "points": question["points"], "path": ["rubric"]}
            found.append(Message("text.sum", params))
        words = question.get("words", {})
        if words.get("min", 0) > words.get("max", LONGEST):
            found.append(Message("text.words-order", {"path": ["words", "min"]}))
        return found

    def variant(self, question: dict[str, Any], values: Values, rng: random.Random) -> Prepared:
        """The rubric in thousandths, with the sentences of this variant."""
        return {
            **grading.common(question),
            "words": dict(question.get("words", {})),
            "rubric": [
                {
                    "id": criterion["id"],
                    "max": _milli(criterion),
                    "text": saying(criterion["text"], values),
                    "before": saying(criterion.get("before", criterion["text"]), values),
                    "shown": criterion.get("shown", True),
                }
                for criterion in question["rubric"]
            ],
            **({"model": saying(question["model"], values)} if "model" in question else {}),
            "hints": [
                {"cost": hint.get("cost", 0), "say": saying(hint["text"], values)}
                for hint in question.get("hints", ())
            ],
        }

    def render(self, prepared: Prepared, answer: Any, language: str) -> dict[str, Any]:
        """The text so far, the length expected, the criteria that students may see."""
        return {
            "kind": self.name,
            "id": prepared["id"],
            "label": render(Message("text.label"), language),
            "person": render(Message("text.person"), language),
            "rubric_word": render(Message("text.rubric"), language),
            "expected": _expected(prepared["words"], language),
            "word": render(Message("text.words-one"), language),
            "words": render(Message("text.words-many"), language),
            "limit": LONGEST,
            "typed": grading.typed_text(answer, LONGEST),
            "rubric": [
                {
                    # variants made before this had no such words
                    "text": render(author(criterion.get("before", criterion["text"])), language),
                    "points": criterion["max"],
                }
                for criterion in prepared["rubric"]
                if criterion["shown"]
            ],
            "hints": [hint["cost"] for hint in prepared["hints"]],
        }

    def parse(self, prepared: Prepared, raw: Any) -> Parsed:
        """The text with plain line ends, and how many words it has."""
        if raw is None:
            raw = ""
        if not isinstance(raw, str):
            return _refused(Message("text.not-text"))
        if len(raw) > 2 * LONGEST:  # before it is touched
            return _refused(Message("text.too-long", {"size": len(raw), "limit": LONGEST}))
        text = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
        text = text.encode("utf-8", "replace").decode()
        if not text:
            return _refused(Message("text.empty"))
        if len(text) > LONGEST:
            return _refused(Message("text.too-long", {"size": len(text), "limit": LONGEST}))
        return Parsed(text, read=(Message("text.read", {"n": len(words_of(text))}),))

    def grade(self, request: GradeRequest) -> Verdict:
        """No points yet: it waits for a person."""
        if not isinstance(request.answer, str):
            return grading.unreadable(request, Message("text.not-text"))
        return Verdict(
            grading=request.grading,
            token=request.token,
            state="graded",
            max=request.question["points"],
            answered="awaiting-person",
            messages=(Message("text.awaiting"),),
        )

    def explain(self, prepared: Prepared, language: str) -> dict[str, Any]:
        """The model answer, then what counts."""
        lines = [
            f"- {render(author(criterion['text']), language)}" for criterion in prepared["rubric"]
        ]
        model = render(author(prepared["model"]), language) if "model" in prepared else ""
        head = f"**{render(Message('text.rubric'), language)}**"
        return {"text": "\n\n".join(part for part in (model, head, "\n".join(lines)) if part)}

    def self_test(self, prepared: Prepared) -> list[Case]:
        """Words wait for a person; what is no text is refused."""
        cases = [
            Case("words", "A few words.", answered="awaiting-person", says="text.awaiting"),
            Case("markup", "<script>alert(1)</script> {{ 7*7 }}", answered="awaiting-person"),
        ]
        raws: dict[str, Any] = {
            "empty": "",
            "blank": " \n\t",
            "huge": "a" * grading.HUGE,
            "list": ["a"],
            "object": {"answer": "a"},
            "number": 1,
            "null": None,
        }
        return cases + [Case(name, raw, answered="malformed") for name, raw in raws.items()]


def words_of(text: str) -> list[str]:
    """The words of a text, as a reader would count them: « l'état » is one."""
    return _WORD.findall(text)


def _milli(criterion: dict[str, Any]) -> int:
    return int(Decimal(str(criterion["points"])) * _MILLI)


def _expected(words: dict[str, Json], language: str) -> str:
    if not words:
        return ""
    which = "between" if len(words) == 2 else next(iter(words))
    return render(Message(f"text.words-{which}", words), language)


def _refused(problem: Message) -> Parsed:
    return Parsed(problems=(problem,), fields={FIELD: problem})
