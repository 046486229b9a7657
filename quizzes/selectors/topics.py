"""The topics of a course as one person sees them: what each stands on, how long, how far."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum

from accounts.models import User
from courses.models import Course
from quizzes.models import Quiz, SlotExercise, Topic
from quizzes.selectors.lines import QuizLine, quiz_lines
from web.text.language import localized


@dataclass(frozen=True)
class TopicLine:
    """One topic. ``minutes``: what its exercises take, one of each pool; 0 where unknown.

    ``step`` counts how many topics stand below it, at least: 0 needs nothing.
    """

    slug: str
    title: str
    about: str
    step: int
    requires: list[tuple[str, str]]
    minutes: int
    line: QuizLine

    @property
    def hours(self) -> int:
        """Whole hours of the time that it takes, from an hour and a half on."""
        return self._rounded // 60 if self._rounded >= 90 else 0

    @property
    def rest(self) -> int:
        """The minutes beside ``hours``."""
        return self._rounded - 60 * self.hours

    @property
    def _rounded(self) -> int:
        """An estimate is not more exact than its fifth part."""
        step = 10 if self.minutes > 60 else 5 if self.minutes > 10 else 1
        return step * round(self.minutes / step)

    @property
    def done(self) -> bool:
        """Whether every exercise of it was once solved in full."""
        return self.line.slots > 0 and self.line.done.mastered == self.line.slots


def topic_lines(course: Course, user: User, language: str) -> list[TopicLine]:
    """The topics in an order in which each follows what it stands on: seven queries."""
    topics = list(
        Topic.objects.filter(course=course).prefetch_related("requires").select_related("quiz")
    )
    quizzes = Quiz.objects.filter(topic__course=course, published=True)
    lines = {line.id: line for line in quiz_lines(quizzes, user, language)}
    minutes = minutes_of(quizzes)
    steps = _steps(topics)
    shown = [
        TopicLine(
            slug=topic.slug,
            title=localized(topic.title, language),
            about=localized(topic.about, language) if topic.about else "",
            step=steps[topic.slug],
            requires=[(other.slug, localized(other.title, language)) for other in _below(topic)],
            minutes=minutes.get(topic.quiz.public_id, 0),
            line=lines[topic.quiz.public_id],
        )
        for topic in topics
        if topic.quiz.public_id in lines and lines[topic.quiz.public_id].slots
    ]
    return sorted(shown, key=lambda topic: topic.step)


def minutes_of(quizzes: Any) -> dict[uuid.UUID, int]:
    """Minutes of each quiz of a query: a slot counts once, with the mean of its pool."""
    rows = (
        SlotExercise.objects.filter(slot__quiz__in=quizzes)
        .values("slot__quiz__public_id", "slot")
        .annotate(minutes=Sum("exercise__minutes"), pool=Count("pk"))
    )
    total: dict[uuid.UUID, float] = defaultdict(float)
    for row in rows:
        total[row["slot__quiz__public_id"]] += row["minutes"] / row["pool"]
    return {quiz: round(minutes) for quiz, minutes in total.items()}


def _below(topic: Topic) -> list[Topic]:
    return sorted(topic.requires.all(), key=lambda other: other.position)


def _steps(topics: list[Topic]) -> dict[str, int]:
    """The longest way down from each topic; a circle (the file is a person's) ends somewhere."""
    below = {topic.slug: [other.slug for other in _below(topic)] for topic in topics}
    steps = dict.fromkeys(below, 0)
    for _ in topics:
        for slug, others in below.items():
            steps[slug] = max([steps[o] + 1 for o in others if o in steps], default=0)
            steps[slug] = min(steps[slug], len(topics))
    return steps
