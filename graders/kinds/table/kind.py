"""The life cycle of a table question."""

import copy
import random
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from graders.bundle import Bundle
from graders.contracts import GradeRequest, Json, Message, Part, Verdict
from graders.kinds import grading
from graders.kinds.base import Case, Parsed, Prepared, Values
from graders.kinds.formulas import author
from graders.kinds.table import checks, preparing, reading, testing
from graders.kinds.table.marking import Marked, mark
from graders.maths.numbers import exact, shown
from graders.messages import number, render


class Table:
    """A grid of cells; each is a part ``row.column`` of the verdict."""

    name = "table"
    plain = True

    def schema(self) -> dict[str, Any]:
        """JSON schema of the question in ``exercise.yaml``."""
        return copy.deepcopy(grading.schema_beside(__file__))

    def check(self, question: dict[str, Any], bundle: Bundle) -> list[Message]:
        """See ``checks.problems``."""
        return checks.problems(question)

    def variant(self, question: dict[str, Any], values: Values, rng: random.Random) -> Prepared:
        """See ``preparing.prepare``."""
        return preparing.prepare(question, values)

    def render(self, prepared: Prepared, answer: Any, language: str) -> dict[str, Any]:
        """The grid with what was typed; a cell that a row lacks is None."""
        typed = answer if isinstance(answer, dict) else {}
        numbers = {cell["number"] for cell in prepared["cells"].values()}
        whole = "integer" if numbers == {"integer"} else "real"
        return {
            "kind": self.name,
            "id": prepared["id"],
            "inputmode": prepared["inputmode"] if whole == "integer" else "text",
            "caption": _text(prepared, "caption", language),
            "corner": _text(prepared, "corner", language),
            "help": render(Message(f"table.help-{whole}"), language),
            "region": render(Message("table.region"), language),
            "none": render(Message("table.none"), language),
            "method": render(Message("table.method"), language),
            "columns": [
                render(author(column["label"]), language) for column in prepared["columns"]
            ],
            "rows": [
                {
                    "label": render(author(row["label"]), language),
                    "total": row["total"],
                    "cells": [
                        key and _field(prepared, key, typed.get(key), language)
                        for key in row["cells"]
                    ],
                }
                for row in prepared["rows"]
            ],
            "hints": [hint["cost"] for hint in prepared["hints"]],
        }

    def parse(self, prepared: Prepared, raw: Any) -> Parsed:
        """See ``reading.parse``."""
        return reading.parse(prepared, raw)

    def grade(self, request: GradeRequest) -> Verdict:
        """One part for each cell, in reading order."""
        question = request.question
        try:
            answers = {key: exact(text) for key, text in request.answer.items()}
        except (AttributeError, TypeError, ValueError):
            return grading.unreadable(request, Message("table.not-object"))
        marked = mark(question, answers)
        keys = [key for row in question["rows"] for key in row["cells"] if key]
        leads = _leads(question, keys, marked, answers)
        parts = tuple(_part(question, key, marked[key], answers.get(key), leads) for key in keys)
        right = sum(part.outcome == "passed" for part in parts)
        counted = Message("table.count", {"right": right, "total": len(parts)})
        return grading.verdict(request, parts, (counted,))

    def explain(self, prepared: Prepared, language: str) -> dict[str, Any]:
        """The filled table, in Markdown."""
        heads = _heads(prepared, language)
        lines = [_line([_text(prepared, "corner", language), *heads])]
        lines.append(_line(["---", *["---:"] * len(heads)]))
        for row in prepared["rows"]:
            label = render(author(row["label"]), language)
            cells = [_solution(prepared, key, language) for key in row["cells"]]
            lines.append(_line([label, *cells]))
        return {"text": "\n".join(lines)}

    def self_test(self, prepared: Prepared) -> list[Case]:
        """See ``testing.cases``."""
        return testing.cases(prepared)


def _text(prepared: Prepared, key: str, language: str) -> str:
    return render(author(prepared[key]), language) if key in prepared else ""


def _heads(prepared: Prepared, language: str) -> list[str]:
    return [render(author(column["label"]), language) for column in prepared["columns"]]


def _field(prepared: Prepared, key: str, typed: Any, language: str) -> dict[str, Any]:
    title = prepared["cells"][key]["title"]
    return {
        "key": key,
        "field": key.replace(".", "-"),
        "name": render(author({"text": title}), language),
        "value": grading.typed_text(typed),
    }


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _solution(prepared: Prepared, key: str | None, language: str) -> str:
    return number(_plain(exact(prepared["cells"][key]["answer"])), language) if key else "·"


def _plain(value: Fraction) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value


def _leads(
    question: Mapping[str, Any],
    keys: list[str],
    marked: Mapping[str, Marked],
    answers: Mapping[str, Fraction],
) -> dict[str, list[dict[str, Json]]]:
    """Cells that get the same sentence, listed under the first of them: said once on a page."""
    first: dict[str, str] = {}
    leads: dict[str, list[dict[str, Json]]] = {}
    for key in keys:
        found = marked[key]
        if not found.messages:
            continue
        said = repr((found.credit, [(m.id, m.params.get("text"), m.params.get("cell"))
                                    for m in found.messages]))  # fmt: skip
        told: dict[str, Json] = {"title": question["cells"][key]["title"]}
        if key in answers:
            told["value"] = shown(_plain(answers[key]))
        leads.setdefault(first.setdefault(said, key), []).append(told)
    return leads


def _part(
    question: Mapping[str, Any],
    key: str,
    found: Marked,
    value: Fraction | None,
    leads: Mapping[str, list[dict[str, Json]]],
) -> Part:
    cell = question["cells"][key]
    details: dict[str, Json] = {"type": "cell", "why": found.why}
    if value is not None:
        details["value"] = shown(_plain(value))
    if key in leads:
        details["cells"] = leads[key]
    return Part(
        key=key,
        outcome=grading.outcome_of(found.credit),
        points=grading.worth(found.credit, cell["max"]),
        max=cell["max"],
        title=cell["title"],
        messages=found.messages,
        details=(details,),
    )
