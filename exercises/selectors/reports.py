"""The publish gate's report, as a page shows it."""

from dataclasses import dataclass

from exercises.models import Check, Version
from graders.contracts import Message
from graders.messages import render


@dataclass(frozen=True)
class Line:
    """One line of the report. ``ok`` None: nothing to check here."""

    step: str
    ok: bool | None
    question: str
    subject: str
    sentences: list[str]


@dataclass(frozen=True)
class Step:
    """All lines of one step of the gate."""

    name: str
    lines: list[Line]

    @property
    def ok(self) -> bool:
        """Whether nothing in this step blocks."""
        return all(line.ok is not False for line in self.lines)

    @property
    def held(self) -> int:
        """How many lines hold."""
        return sum(line.ok is True for line in self.lines)

    @property
    def blocking(self) -> list[Line]:
        """The lines that block publishing."""
        return [line for line in self.lines if line.ok is False]


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
        """How many steps block."""
        return sum(not step.ok for step in self.steps)

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
        said = [render(Message(m["id"], m.get("params", {})), language) for m in raw.get("messages", ())]
        line = Line(
            raw["step"], raw["ok"], raw.get("question", ""), raw.get("subject", ""), said
        )
        steps.setdefault(line.step, []).append(line)
    return GateReport(check, [Step(name, lines) for name, lines in steps.items()])
