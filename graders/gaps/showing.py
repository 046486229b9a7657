"""Texts with gaps as a page shows them: blocks of pieces, each a text or a field."""

import re
from collections.abc import Mapping
from typing import Any

from graders.contracts import Message
from graders.kinds import grading, mathematics
from graders.kinds.formulas import author
from graders.maths.language import printing, read
from graders.maths.numbers import exact, shown
from graders.messages import localize, number, render

GAP = re.compile(r"\[\[gap:([A-Za-z][\w-]*)\]\]")
MATH = re.compile(r"\$\$[^$]+\$\$|\$[^$]+\$")
_ITEM = re.compile(r"\s*[-*] +")
Data = dict[str, Any]


def fields(question: Mapping[str, Any], answer: Any, language: str) -> dict[str, Data]:
    """The fields by gap, with what was typed; nothing that gives an answer away."""
    typed = answer if isinstance(answer, dict) else {}
    return {
        gap["id"]: _field(question, gap, place, typed.get(gap["id"]), language)
        for place, gap in enumerate(question["gaps"], start=1)
    }


def _field(
    question: Mapping[str, Any], gap: Mapping[str, Any], place: int, typed: Any, language: str
) -> Data:
    kind = next(name for name in ("value", "words", "options", "formula") if name in gap)
    made: Data = {
        "id": gap["id"],
        "field": f"g-{question['id']}-{gap['id']}",
        "type": kind,
        "label": render(Message("gap.label", {"n": place}), language),
        "place": place,
        "value": grading.typed_text(typed, mathematics.MAX_TEXT),
    }
    if kind == "value":
        made["inputmode"] = gap["inputmode"]
    if kind == "options":
        made["choose"] = render(Message("gap.choose"), language)
        made["options"] = [
            {
                "id": option["id"],
                "text": render(author(option["text"]), language),
                "chosen": typed == option["id"],
            }
            for option in gap["options"]
        ]
    return made


def pieces(text: str, inputs: Mapping[str, Data]) -> list[Data]:
    """A sentence cut at its gaps: ``{"text": …}`` and ``{"gap": field}``."""
    found: list[Data] = []
    for index, piece in enumerate(GAP.split(text)):
        if index % 2 and piece in inputs:
            found.append({"gap": inputs[piece]})
        elif piece:
            found.append({"text": piece})
    return found


def blocks(text: str, inputs: Mapping[str, Data]) -> list[Data]:
    """Paragraphs and lists with gaps as ``pieces`` and ``items``; all else is ``prose``."""
    found: list[Data] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        if not GAP.search(block):
            if found and "prose" in found[-1]:
                found[-1]["prose"] += f"\n\n{block}"
            else:
                found.append({"prose": block})
            continue
        for line in block.splitlines():
            item = _ITEM.match(line)
            if item and found and found[-1].get("of") is block:
                found[-1]["listed"].append(pieces(line[item.end() :], inputs))
            elif item:
                found.append({"listed": [pieces(line[item.end() :], inputs)], "of": block})
            elif found and found[-1].get("in") is block:
                found[-1]["pieces"] += [{"text": " "}, *pieces(line.strip(), inputs)]
            else:
                found.append({"pieces": pieces(line.strip(), inputs), "in": block})
    return [{k: v for k, v in block.items() if k not in ("of", "in")} for block in found]


def filled(question: Mapping[str, Any], text: str, language: str) -> str:
    """The text with the right answers in its gaps, for a worked solution."""
    right = {gap["id"]: solution(question, gap, language) for gap in question["gaps"]}
    return GAP.sub(lambda hole: right.get(hole[1], hole[0]), text)


def solution(question: Mapping[str, Any], gap: Mapping[str, Any], language: str) -> str:
    """What belongs into a gap, as Markdown."""
    if "value" in gap:
        value = exact(gap["answer"])
        whole = value.numerator if value.denominator == 1 else value
        return f"**{number(shown(whole), language)}**"
    if "words" in gap:
        said = {known: words[0] for known, words in gap["words"].items()}
        return f"**{localize(said, language)}**"
    if "options" in gap:
        best = max(gap["options"], key=lambda option: float(option["credit"]))
        return f"**{render(author(best['text']), language)}**"
    known = mathematics.declared_of(dict(question)).known
    return f"${printing.latex(read(str(gap['formula']), known).right)}$"
