"""One page of an attempt: the statement with its questions in place."""

import datetime
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from core import clock
from exercises.statements import Prose, segments
from quizzes.models import Attempt, Item, Quiz
from quizzes.selectors import solutions
from quizzes.selectors.exercises import credit_of, place_of, shown_version, title_of
from quizzes.selectors.progress import Progress
from quizzes.selectors.questions import QuestionView, Reader, question_views
from quizzes.selectors.rail import Stop, rail, whole
from quizzes.services import rules
from web.text.language import localized

CLOCK = datetime.timedelta(hours=12)
"""From so long before the end the time left is shown."""


@dataclass(frozen=True)
class Block:
    """A piece of the sheet: text, or a question."""

    html: SafeString | str = ""
    question: QuestionView | None = None


@dataclass(frozen=True)
class Sheet:
    """Everything the page of one item shows."""

    attempt: Attempt
    quiz: Quiz
    quiz_title: str
    item: Item
    position: int
    title: str
    place: str
    credit: str
    blocks: list[Block]
    workbench: QuestionView | None
    rail: list[Stop]
    before: Stop | None
    after: Stop | None
    ends_at: datetime.datetime | None
    now: datetime.datetime
    problem: str
    solution: SafeString | str
    own: bool
    rounds: int

    @property
    def problem_text(self) -> str:
        """Why nothing can be answered any more, as a sentence."""
        return str(rules.PROBLEMS[self.problem]) if self.problem else ""

    @property
    def timed(self) -> bool:
        """Whether the time left is worth a clock."""
        return self.ends_at is not None and self.ends_at - self.now < CLOCK

    @property
    def touched(self) -> bool:
        """Whether something was answered, so that points say something."""
        return any(question.points is not None for question in self.questions)

    @property
    def earlier(self) -> int:
        """The round before this one."""
        return self.rounds - 1

    @property
    def practice(self) -> bool:
        """Whether another variant can be had."""
        return self.quiz.mode == Quiz.Mode.PRACTICE

    @property
    def questions(self) -> list[QuestionView]:
        """The questions in the order of the page."""
        return [block.question for block in self.blocks if block.question is not None]

    @property
    def done(self) -> Progress:
        """How far one is in the quiz."""
        return whole(self.rail)

    @property
    def saved_at(self) -> datetime.datetime | None:
        """When a draft of this page was last saved."""
        return max((q.saved_at for q in self.questions if q.saved_at), default=None)


def sheet(attempt: Attempt, item: Item, reader: Reader) -> Sheet:
    """The page of ``item`` (of ``attempt``, with its version and exercise) for ``reader``."""
    standing = rules.standing(attempt)
    item.attempt = attempt
    views = {
        name: _with_solution(item, view, standing.dates_problem, reader)
        for name, view in question_views(item, standing.problem, reader).items()
    }
    version = shown_version(item.variant)
    blocks = _blocks(item, views, reader.language)
    stops = rail(attempt, reader.language)
    position = item.slot.position
    places = [stop.position for stop in stops]
    here = places.index(position)
    return Sheet(
        attempt=attempt,
        quiz=attempt.quiz,
        quiz_title=localized(attempt.quiz.title, reader.language),
        item=item,
        position=position,
        title=title_of(version.definition, reader.language),
        place=place_of(version.definition, reader.language),
        credit=credit_of(version.definition, reader.language),
        blocks=blocks,
        workbench=_workbench(views),
        rail=stops,
        before=stops[here - 1] if here else None,
        after=stops[here + 1] if here + 1 < len(stops) else None,
        ends_at=standing.ends_at,
        now=clock.now(),
        problem=standing.problem,
        solution=_whole_solution(item, views, standing.dates_problem, reader),
        own=reader.owner,
        rounds=item.round,
    )


def question_of(attempt: Attempt, item: Item, name: str, reader: Reader) -> QuestionView:
    """One question alone, as its block is swapped in the page. Raises ``KeyError``."""
    item.attempt = attempt
    standing = rules.standing(attempt)
    view = question_views(item, standing.problem, reader)[name]
    return _with_solution(item, view, standing.dates_problem, reader)


def _with_solution(item: Item, view: QuestionView, closed: str, reader: Reader) -> QuestionView:
    if reader.staff or solutions.allowed(item.attempt.quiz, view, closed):
        return replace(view, solution=solutions.of_question(item, view, reader.language))
    return view


def _whole_solution(
    item: Item, views: dict[str, QuestionView], closed: str, reader: Reader
) -> SafeString | str:
    """The author's solution tells every answer: it waits until each question may be told."""
    quiz = item.attempt.quiz
    if reader.staff or all(solutions.allowed(quiz, view, closed) for view in views.values()):
        return solutions.of_item(item, reader.language)
    return ""


def _blocks(item: Item, views: dict[str, QuestionView], language: str) -> list[Block]:
    version = shown_version(item.variant)
    statement = version.definition.get("statement") or {}
    blocks: list[Block] = []
    left = dict(views)
    for piece in segments(statement, item.variant.values, language, bundle=version.bundle_id):
        if isinstance(piece, Prose):
            blocks.append(Block(html=piece.html))
        elif piece.id in left:
            blocks.append(Block(question=left.pop(piece.id)))
    # what the statement does not place stands at its end
    return blocks + [Block(question=view) for view in left.values()]


def _workbench(views: dict[str, QuestionView]) -> QuestionView | None:
    """The question, where the page holds nothing but one code question."""
    if len(views) == 1:
        only = next(iter(views.values()))
        return only if only.is_code else None
    return None
