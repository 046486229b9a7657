"""Worked solutions: when a student may read them, and what they say."""

from typing import Any

from django.utils.safestring import SafeString

from exercises.statements import Prose, StatementError, figures_at, segments
from graders.kinds import REGISTRY
from quizzes.models import Item, Quiz
from quizzes.selectors.exercises import shown_version
from quizzes.selectors.questions import QuestionView
from web.text.markdown import prose

PRACTICE_TRIES = 2
"""Where tries are unlimited, so many counted ones open the solution."""


def allowed(quiz: Quiz, question: QuestionView, closed: str) -> bool:
    """Whether the rule of the quiz lets this student read this question's solution now.

    ``closed``: why the dates let no more answers in, or empty. Handing in does not count:
    it can be undone, and then the answer would be known.
    """
    if quiz.solutions == Quiz.Solutions.NEVER:
        return False
    if quiz.solutions == Quiz.Solutions.AFTER_DUE:
        return closed == "past-due"
    # right is right, whatever hints have cost
    full = any(past.outcome == "right" for past in question.history)
    if quiz.solutions == Quiz.Solutions.AFTER_FULL:
        return full
    tries = question.tries_allowed or PRACTICE_TRIES
    return full or question.tries_used >= tries or bool(closed)


def of_question(item: Item, question: QuestionView, language: str) -> SafeString | str:
    """What the kind itself explains: the right answer and how it is found."""
    prepared: dict[str, Any] = item.variant.questions[question.id]
    said = REGISTRY[question.kind].explain(prepared, language)
    text = str(said.get("text") or "")
    return prose(text, language, figures_at(item.variant.version.bundle_id)) if text else ""


def of_item(item: Item, language: str) -> SafeString | str:
    """The author's worked solution of the whole exercise, with the variant's values."""
    version = shown_version(item.variant)
    text = version.definition.get("solution")
    if not text:
        return ""
    try:
        found = segments(text, item.variant.values, language, bundle=version.bundle_id)
    except StatementError:
        return ""
    return SafeString("".join(piece.html for piece in found if isinstance(piece, Prose)))
