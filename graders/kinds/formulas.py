"""An author's formulas and sentences, with the values of a variant."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from graders.contracts import Json, Localized, Message
from graders.kinds.base import DegenerateVariant, QuestionError
from graders.maths.scalar import ExpressionError, Number, evaluate
from graders.messages import AUTHOR

_NAMED = re.compile(r"\[\[([A-Za-z_]\w*)\]\]")
_TELLING = frozenset(
    {
        *("right", "correct", "true", "good", "wrong", "false", "bad"),
        *("juste", "vrai", "vraie", "bon", "bonne", "faux", "fausse", "mauvaise"),
    }
)
_ALONE = frozenset({"yes", "no", "oui", "non"})
"""These tell only as a whole id: ``no-bias`` is a fine name."""
_UNLUCKY = frozenset({"maths.zero-division", "maths.undefined", "maths.too-large"})


def number_of(formula: Any, values: Mapping[str, Any], path: Sequence[str | int]) -> Number:
    """The value of the formula at ``path`` of the question.

    Raises ``DegenerateVariant`` where these values have no result (division by zero),
    ``QuestionError`` where no values can have one.
    """
    try:
        return evaluate(str(formula), values)
    except ExpressionError as error:
        reason = Message(
            "question.formula",
            {"formula": str(formula), "why": _both(error), "path": list(path)},
        )
        if error.said.id in _UNLUCKY:
            raise DegenerateVariant(reason) from error
        raise QuestionError(reason) from error


def _both(error: ExpressionError) -> Json:
    """The reason as a message within a message."""
    return {"id": error.said.id, "params": error.said.params}


def saying(text: Localized | str, values: Mapping[str, Any], entry: str = "") -> dict[str, Json]:
    """An author's text with the values it names, as the params of an ``author.text`` message.

    ``entry``: the id of the misconception, accepted value or option that says it.
    """
    text = {"*": text} if isinstance(text, str) else text
    named = {name for words in text.values() for name in _NAMED.findall(words)}
    said: dict[str, Json] = {"text": text}
    if used := {name: _json(values[name]) for name in sorted(named) if name in values}:
        said["values"] = used
    return {**said, "id": entry} if entry else said


def _json(value: Any) -> Json:
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else float(value)
    return value


def author(params: Mapping[str, Json]) -> Message:
    """The message of a ``saying``."""
    return Message(AUTHOR, dict(params))


def telling(id_: str) -> bool:
    """Whether an id, which stands in the page's source, gives the answer away."""
    return id_.lower() in _ALONE or bool(_TELLING & set(re.split("[-_]", id_.lower())))
