"""The result of an attempt: points by slot, and what can still be done."""

from dataclasses import dataclass

from quizzes.models import Attempt, Quiz
from quizzes.selectors.rail import Stop, rail
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
    def unanswered(self) -> int:
        """Questions without an answer that counts."""
        return sum(max(0, stop.questions - stop.answered) for stop in self.stops)

    @property
    def waiting(self) -> int:
        """Slots with an answer that is still being graded."""
        return sum(stop.mark == "running" for stop in self.stops)

    @property
    def reading(self) -> int:
        """Slots with an answer that a person has yet to read."""
        return sum(stop.mark == "awaiting-person" for stop in self.stops)


def result(attempt: Attempt, language: str) -> Result:
    """Points of an attempt by slot: four queries."""
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
