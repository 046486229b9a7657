"""The publish gate's report, as a page shows it."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exercises.models import Check, Version
from graders.contracts import Message
from graders.messages import render

STEPS: dict[str, str | Promise] = {
    "schema": _("Questions"),
    "languages": _("Texts and languages"),
    "variants": _("Variants"),
    "self-test": _("Answers tried"),
    "cases": _("Cases"),
    "reference": _("Reference"),
    "again": _("The same verdict again"),
    "limits": _("Time and memory"),
    "wrong": _("Wrong solutions"),
    "starter": _("Starter"),
    "draws": _("Other draws"),
    "mutants": _("Mutants"),
    "tolerance": _("Tolerances"),
}
FEW = 2
"""So many different sentences stand in a row of the table; more are told below it."""


@dataclass(frozen=True)
class Line:
    """One line of the report. ``ok`` None: nothing to check here."""

    step: str
    ok: bool | None
    question: str
    subject: str
    sentences: list[str]
    warning: bool = False
    details: list[dict[str, Any]] = field(default_factory=list)

    @property
    def asks(self) -> bool:
        """Whether its author should look at it: it blocks, or warns."""
        return self.ok is False or self.warning

    @property
    def about(self) -> str:
        """Which question or file it is about."""
        return self.subject.rpartition("/")[2] or self.question


@dataclass(frozen=True)
class Step:
    """All lines of one step of the gate."""

    name: str
    lines: list[Line]

    @property
    def label(self) -> str | Promise:
        """What the step is called."""
        return STEPS.get(self.name, self.name)

    @property
    def ok(self) -> bool:
        """Whether nothing in this step blocks."""
        return all(line.ok is not False for line in self.lines)

    @property
    def skipped(self) -> bool:
        """Whether there was nothing to try."""
        return all(line.ok is None for line in self.lines)

    @property
    def held(self) -> int:
        """How many lines hold."""
        return sum(line.ok is True for line in self.lines)

    @property
    def tried(self) -> int:
        """How many lines there were to hold."""
        return sum(line.ok is not None for line in self.lines)

    @property
    def blocking(self) -> list[Line]:
        """The lines that block publishing."""
        return [line for line in self.lines if line.ok is False]

    @property
    def asking(self) -> list[Line]:
        """The lines to look at: what blocks first, then what warns."""
        warned = [line for line in self.lines if line.ok is not False and line.warning]
        return [*self.blocking, *warned]

    @property
    def told(self) -> list[str]:
        """The different sentences of the lines that hold, each once; none if there are many."""
        said = dict.fromkeys(text for line in self.lines for text in line.sentences)
        return list(said) if len(said) <= FEW else []


@dataclass(frozen=True)
class GateReport:
    """A run of the gate; ``steps`` in the order in which they ran."""

    check: Check
    steps: list[Step]

    @property
    def waiting(self) -> bool:
        """Whether the report is still to come."""
        return self.check.state in (Check.State.QUEUED, Check.State.RUNNING)

    @property
    def blocking(self) -> int:
        """How many lines block."""
        return sum(len(step.blocking) for step in self.steps)

    @property
    def planted(self) -> list[Line]:
        """The planted wrong solutions, each with the test that caught it."""
        return [line for step in self.steps if step.name == "wrong" for line in step.lines]

    @property
    def cpu_seconds(self) -> float:
        """CPU that the gate cost."""
        return round(self.check.cpu_ms / 1000, 1)


def latest_report(version: Version, language: str) -> GateReport | None:
    """The newest report of a version, or None where the gate never ran."""
    check = version.checks.order_by("-created_at").first()
    return None if check is None else report(check, language)


def report(check: Check, language: str) -> GateReport:
    """A check with its lines rendered and grouped by step."""
    steps: dict[str, list[Line]] = {}
    for raw in check.lines:
        said = [
            render(Message(m["id"], m.get("params", {})), language) for m in raw.get("messages", ())
        ]
        line = Line(
            raw["step"], raw["ok"], raw.get("question", ""), raw.get("subject", ""), said,
            warning=raw.get("warning", False), details=raw.get("details", []),
        )  # fmt: skip
        steps.setdefault(line.step, []).append(line)
    return GateReport(check, [Step(name, lines) for name, lines in steps.items()])
