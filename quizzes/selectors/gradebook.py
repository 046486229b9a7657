"""The gradebook of one quiz: who, how often, points. A constant number of queries."""

import uuid
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, F, Q

from courses.models import Enrolment, Role
from exercises.models import Grading, Part
from graders.messages import localize
from quizzes.models import Attempt, Item, ItemSubmission, Quiz, Slot


@dataclass(frozen=True)
class Cell:
    """One person in one slot. ``points`` None: nothing submitted. ``state`` is the small sign."""

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
    """Where most people fail: one part of one question, and how many failed it."""

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
    stumbles: list[Stumble]


def gradebook(quiz: Quiz, language: str) -> Gradebook:
    """Everybody enrolled as a student, and everybody else who has an attempt."""
    slots = list(quiz.slots.prefetch_related("pool__exercise__current"))
    attempts = {attempt.user_id: attempt for attempt in Attempt.objects.filter(quiz=quiz)}
    items: dict[tuple[int, int], list[Item]] = defaultdict(list)
    for item in Item.objects.filter(attempt__quiz=quiz).select_related("attempt"):
        items[item.attempt.user_id, item.slot_id].append(item)
    done = _work(quiz)
    places = Enrolment.objects.filter(course=quiz.course).filter(
        Q(role=Role.STUDENT, left_at=None) | Q(user__in=attempts)
    )
    rows = [
        _row(place, attempts.get(place.user_id), slots, items, done)
        for place in places.select_related("user").order_by("user__name", "user__pk")
    ]
    return Gradebook(
        quiz=quiz,
        columns=[_column(slot, rows, index, language) for index, slot in enumerate(slots)],
        rows=rows,
        max=sum(slot.points for slot in slots),
        stumbles=stumbles(quiz, {slot.pk: slot_title(slot, language) for slot in slots}),
    )


@dataclass(frozen=True)
class _Work:
    """What was submitted for one item."""

    tries: int = 0
    state: str = ""
    submission: uuid.UUID | None = None


def _work(quiz: Quiz) -> dict[uuid.UUID, _Work]:
    rows = ItemSubmission.objects.filter(item__attempt__quiz=quiz).order_by("pk")
    work: dict[uuid.UUID, _Work] = {}
    for item, submission, counts, state in rows.values_list(
        "item", "submission", "submission__counts", "submission__current_grading__state"
    ):
        before = work.get(item, _Work())
        work[item] = _Work(before.tries + int(counts), _sign(state) or before.state, submission)
    return work


def _sign(state: str | None) -> str:
    if state in (Grading.State.QUEUED, Grading.State.RUNNING):
        return "waiting"
    if state == Grading.State.FAILED:
        return "failed"
    return "person" if state == Grading.State.AWAITING_PERSON else ""


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
    state = work.state or ("full" if best.points >= best.max_points else "")
    return Cell(best.points, best.max_points, tries, state, work.submission)


def slot_title(slot: Slot, language: str) -> str:
    """The exercise's title; of a pool, the first one's and how many more there are."""
    pool = [entry.exercise for entry in slot.pool.all() if entry.exercise.current is not None]
    if not pool or pool[0].current is None:
        return str(slot.position)
    title = localize(pool[0].current.definition.get("title", {}), language) or pool[0].slug
    return title if len(pool) == 1 else f"{title} (+{len(pool) - 1})"


def _column(slot: Slot, rows: list[Row], index: int, language: str) -> Column:
    points = [row.cells[index].points for row in rows]
    known = [value for value in points if value is not None]
    mean = round(sum(known) / len(known)) if known else None
    return Column(slot_title(slot, language), slot.points, mean)


def stumbles(quiz: Quiz, titles: dict[int, str], *, most: int = 3) -> list[Stumble]:
    """The parts that most people failed in their latest grading, worst first."""
    current = Part.objects.filter(
        grading__submission__entry__item__attempt__quiz=quiz,
        grading__submission__current_grading=F("grading"),
        max__gt=0,
    )
    rows = current.values("grading__submission__entry__item__slot", "key").annotate(
        people=Count("grading__submission__user", distinct=True),
        failed=Count(
            "grading__submission__user", distinct=True, filter=~Q(outcome__in=("passed", "partial"))
        ),
    )
    worst = sorted(rows, key=lambda row: -row["failed"])[:most]
    return [
        Stumble(
            titles.get(row["grading__submission__entry__item__slot"], ""),
            row["key"],
            row["failed"],
            row["people"],
        )
        for row in worst
        if row["failed"] >= 2 and 3 * row["failed"] >= row["people"]
    ]
