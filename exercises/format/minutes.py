"""How long an exercise takes, where its author does not say: a first guess, by kind.

Measured times of students are better; until there are some, a student planning an evening
is better served by a guess than by nothing.
"""

from collections.abc import Mapping, Sequence
from typing import Any

_BY_KIND = {
    "numeric": 2,
    "choice": 1,
    "multiple": 2,
    "table": 6,
    "matching": 3,
    "ordering": 4,
    "cloze": 3,
    "diagram": 3,
    "text": 6,
    "expression": 4,
    "derivation": 12,
    "code": 12,
    "notebook": 20,
}
_OTHERS = 3
_LONGEST = 90


def estimated(questions: Sequence[Mapping[str, Any]], difficulty: int) -> int:
    """Minutes for these questions. ``difficulty`` (1 to 5) 3 is the middle; each step a sixth."""
    raw = sum(_BY_KIND.get(str(question["kind"]), _OTHERS) for question in questions)
    return min(_LONGEST, max(1, round(raw * (difficulty + 3) / 6)))
