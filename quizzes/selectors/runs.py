"""Free runs as the page shows them: what the visible tests said, and nothing of points."""

from dataclasses import dataclass
from typing import Any

from exercises.models import Submission
from graders.kinds import PROGRAMS, REGISTRY
from quizzes.models import Item
from quizzes.selectors.verdicts import VerdictView, verdict_view

LOOKED_AT = 60
"""Runs that are looked at to find the latest of each question: three hours of the quota."""


@dataclass(frozen=True)
class RunView:
    """The latest free run of a question."""

    id: str
    question: str
    answer: Any
    shown: dict[str, Any]
    verdict: VerdictView
    template: str


def latest_runs(item: Item) -> dict[str, Submission]:
    """The student's latest run of each code question: two queries, none without code."""
    if all(question["kind"] not in PROGRAMS for question in item.variant.questions.values()):
        return {}
    rows = Submission.objects.filter(
        user=item.attempt.user_id, variant=item.variant_id, purpose=Submission.Purpose.RUN
    ).order_by("-created_at")
    latest: dict[str, Any] = {}
    for question, pk in rows.values_list("question", "pk")[:LOOKED_AT]:
        latest.setdefault(question, pk)
    found = Submission.objects.filter(pk__in=latest.values()).select_related("current_grading")
    return {run.question: run for run in found} if latest else {}


def run_view(run: Submission, language: str) -> RunView | None:
    """A run for its reader."""
    grading = run.current_grading
    if grading is None:
        return None
    prepared = run.variant.questions[run.question]
    return RunView(
        id=str(run.pk),
        question=run.question,
        answer=run.answer,
        shown=REGISTRY[run.kind].render(prepared, run.answer, language),
        verdict=verdict_view(run, grading, list(grading.parts.order_by("position")), language),
        template=f"kinds/{run.kind}/verdict.html",
    )
