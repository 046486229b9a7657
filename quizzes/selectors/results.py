"""The result of an attempt: points by slot, and what can still be done."""

from dataclasses import dataclass

from quizzes.models import Attempt, Quiz
from quizzes.selectors.progress import Progress
from quizzes.selectors.rail import Stop, rail, whole
from quizzes.services import rules
from web.text.language import localized


@dataclass(frozen=True)
class Result:
    """An attempt that is over, or nearly."""

    attempt: Attempt
    quiz: Quiz
    title: str
    stops: list[Stop]
    points: int
    max: int
    problem: str
    reopenable: bool

    @property
    def practice(self) -> bool:
        """Whether there is nothing to hand in."""
        return self.quiz.mode != Quiz.Mode.GRADED

    @property
    def done(self) -> Progress:
        """How far one is in the quiz."""
        return whole(self.stops)

    @property
    def next(self) -> Stop:
        """Where to go on: the first exercise with a question left, else the first."""
        return next((stop for stop in self.stops if stop.done.left), self.stops[0])

    @property
    def waiting(self) -> int:
        """Slots with an answer that is still being graded."""
        return sum(stop.done.waiting for stop in self.stops)

    @property
    def reading(self) -> int:
        """Slots with an answer that a person has yet to read."""
        return sum(stop.done.reading for stop in self.stops)


def result(attempt: Attempt, language: str) -> Result:
    """Points of an attempt by slot: five queries."""
    stops = rail(attempt, language)
    standing = rules.standing(attempt)
    return Result(
        attempt=attempt,
        quiz=attempt.quiz,
        title=localized(attempt.quiz.title, language),
        stops=stops,
        points=attempt.points,
        max=sum(stop.max for stop in stops),
        problem=standing.problem,
        reopenable=attempt.finished_at is not None and not standing.dates_problem,
    )
