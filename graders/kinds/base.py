"""The life cycle that every question kind follows.

``schema → variant → render → parse → grade → explain → self_test``. A kind is a
folder ``graders/kinds/<name>/`` with its grader, ``schema.json`` (of the question
in ``exercise.yaml``), ``messages.yaml`` (sentences by id and language),
``input.html`` and ``verdict.html`` (data for the site's template loader), an
optional ``script.ts``, a ``README.md`` for authors and ``cases/``.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

from graders.bundle import Bundle
from graders.contracts import GradeRequest, Message, Part, Verdict

Prepared = dict[str, Any]
"""A question prepared for one variant: plain JSON, with answers; never sent to a page."""
Values = Mapping[str, Any]
"""Parameters and ``let`` values of a variant: numbers (exact fractions too), texts, lists."""


class DegenerateVariant(Exception):
    """Two values that must be told apart meet: draw again. ``messages`` say which."""

    def __init__(self, *messages: Message) -> None:
        super().__init__(", ".join(m.id for m in messages))
        self.messages = messages


class QuestionError(Exception):
    """The question cannot be prepared; ``messages`` say why, for the author."""

    def __init__(self, *messages: Message) -> None:
        super().__init__(", ".join(m.id for m in messages))
        self.messages = messages


@dataclass(frozen=True)
class Parsed:
    """What was understood of an answer.

    ``answer``: canonical plain JSON, or None when nothing can be graded.
    ``problems``: why not (free of charge); ``read``: what was understood, said to the student.
    ``ask``: readings to choose between, as canonical answers with their label.
    ``fields`` points problems at inputs: field name → message.
    """

    answer: Any = None
    problems: tuple[Message, ...] = ()
    read: tuple[Message, ...] = ()
    ask: tuple[tuple[str, Any], ...] = ()
    fields: Mapping[str, Message] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """An answer with the verdict it must get; made by ``self_test`` or written by an author."""

    name: str
    answer: Any
    """As the page sends it: the raw form value."""
    score: float | None = None
    """Expected share of the points, 0 to 1; None: only ``answered`` is checked."""
    answered: str = "graded"
    says: str = ""
    """Id of a message that the verdict must carry, or ``id`` among the params of one."""


class Kind(Protocol):
    """One question kind."""

    name: str
    plain: bool
    """Only compares plain data: the web process may grade it."""

    def schema(self) -> dict[str, Any]:
        """JSON schema of the question in ``exercise.yaml``."""

    def check(self, question: dict[str, Any], bundle: Bundle) -> list[Message]:
        """Problems that the schema cannot express (a file is missing, an unknown cell)."""

    def variant(self, question: dict[str, Any], values: Values, rng: random.Random) -> Prepared:
        """Prepare the question. Raises ``DegenerateVariant`` or ``QuestionError``."""

    def render(self, prepared: Prepared, answer: Any, language: str) -> dict[str, Any]:
        """Context of ``input.html`` and ``verdict.html``: nothing that gives the answer away.

        ``answer`` is a draft or an earlier raw answer, or None.
        """

    def parse(self, prepared: Prepared, raw: Any) -> Parsed:
        """Read a raw answer (hostile: any JSON)."""

    def grade(self, request: GradeRequest) -> Verdict:
        """Grade a canonical answer. Kinds that are not ``plain`` are graded by the engine."""

    def explain(self, prepared: Prepared, language: str) -> dict[str, Any]:
        """The right answer, for a worked solution: {"text": markdown} and what the kind adds."""

    def self_test(self, prepared: Prepared) -> list[Case]:
        """Right, wrong, misconception, malformed and hostile answers with their verdicts."""


@runtime_checkable
class Gapped(Protocol):
    """A plain kind some of whose gaps may be formulas, which the sandbox judges."""

    def assemble(self, request: GradeRequest, formulas: Verdict | None) -> Verdict:
        """The whole verdict, with the parts of formulas by gap."""


@runtime_checkable
class Celled(Protocol):
    """A kind whose programs have cells: what is stored of an answer, and lines told by cell."""

    def kept(self, prepared: Prepared, raw: Any) -> Any:
        """What of a raw answer is stored."""

    def located(self, request: GradeRequest, verdict: Verdict) -> Verdict:
        """The verdict, lines told as lines of cells."""

    def located_part(self, request: GradeRequest, part: Part) -> Part:
        """A part that is told before the verdict."""
