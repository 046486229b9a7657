"""The questions of an item as its reader sees them: form, verdict, tries, history."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from exercises.models import Grading, Part, Submission
from exercises.services.grading import scaled
from graders.kinds import PROGRAMS, REGISTRY
from quizzes.models import Draft, HintTaken, Item, ItemSubmission
from quizzes.selectors.hints import HintsView, hints_view, taken_by_question
from quizzes.selectors.runs import RunView, latest_runs, run_view
from quizzes.selectors.verdicts import VerdictView, outcome_of, verdict_view
from quizzes.services import rules, scoring


@dataclass(frozen=True)
class Past:
    """One earlier submission of a question."""

    id: str
    number: int
    at: datetime.datetime
    outcome: str
    points: int | None
    counts: bool
    kept: bool


@dataclass(frozen=True)
class Reply:
    """What a page says to an answer that was not submitted: why, and what was understood."""

    problems: Mapping[str, str] = field(default_factory=dict)
    sentences: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    readings: list[tuple[int, str]] = field(default_factory=list)
    answer: Any = None
    conflict: str = ""
    empty: tuple[int, int] = (0, 0)
    """How many fields are empty, and of how many, where that is worth a word first."""


@dataclass(frozen=True)
class QuestionView:
    """One question on the sheet. Points are thousandths on the slot's scale."""

    id: str
    item: str
    attempt: uuid.UUID
    position: int
    round: int | None
    kind: str
    label: str
    alone: bool
    max: int
    points: int | None
    tries_used: int
    tries_allowed: int | None
    keep: str
    problem: str
    form: dict[str, Any]
    draft: Any
    revision: int
    saved_at: datetime.datetime | None
    key: str
    open: bool
    verdict: VerdictView | None
    shown: dict[str, Any] | None
    answer: Any
    history: list[Past]
    reply: Reply
    hints: HintsView
    run: RunView | None = None
    solution: str = ""

    @property
    def tries_left(self) -> int | None:
        """Tries left; None: as many as one likes."""
        if self.tries_allowed is None:
            return None
        return max(0, self.tries_allowed - self.tries_used)

    @property
    def mark(self) -> str:
        """The mark of the latest verdict; empty before the first."""
        return self.verdict.outcome if self.verdict else ""

    @property
    def input_template(self) -> str:
        """The kind's own form."""
        return f"kinds/{self.kind}/input.html"

    @property
    def verdict_template(self) -> str:
        """The kind's own verdict."""
        return f"kinds/{self.kind}/verdict.html"

    @property
    def swaps_whole(self) -> bool:
        """Whether a verdict that is awaited will replace the whole block, form included."""
        return self.verdict is not None and self.verdict.waiting and not self.is_code

    @property
    def swaps_back(self) -> bool:
        """Whether it will replace only what stands under the editor."""
        return self.verdict is not None and self.verdict.waiting and self.is_code

    @property
    def is_code(self) -> bool:
        """Whether the question wants the workbench: its editor never closes."""
        return self.kind in PROGRAMS


def entries_of(item: Item) -> dict[str, list[ItemSubmission]]:
    """The item's submissions by question, oldest first: three queries, however many."""
    parts = Prefetch(
        "submission__current_grading__parts", queryset=Part.objects.order_by("position")
    )
    rows = (
        ItemSubmission.objects.filter(item=item)
        .select_related("submission__current_grading")
        .prefetch_related(parts)
        .order_by("number")
    )
    found: dict[str, list[ItemSubmission]] = defaultdict(list)
    for row in rows:
        found[row.question].append(row)
    return found


@dataclass(frozen=True)
class Reader:
    """Who reads, in which language, and what they have asked to see."""

    language: str
    staff: bool = False
    owner: bool = True
    edit: str = ""
    round: int | None = None
    replies: Mapping[str, Reply] = field(default_factory=dict)


def question_views(item: Item, problem: str, reader: Reader) -> dict[str, QuestionView]:
    """The item's questions by id. ``problem``: why the attempt takes no more answers."""
    entries = entries_of(item)
    drafts = {d.question: d for d in Draft.objects.filter(item=item)} if reader.owner else {}
    hints, runs = taken_by_question(item), latest_runs(item) if reader.owner else {}
    prepared = item.variant.questions
    total = sum(question["points"] for question in prepared.values())
    views: dict[str, QuestionView] = {}
    for place, (name, question) in enumerate(prepared.items(), start=1):
        label = f"{item.slot.position}.{place}" if len(prepared) > 1 else str(item.slot.position)
        worth = _hundredths(scaled(question["points"], total, item.max_points))
        views[name] = _question(
            _Facts(
                item,
                name,
                question,
                label,
                worth,
                entries[name],
                drafts.get(name),
                hints[name],
                runs.get(name),
            ),
            problem,
            reader,
        )
    return views


def _hundredths(milli: int) -> int:
    """Rounded: a slot of 3 points with questions of 12 and 2 shows 2.57 and 0.43."""
    return (milli + 5) // 10 * 10


@dataclass(frozen=True)
class _Facts:
    item: Item
    name: str
    prepared: dict[str, Any]
    label: str
    worth: int
    entries: list[ItemSubmission]
    draft: Draft | None
    hints: list[HintTaken]
    run: Submission | None


def _question(facts: _Facts, closed: str, reader: Reader) -> QuestionView:
    quiz = facts.item.attempt.quiz
    kind = REGISTRY[facts.prepared["kind"]]
    used = sum(entry.submission.counts for entry in facts.entries)
    problem = closed or ("no-tries" if quiz.tries and used >= quiz.tries else "")
    latest = facts.entries[-1].submission if facts.entries else None
    reply = reader.replies.get(facts.name, Reply())
    typed = _typed(facts, latest, reply)
    verdict = _verdict(facts, reader)
    return QuestionView(
        id=facts.name,
        item=str(facts.item.pk),
        attempt=facts.item.attempt_id,
        position=facts.item.slot.position,
        round=reader.round,
        kind=kind.name,
        label=facts.label,
        alone=len(facts.item.variant.questions) == 1,
        max=facts.worth,
        points=_kept(facts),
        tries_used=used,
        tries_allowed=quiz.tries or None,
        keep=quiz.keep,
        problem=str(rules.PROBLEMS[problem]) if problem else "",
        form=kind.render(facts.prepared, typed, reader.language),
        draft=typed,
        revision=facts.draft.revision if facts.draft else 0,
        saved_at=facts.draft.saved_at if facts.draft else None,
        key=uuid.uuid4().hex,
        open=_is_open(facts, verdict, reader, problem),
        verdict=verdict,
        shown=kind.render(facts.prepared, latest.answer, reader.language) if latest else None,
        answer=latest.answer if latest else None,
        history=_history(facts),
        reply=reply,
        hints=hints_view(facts.item, facts.name, facts.hints, facts.worth, reader.language),
        run=_run(facts, latest, reader),
    )


def _typed(facts: _Facts, latest: Submission | None, reply: Reply) -> Any:
    if reply.answer is not None:
        return reply.answer
    if facts.draft is not None:
        return facts.draft.answer
    return latest.answer if latest else None


def _verdict(facts: _Facts, reader: Reader) -> VerdictView | None:
    if not facts.entries:
        return None
    latest = facts.entries[-1].submission
    grading: Grading | None = latest.current_grading
    if grading is None:
        return None
    return verdict_view(
        latest,
        grading,
        list(grading.parts.all()),
        reader.language,
        staff=reader.staff,
        worth=facts.worth,
        cap=facts.entries[-1].cap,
        hints=sum(row.taken_at <= latest.created_at for row in facts.hints),
    )


def _run(facts: _Facts, latest: Submission | None, reader: Reader) -> RunView | None:
    """The latest run, unless an answer was submitted since."""
    run = facts.run
    if run is None or (latest is not None and latest.created_at > run.created_at):
        return None
    return run_view(run, reader.language)


def _is_open(facts: _Facts, verdict: VerdictView | None, reader: Reader, problem: str) -> bool:
    """Whether the form shows: it must be theirs to fill, and no verdict in its way."""
    if not reader.owner:
        return False
    if facts.prepared["kind"] in PROGRAMS:
        return True
    if verdict is None:
        return True
    if problem or verdict.waiting:
        return False
    asked = reader.edit == facts.name or facts.name in reader.replies
    unsent = facts.draft is not None and facts.draft.answer != facts.entries[-1].submission.answer
    return asked or verdict.outcome in ("note", "ours") or unsent


def _kept(facts: _Facts) -> int | None:
    kept = scoring.kept_of(facts.item.attempt.quiz, facts.entries)
    if kept is None:
        return None
    return _points(facts, kept)


def _points(facts: _Facts, entry: ItemSubmission) -> int | None:
    """What an entry is worth on the page, hints paid; None where nothing was scored."""
    score = scoring.score_of(entry)
    if score is None:
        return None
    return _hundredths(scaled(score, entry.submission.max_score, facts.worth))


def _history(facts: _Facts) -> list[Past]:
    kept = scoring.kept_of(facts.item.attempt.quiz, facts.entries)
    return [
        Past(
            id=str(entry.submission.pk),
            number=entry.number,
            at=entry.submission.created_at,
            outcome=outcome_of(entry.submission, entry.submission.current_grading),
            points=_points(facts, entry),
            counts=entry.submission.counts,
            kept=kept is not None and entry.pk == kept.pk,
        )
        for entry in reversed(facts.entries)
    ]
