"""From verdicts to points of items and attempts. Always recomputed, never added up."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from core import events
from exercises.models import Submission
from exercises.services.grading import scaled
from quizzes.models import Attempt, Item, ItemSubmission, Quiz


def on_graded(payload: dict[str, Any]) -> None:
    """A submission has a (new) current grading: update its item and attempt."""
    entry = (
        ItemSubmission.objects.select_related("item")
        .filter(submission=payload["submission"])
        .first()
    )
    if entry is not None:
        rescore(item_id=entry.item.pk)


@transaction.atomic
def rescore(*, item_id: Any) -> None:
    """Recompute an item and its attempt from their submissions."""
    item = (
        Item.objects.select_for_update()
        .select_related("attempt__quiz", "slot", "variant")
        .get(pk=item_id)
    )
    attempt = Attempt.objects.select_for_update().get(pk=item.attempt_id)
    before = item.points
    points = item_points(item)
    Item.objects.filter(pk=item.pk).update(points=points)
    total = attempt_points(attempt)
    Attempt.objects.filter(pk=attempt.pk).update(points=total)
    if points != before:
        events.append("scored", {"attempt": str(attempt.pk), "item": str(item.pk)})


def item_points(item: Item) -> int:
    """What the item is worth now: its questions' kept scores on the slot's scale."""
    out_of = sum(question["points"] for question in item.variant.questions.values())
    kept = sum(score for score in kept_scores(item).values() if score is not None)
    return scaled(kept, out_of, item.max_points)


def kept_scores(item: Item) -> dict[str, int | None]:
    """Score that counts for each answered question: the best or the last, as the quiz says."""
    by_question: dict[str, list[ItemSubmission]] = defaultdict(list)
    for entry in _entries(item):
        by_question[entry.question].append(entry)
    kept = {name: kept_of(item.attempt.quiz, rows) for name, rows in by_question.items()}
    return {name: score_of(row) if row else None for name, row in kept.items()}


def score_of(entry: ItemSubmission) -> int | None:
    """The score of an entry's submission, at most what the hints taken before it leave."""
    submission = entry.submission
    if submission.score is None:
        return None
    return min(submission.score, scaled(entry.cap, 1000, submission.max_score))


def kept_of(quiz: Quiz, entries: Iterable[ItemSubmission]) -> ItemSubmission | None:
    """The entry whose score counts, of one question's entries, oldest first."""
    rows = [
        entry for entry in entries if entry.submission.counts and entry.submission.score is not None
    ]
    if not rows:
        return None
    if quiz.keep == Quiz.Keep.LAST:
        return rows[-1]
    return max(rows, key=lambda row: score_of(row) or 0)


def _entries(item: Item) -> QuerySet[ItemSubmission]:
    rows = ItemSubmission.objects.filter(item=item, submission__counts=True)
    return rows.select_related("submission").order_by("number")


def attempt_points(attempt: Attempt) -> int:
    """Sum over slots; where a slot has several rounds (practice), the best one."""
    best: dict[int, int] = {}
    for slot, points in Item.objects.filter(attempt=attempt).values_list("slot", "points"):
        best[slot] = max(best.get(slot, 0), points)
    return sum(best.values())


def kept_submission(item: Item, question: str) -> Submission | None:
    """The submission whose score counts."""
    kept = kept_of(item.attempt.quiz, _entries(item).filter(question=question))
    return kept.submission if kept else None
