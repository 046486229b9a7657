"""The gradebook of one quiz: who, how often, points. A constant number of queries."""

import json
import uuid
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, TextField
from django.db.models.functions import Cast

from courses.models import Enrolment, Role
from exercises.models import Grading, Part
from graders.messages import localize
from quizzes.models import Attempt, Item, ItemSubmission, Quiz, Slot
from quizzes.selectors.marking import waiting


@dataclass(frozen=True)
class Cell:
    """One person in one slot. ``points`` None: nothing to show, which is not zero.

    ``state`` names the sign: right, queued, ours, awaiting-person, or none.
    """

    points: int | None
    max: int
    tries: int
    state: str
    submission: uuid.UUID | None

    @property
    def low(self) -> bool:
        """Less than half of the points."""
        return self.points is not None and 2 * self.points < self.max


@dataclass(frozen=True)
class Row:
    """One person."""

    name: str
    username: str
    email: str
    attempt: uuid.UUID | None
    finished: bool
    points: int | None
    tries: int
    cells: list[Cell]


@dataclass(frozen=True)
class Column:
    """One slot of the quiz."""

    title: str
    max: int
    mean: int | None


@dataclass(frozen=True)
class Stumble:
    """Where most people fail: one part of one question, and how many failed it last."""

    slot: str
    part: str
    people: int
    answered: int


@dataclass(frozen=True)
class Gradebook:
    """The whole page."""

    quiz: Quiz
    columns: list[Column]
    rows: list[Row]
    max: int
    mean: int | None
    stumbles: list[Stumble]
    unread: int
    """Answers in words that wait for a reader."""


def gradebook(quiz: Quiz, language: str) -> Gradebook:
    """Everybody enrolled as a student, and everybody else who has an attempt.

    Means are over those who have points.
    """
    slots = list(quiz.slots.prefetch_related("pool__exercise__current"))
    rows = Attempt.objects.filter(quiz=quiz).order_by("number")
    attempts = {attempt.user_id: attempt for attempt in rows}
    items: dict[tuple[int, int], list[Item]] = defaultdict(list)
    for item in Item.objects.filter(attempt__quiz=quiz).select_related("attempt"):
        items[item.attempt.user_id, item.slot_id].append(item)
    done = _work(quiz)
    places = Enrolment.objects.filter(course=quiz.course).filter(
        Q(role=Role.STUDENT, left_at=None) | Q(user__in=attempts)
    )
    people = [
        _row(place, attempts.get(place.user_id), slots, items, done)
        for place in places.select_related("user").order_by("user__name", "user__pk")
    ]
    return Gradebook(
        quiz=quiz,
        columns=[_column(slot, people, index, language) for index, slot in enumerate(slots)],
        rows=people,
        max=sum(slot.points for slot in slots),
        mean=_mean([row.points for row in people]),
        stumbles=stumbles(quiz, slots, language),
        unread=waiting([quiz]).get(quiz.pk, 0),
    )


@dataclass(frozen=True)
class _Work:
    """What was submitted for one item."""

    tries: int = 0
    scored: bool = False
    state: str = ""
    submission: uuid.UUID | None = None


def _work(quiz: Quiz) -> dict[uuid.UUID, _Work]:
    rows = ItemSubmission.objects.filter(item__attempt__quiz=quiz).order_by("pk")
    work: dict[uuid.UUID, _Work] = {}
    signs: dict[tuple[uuid.UUID, str], str] = {}
    fields = ("item", "question", "submission", "submission__counts", "submission__score")
    for item, question, submission, counts, score, state in rows.values_list(
        *fields, "submission__current_grading__state"
    ):
        before = work.get(item, _Work())
        signs[item, question] = SIGNS.get(state, "")  # the latest answer to each question
        work[item] = _Work(
            tries=before.tries + int(counts),
            scored=before.scored or (counts and score is not None),
            submission=submission,
        )
    for (item, _question), sign in signs.items():
        if sign:
            work[item] = replace(work[item], state=sign)
    return work


SIGNS: dict[str | None, str] = {
    Grading.State.QUEUED: "queued",
    Grading.State.RUNNING: "queued",
    Grading.State.FAILED: "ours",
    Grading.State.AWAITING_PERSON: "awaiting-person",
}
"""States of a grading that a cell shows."""


def _row(
    place: Enrolment,
    attempt: Attempt | None,
    slots: list[Slot],
    items: dict[tuple[int, int], list[Item]],
    done: dict[uuid.UUID, _Work],
) -> Row:
    cells = [_cell(slot, items.get((place.user_id, slot.pk), []), done) for slot in slots]
    return Row(
        name=place.user.name,
        username=place.user.username or "",
        email=place.user.email or "",
        attempt=attempt.pk if attempt else None,
        finished=attempt is not None and attempt.finished_at is not None,
        points=attempt.points if attempt else None,
        tries=sum(cell.tries for cell in cells),
        cells=cells,
    )


def _cell(slot: Slot, items: list[Item], done: dict[uuid.UUID, _Work]) -> Cell:
    worked = [(item, done[item.pk]) for item in items if item.pk in done]
    if not worked:
        return Cell(None, slot.points, 0, "", None)
    best, work = max(worked, key=lambda pair: (pair[0].points, pair[0].round))
    tries = sum(entry.tries for _, entry in worked)
    state = work.state or ("right" if 0 < best.max_points <= best.points else "")
    points = best.points if any(entry.scored for _, entry in worked) else None
    return Cell(points, best.max_points, tries, state, work.submission)


def slot_title(slot: Slot, language: str) -> str:
    """The exercise's title; of a pool, the first one's and how many more there are."""
    pool = [entry.exercise for entry in slot.pool.all() if entry.exercise.current is not None]
    if not pool or pool[0].current is None:
        return str(slot.position)
    title = localize(pool[0].current.definition.get("title", {}), language) or pool[0].slug
    return title if len(pool) == 1 else f"{title} (+{len(pool) - 1})"


def _column(slot: Slot, rows: list[Row], index: int, language: str) -> Column:
    mean = _mean([row.cells[index].points for row in rows])
    return Column(slot_title(slot, language), slot.points, mean)


def _mean(points: list[int | None]) -> int | None:
    known = [value for value in points if value is not None]
    return round(sum(known) / len(known)) if known else None


def stumbles(quiz: Quiz, slots: list[Slot], language: str, *, most: int = 3) -> list[Stumble]:
    """Where most people failed in their latest answer, worst first; one part an exercise."""
    titles = {slot.pk: slot_title(slot, language) for slot in slots}
    later = ItemSubmission.objects.filter(
        item=OuterRef("item"), question=OuterRef("question"), number__gt=OuterRef("number")
    )
    latest = ItemSubmission.objects.filter(~Exists(later), item__attempt__quiz=quiz)
    parts = Part.objects.filter(
        grading__in=latest.values("submission__current_grading"), max__gt=0
    ).values("grading__submission__entry__item__slot", "grading__submission__question", "key")
    person, failed = "grading__submission__user", ~Q(outcome__in=("passed", "partial"))
    rows = parts.annotate(
        people=Count(person, distinct=True),
        failed=Count(person, distinct=True, filter=failed),
        name=Max(Cast("title", TextField())),
    ).filter(failed__gte=2, people__lte=3 * F("failed"))
    worst: dict[int, Any] = {}  # one place in each exercise
    for row in rows.order_by("-failed", "people", "key")[: 50 * most]:
        worst.setdefault(row["grading__submission__entry__item__slot"], row)
    return [
        Stumble(
            slot=titles.get(slot, ""),
            part=part_title(row["name"], row["key"], language),
            people=row["failed"],
            answered=row["people"],
        )
        for slot, row in list(worst.items())[:most]
    ]


def part_title(name: str, key: str, language: str) -> str:
    """What a part is called: its title, as JSON by language, or its key."""
    title = json.loads(name or "{}")
    return localize(title, language) if isinstance(title, dict) and title else key
