"""A free run: code with the visible tests alone. No try, no points, no place in any gradebook."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import Conflict, Invalid
from exercises.models import Submission
from exercises.services.submitting import create_submission
from graders.kinds import PROGRAMS
from quizzes.models import Item
from quizzes.services import rules
from quizzes.services.answering import read_answer

RUN = Submission.Purpose.RUN
WAITING = ("queued", "running")


@transaction.atomic
def run(*, item: Item, question: str, raw: Any, user: User) -> Submission:
    """Queue a free run, under the same rules as a submission.

    The run belongs to the person and the variant, not to the item: nothing that counts sees
    it. Pressed twice, the first one is given. Raises ``Invalid``, ``Conflict``, ``TooMany``.
    """
    understood = read_answer(item=item, question=question, raw=raw)
    if understood.kind_name not in PROGRAMS:
        raise Invalid(_("Only code can be run."))
    Item.objects.select_for_update().get(pk=item.pk)
    rules.require(item, question)
    waiting = (
        Submission.objects.filter(user=user, variant=item.variant, question=question, purpose=RUN)
        .filter(current_grading__state__in=WAITING)
        .first()
    )
    if waiting is not None:
        if waiting.answer == understood.raw:
            return waiting
        raise Conflict(_("Your last run is still under way."), reason="waiting")
    return create_submission(
        understood=understood, user=user, course=item.attempt.quiz.course, purpose=RUN
    )
