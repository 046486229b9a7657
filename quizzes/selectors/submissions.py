"""One submission for good: what was asked, what was answered, what was said."""

import datetime
from dataclasses import dataclass
from typing import Any

from exercises.models import Grading, Submission
from exercises.services.grading import scaled
from graders.kinds import PROGRAMS, REGISTRY
from quizzes.models import HintTaken, ItemSubmission
from quizzes.selectors.exercises import shown_version, title_of
from quizzes.selectors.verdicts import VerdictView, outcome_of, verdict_view
from web.text.language import localized


@dataclass(frozen=True)
class Run:
    """One grading of the submission, current or earlier."""

    id: str
    at: datetime.datetime
    origin: str
    state: str
    outcome: str
    points: int | None
    max: int | None
    current: bool


@dataclass(frozen=True)
class SubmissionPage:
    """Everything the permanent page shows."""

    submission: Submission
    entry: ItemSubmission | None
    title: str
    quiz: str
    question: str
    kind: str
    shown: dict[str, Any]
    verdict: VerdictView | None
    runs: list[Run]
    hints: int = 0
    """How many hints were taken before this answer."""

    @property
    def most(self) -> int:
        """What the hints taken before left to be had, in thousandths of points."""
        cap = self.entry.cap if self.entry else 1000
        return scaled(cap, 1000, self.submission.max_score)

    @property
    def verdict_template(self) -> str:
        """The kind's own verdict."""
        return f"kinds/{self.kind}/verdict.html"

    @property
    def code(self) -> str:
        """The source that was submitted, of a code question."""
        answer = self.submission.answer
        return answer if self.kind in PROGRAMS and isinstance(answer, str) else ""

    @property
    def variant(self) -> str:
        """Which variant was answered."""
        variant = self.submission.variant
        return variant.name or str(variant.number)


def submission_page(submission: Submission, language: str, *, staff: bool) -> SubmissionPage:
    """The page of a submission fetched with course, user and exercise."""
    gradings = list(submission.gradings.order_by("-created_at").prefetch_related("parts"))
    current = next((g for g in gradings if g.pk == submission.current_grading_id), None)
    entry = (
        ItemSubmission.objects.filter(submission=submission)
        .select_related("item__slot", "item__attempt__quiz")
        .first()
    )
    cap = entry.cap if entry else 1000
    prepared = submission.variant.questions[submission.question]
    kind = REGISTRY[submission.kind]
    return SubmissionPage(
        submission=submission,
        entry=entry,
        title=title_of(shown_version(submission.variant).definition, language),
        quiz=localized(entry.item.attempt.quiz.title, language) if entry else "",
        question=_place(submission, entry),
        kind=kind.name,
        shown=kind.render(prepared, submission.answer, language),
        verdict=_verdict(submission, current, language, staff=staff, cap=cap),
        hints=_hints(entry),
        runs=[_run(submission, g) for g in gradings] if len(gradings) > 1 else [],
    )


def _verdict(
    submission: Submission, grading: Grading | None, language: str, *, staff: bool, cap: int
) -> VerdictView | None:
    if grading is None:
        return None
    parts = sorted(grading.parts.all(), key=lambda part: part.position)
    return verdict_view(submission, grading, parts, language, staff=staff, cap=cap)


def _place(submission: Submission, entry: ItemSubmission | None) -> str:
    """The question's number as on its sheet, ``5.2``; without a sheet, in the exercise."""
    names = list(submission.variant.questions)
    number = str(names.index(submission.question) + 1) if len(names) > 1 else ""
    sheet = str(entry.item.slot.position) if entry else ""
    return ".".join(part for part in (sheet, number) if part) or "1"


def _hints(entry: ItemSubmission | None) -> int:
    if entry is None:
        return 0
    taken = HintTaken.objects.filter(item=entry.item_id, question=entry.question)
    return taken.filter(taken_at__lte=entry.submission.created_at).count()


def _run(submission: Submission, grading: Grading) -> Run:
    return Run(
        id=str(grading.pk),
        at=grading.finished_at or grading.created_at,
        origin=grading.origin,
        state=grading.state,
        outcome=outcome_of(submission, grading),
        points=grading.points,
        max=grading.max_points,
        current=grading.pk == submission.current_grading_id,
    )
