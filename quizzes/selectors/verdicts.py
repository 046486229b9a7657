"""A grading as its reader sees it: words for states, sentences in their language."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from exercises.models import Grading, Part, Submission
from exercises.selectors.waiting import Waiting, waiting
from exercises.services.grading import scaled
from graders.contracts import Message
from graders.faults import fault_of
from graders.messages import render
from web.text.language import localized
from web.text.marks import share

FREE = ("malformed", "ask", "undecided", "not-runnable")
WAITING = (Grading.State.QUEUED, Grading.State.RUNNING)


@dataclass(frozen=True)
class PartView:
    """One row of a verdict, in the reader's words."""

    key: str
    outcome: str
    points: int
    max: int
    title: str
    visible: bool
    sentences: list[str]
    details: list[dict[str, Any]]
    cpu_ms: float


@dataclass(frozen=True)
class FaultView:
    """What staff alone are told: a sentence, and a traceback line by line where there is one."""

    said: str
    traceback: tuple[str, ...] = ()


@dataclass(frozen=True)
class VerdictView:
    """What a page shows of a grading. Points are on the question's own scale, in thousandths.

    ``outcome``: right, part, wrong, note (costs nothing), queued, running, ours (our
    failure), awaiting-person.
    """

    grading: str
    submission: str
    state: str
    answered: str
    outcome: str
    points: int | None
    max: int
    counts: bool
    parts: list[PartView]
    sentences: list[str]
    output: str
    at: datetime.datetime
    staff: list[FaultView] = field(default_factory=list)
    replay: dict[str, Any] = field(default_factory=dict)
    fault: str = ""
    wait: Waiting = field(default_factory=Waiting)
    hints: int = 0
    """How many hints were read before this answer."""
    most: int = 0
    """What those hints left to be had; ``lost``: what they took of this score."""
    lost: int = 0

    @property
    def waiting(self) -> bool:
        """Whether the verdict is still to come."""
        return self.outcome in WAITING

    @property
    def scored(self) -> bool:
        """Whether there are points to show: nothing that was not graded is worth 0."""
        return self.points is not None and self.outcome in ("right", "part", "wrong")

    @property
    def passed(self) -> int:
        """How many parts were passed."""
        return sum(part.outcome == "passed" for part in self.parts)


def outcome_of(submission: Submission, grading: Grading | None) -> str:
    """The mark that a submission deserves: see ``VerdictView``."""
    if grading is None or grading.state == Grading.State.QUEUED:
        return "queued"
    if grading.state == Grading.State.RUNNING:
        return "running"
    if grading.state == Grading.State.FAILED:
        return "ours"
    if grading.state == Grading.State.AWAITING_PERSON:
        return "awaiting-person"
    if grading.answered in FREE:
        return "note"
    return share(submission.score or 0, submission.max_score)


def verdict_view(
    submission: Submission,
    grading: Grading,
    parts: Sequence[Part],
    language: str,
    *,
    staff: bool = False,
    worth: int | None = None,
    cap: int = 1000,
    hints: int = 0,
) -> VerdictView:
    """The verdict for a reader. ``staff`` adds what only teachers may see.

    ``worth``: what full marks in the question are worth on the page, in thousandths, where
    that is not the question's own number. ``cap``: what the ``hints`` taken before left of it.
    """
    out_of = submission.max_score if worth is None else worth
    return VerdictView(
        grading=str(grading.pk),
        submission=str(submission.pk),
        state=grading.state,
        answered=grading.answered,
        outcome=outcome_of(submission, grading),
        max=out_of,
        counts=submission.counts,
        parts=[_part(part, language, staff=staff) for part in parts],
        sentences=sentences(grading.messages, language),
        output=grading.output,
        at=grading.finished_at or grading.created_at,
        staff=faults(grading.staff, submission.question, language) if staff else [],
        replay=grading.replay if staff and grading.origin == Grading.Origin.ENGINE else {},
        fault=grading.fault,
        wait=waiting(grading),
        hints=hints,
        **_scores(submission, out_of, cap),
    )


def _scores(submission: Submission, out_of: int, cap: int) -> dict[str, Any]:
    """``points``, ``most`` and ``lost`` of ``VerdictView``: in hundredths, on the page's scale."""
    most = scaled(cap, 1000, submission.max_score)

    def shown(milli: int) -> int:
        return (scaled(milli, submission.max_score, out_of) + 5) // 10 * 10

    if submission.score is None:
        return {"points": None, "most": shown(most), "lost": 0}
    points = shown(min(submission.score, most))
    return {"points": points, "most": shown(most), "lost": shown(submission.score) - points}


def faults(notes: list[dict[str, Any]], question: str, language: str) -> list[FaultView]:
    """What only teachers may see: the place first, the traceback with its lines kept."""
    told = [fault_of(Message(m["id"], m.get("params", {})), question) for m in notes]
    return [FaultView(render(one.said, language), one.traceback) for one in told]


def sentences(messages: list[dict[str, Any]], language: str) -> list[str]:
    """Stored messages, rendered."""
    return [render(Message(m["id"], m.get("params", {})), language) for m in messages]


def _part(part: Part, language: str, *, staff: bool) -> PartView:
    return PartView(
        key=part.key,
        outcome=part.outcome,
        points=part.points,
        max=part.max,
        title=localized(part.title, language) if part.title else "",
        visible=part.visible,
        sentences=sentences(part.messages, language),
        # a hidden test tells only what its author allows, and that is in its sentences
        details=part.details if part.visible or staff else [],
        cpu_ms=part.cpu_ms,
    )
