"""Answers in words that a person reads: how many wait, and those of one question in groups."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from exercises.models import Grading
from graders.kinds.formulas import author
from graders.kinds.text import groups
from graders.messages import render
from quizzes.models import ItemSubmission, Quiz
from quizzes.services.marking import latest
from web.text.language import localized

COMMENT = "text.comment"


@dataclass(frozen=True)
class Answer:
    """One student's latest answer. ``granted`` is None until somebody has marked it."""

    submission: uuid.UUID
    name: str
    text: str
    seen: str
    granted: frozenset[str] | None
    comment: str
    reader: str

    @property
    def read(self) -> bool:
        """Whether a person has marked it."""
        return self.granted is not None

    @property
    def key(self) -> str:
        """Its name in the form."""
        return str(self.submission)


@dataclass(frozen=True)
class Criterion:
    """What can be granted. ``points`` in thousandths."""

    id: str
    text: str
    points: int
    shown: bool


@dataclass(frozen=True)
class Group:
    """Answers that say nearly the same, and the way on from them."""

    answers: list[Answer]
    number: int
    count: int
    before: uuid.UUID | None
    after: uuid.UUID | None

    @property
    def alone(self) -> bool:
        """Whether no other answer resembles this one."""
        return len(self.answers) == 1

    @property
    def first(self) -> Answer:
        """The answer that the others resemble; what it was granted is proposed for them."""
        return next((answer for answer in self.answers if answer.read), self.answers[0])


@dataclass(frozen=True)
class Question:
    """One question of one exercise in a slot, with how many answers were read."""

    slot: int
    exercise: uuid.UUID
    id: str
    title: str
    answers: int
    read: int

    @property
    def waiting(self) -> int:
        """Answers that nobody has read."""
        return self.answers - self.read


@dataclass(frozen=True)
class Marking:
    """The marking page: one group of a question's answers, and what may be granted."""

    question: Question
    rubric: list[Criterion]
    model: str
    group: Group | None


def waiting(quizzes: Sequence[Quiz]) -> dict[int, int]:
    """By quiz: how many answers wait for a reader. One query."""
    state = Grading.State.AWAITING_PERSON
    rows = latest(quizzes).filter(submission__current_grading__state=state)
    found: dict[int, int] = defaultdict(int)
    for quiz in rows.values_list("item__attempt__quiz", flat=True):
        found[quiz] += 1
    return dict(found)


_EXERCISE = "item__variant__version__exercise"


def questions(quiz: Quiz, language: str) -> list[Question]:
    """The questions in words that somebody has answered. One query."""
    fields = (
        "item__slot__position", f"{_EXERCISE}__public_id", "question",
        "item__variant__version__definition__title", "submission__current_grading__state",
    )  # fmt: skip
    counts: dict[tuple[int, uuid.UUID, str], list[int]] = defaultdict(lambda: [0, 0])
    titles: dict[tuple[int, uuid.UUID, str], str] = {}
    for slot, exercise, question, title, state in latest([quiz]).values_list(*fields):
        key = (slot, exercise, question)
        counts[key][0] += 1
        counts[key][1] += state != Grading.State.AWAITING_PERSON
        titles[key] = localized(title or "", language)
    return [Question(*key, titles[key], *counts[key]) for key in sorted(counts)]


def marking(
    quiz: Quiz,
    slot: int,
    exercise: uuid.UUID,
    question: str,
    *,
    language: str,
    at: uuid.UUID | None = None,
) -> Marking | None:
    """The group that holds the answer ``at``, else the first with an unread one.

    None if nobody has answered the question.
    """
    rows = (
        latest([quiz])
        .filter(item__slot__position=slot, question=question)
        .filter(**{f"{_EXERCISE}__public_id": exercise})
        .select_related(
            "submission__user", "submission__current_grading__graded_by", "item__variant__version"
        )
        .prefetch_related("submission__current_grading__parts")
        .order_by("submission__created_at")
    )
    entries = list(rows)
    if not entries:
        return None
    answers = [_answer(entry) for entry in entries]
    together = [[answers[i] for i in group] for group in groups([a.text for a in answers])]
    variant = entries[-1].item.variant
    prepared: dict[str, Any] = variant.questions[question]
    title = localized(variant.version.definition.get("title") or "", language)
    read = sum(answer.read for answer in answers)
    return Marking(
        question=Question(slot, exercise, question, title, len(answers), read),
        rubric=[_criterion(one, language) for one in prepared["rubric"]],
        model=render(author(prepared["model"]), language) if "model" in prepared else "",
        group=_group(together, at),
    )


def _answer(entry: ItemSubmission) -> Answer:
    submission = entry.submission
    grading = submission.current_grading
    assert grading is not None  # see `latest`
    marked = grading.state == Grading.State.GRADED
    passed = {part.key for part in grading.parts.all() if part.outcome == "passed"}
    said = [m["params"].get("comment", "") for m in grading.messages if m["id"] == COMMENT]
    return Answer(
        submission=submission.pk,
        name=submission.user.name,
        text=str(submission.read),
        seen=str(grading.pk),
        granted=frozenset(passed) if marked else None,
        comment="".join(said),
        reader=grading.graded_by.name if grading.graded_by else "",
    )


def _criterion(one: dict[str, Any], language: str) -> Criterion:
    return Criterion(one["id"], render(author(one["text"]), language), one["max"], one["shown"])


def _group(together: list[list[Answer]], at: uuid.UUID | None) -> Group:
    held = (n for n, group in enumerate(together) if any(a.submission == at for a in group))
    unread = (n for n, group in enumerate(together) if not all(a.read for a in group))
    number = next(held, next(unread, 0))

    def first(index: int) -> uuid.UUID | None:
        return together[index][0].submission if 0 <= index < len(together) else None

    return Group(
        answers=together[number],
        number=number + 1,
        count=len(together),
        before=first(number - 1),
        after=first(number + 1),
    )
