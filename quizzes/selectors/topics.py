"""The topics of a course as one person sees them: what each stands on, how long, how far."""

from dataclasses import dataclass

from accounts.models import User
from courses.models import Course
from quizzes.models import Quiz, Topic
from quizzes.selectors.lines import QuizLine, quiz_lines
from web.text.language import localized


@dataclass(frozen=True)
class TopicLine:
    """One topic. ``step`` counts how many stand below it, at least: 0 needs nothing."""

    slug: str
    title: str
    about: str
    step: int
    requires: list[tuple[str, str]]
    line: QuizLine

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
    steps = _steps(topics)
    shown = [
        TopicLine(
            slug=topic.slug,
            title=localized(topic.title, language),
            about=localized(topic.about, language) if topic.about else "",
            step=steps[topic.slug],
            requires=[(other.slug, localized(other.title, language)) for other in _below(topic)],
            line=lines[topic.quiz.public_id],
        )
        for topic in topics
        if topic.quiz.public_id in lines and lines[topic.quiz.public_id].slots
    ]
    return sorted(shown, key=lambda topic: topic.step)


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
