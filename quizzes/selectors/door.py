"""The door of a quiz: what it asks, what it costs, when it closes."""

import datetime
import uuid
from dataclasses import dataclass

from django.utils.safestring import SafeString

from accounts.models import User
from exercises.models import Exercise
from quizzes.models import Quiz
from quizzes.selectors.lines import QuizLine, quiz_lines
from web.text.language import localized
from web.text.markdown import prose

MINUTE = datetime.timedelta(minutes=1)


@dataclass(frozen=True)
class Door:
    """What somebody reads before they start."""

    quiz: Quiz
    line: QuizLine
    intro: SafeString | str
    exercises: int
    questions: int
    keep: str
    solutions: str
    position: int
    staff: bool

    @property
    def attempt(self) -> uuid.UUID | None:
        """The attempt to go on with."""
        return self.line.attempt

    @property
    def empty(self) -> bool:
        """Whether nothing can be asked yet."""
        return self.questions == 0


def door(quiz: Quiz, user: User, language: str, *, staff: bool) -> Door:
    """The door of ``quiz`` for ``user``: a constant number of queries."""
    line = quiz_lines(Quiz.objects.filter(pk=quiz.pk), user, language)[0]
    pool = Exercise.objects.filter(slots__quiz=quiz, current__isnull=False)
    asked: dict[int, int] = {}
    for slot, questions in pool.values_list("slots__position", "current__definition__questions"):
        asked[slot] = max(asked.get(slot, 0), len(questions or ()))
    intro = localized(quiz.intro, language)
    return Door(
        quiz=quiz,
        line=line,
        intro=prose(intro, language) if intro else "",
        exercises=len(asked),
        questions=sum(asked.values()),
        keep=quiz.keep,
        solutions=quiz.solutions,
        position=min(asked, default=1),
        staff=staff,
    )
