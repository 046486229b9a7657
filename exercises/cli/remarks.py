"""What only an author sees in a preview: hints, known values and their sentences, variants."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from exercises.cli.shown import sentence, text
from exercises.format import Loaded
from graders.contracts import MadeVariant, Message
from graders.maths.errors import ExpressionError
from graders.maths.scalar import evaluate
from graders.messages import AUTHOR, number

_GROUPS = ("accept", "misconceptions")


@dataclass(frozen=True)
class Remark:
    """An answer that the exercise knows: its name, its value here, what is said of it."""

    id: str
    formula: str
    value: str
    says: str


def question_of(loaded: Loaded, id_: str) -> dict[str, Any]:
    """The question as its author wrote it."""
    return dict(next(q for q in loaded.definition["questions"] if q["id"] == id_))


def title(question: Mapping[str, Any], language: str) -> str:
    """Its title, empty without one."""
    return text(question.get("title", {}), language)


def hints(
    question: Mapping[str, Any], variant: MadeVariant, language: str
) -> list[tuple[float, str]]:
    """Cost and text of each hint."""
    return [
        (hint.get("cost", 0), _said(hint["text"], variant, language))
        for hint in question.get("hints", ())
    ]


def remarks(question: Mapping[str, Any], variant: MadeVariant, language: str) -> list[Remark]:
    """Accepted values, misconceptions and options that are answered by a sentence."""
    found = [
        Remark(
            entry["id"], formula, _value(formula, variant, language),
            _says(entry, variant, language),
        )
        for group in _GROUPS
        for entry in question.get(group, ())
        for formula in _formulas(entry)
    ]  # fmt: skip
    found += [
        Remark(option["id"], text(option["text"], language), "", _says(option, variant, language))
        for option in question.get("options", ())
        if "say" in option
    ]
    return found


def fixed(loaded: Loaded, language: str) -> list[tuple[str, str]]:
    """Name and values of each fixed variant."""
    return [
        (name, ", ".join(f"{key} = {_shown(value, language)}" for key, value in values.items()))
        for name, values in loaded.definition["variants"]["fixed"].items()
    ]


def _formulas(entry: Mapping[str, Any]) -> Iterator[str]:
    if "value" in entry:
        yield str(entry["value"])
    for cell, formula in entry.get("cells", {}).items():
        yield f"{cell}: {formula}"


def _value(formula: str, variant: MadeVariant, language: str) -> str:
    """The value in this variant; empty where a formula names cells of a table."""
    try:
        return number(evaluate(formula, variant.values), language)
    except ExpressionError:
        return ""


def _shown(value: Any, language: str) -> str:
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return number(value, language) if plain else str(value)


def _says(entry: Mapping[str, Any], variant: MadeVariant, language: str) -> str:
    return _said(entry["say"], variant, language) if "say" in entry else ""


def _said(words: Mapping[str, str], variant: MadeVariant, language: str) -> str:
    return sentence(Message(AUTHOR, {"text": dict(words), "values": variant.values}), language)
