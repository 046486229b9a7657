"""Submitting an answer to a question of an item; keeping drafts."""

import json
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock, idempotency
from core.errors import Conflict, Invalid
from core.storable import storable
from exercises.models import Submission
from exercises.services.submitting import Understood, choose, create_submission, understand
from graders.kinds.notebook import KIND as NOTEBOOK
from quizzes.models import Draft, Item, ItemSubmission, Quiz
from quizzes.services import hints, rules

MAX_ANSWER = 256 * 2**10
"""Largest answer, in bytes of JSON; longer ones are refused before they are read."""


def check_size(raw: Any) -> None:
    """Raises ``Invalid`` for an answer that no question here could want."""
    if len(json.dumps(raw)) > MAX_ANSWER:
        raise Invalid(
            _("This answer is longer than 256 kB. Nothing was counted; send a shorter one.")
        )


def read_answer(*, item: Item, question: str, raw: Any, reading: int | None = None) -> Understood:
    """What the kind understands of an answer, without submitting it.

    ``reading``: which one was chosen, where the answer reads in several ways.
    """
    if item.variant.questions.get(question, {}).get("kind") != NOTEBOOK.name:
        check_size(raw)  # a notebook may be large until its outputs are gone
    understood = understand(variant=item.variant, question=question, raw=raw)
    return understood if reading is None else choose(understood, reading)


@transaction.atomic
def submit(
    *,
    item: Item,
    question: str,
    raw: Any,
    user: User,
    reading: int | None = None,
    revision: int | None = None,
) -> Submission:
    """Check the right to answer, count the try, store the submission: one transaction.

    ``revision`` is the draft's that the page has seen. Raises ``Conflict`` (closed, no
    tries left), ``Invalid`` (cannot be read; free of charge: call ``read_answer`` first
    to say why), ``TooMany``.
    """
    understood = read_answer(item=item, question=question, raw=raw, reading=reading)
    # the row lock makes "check tries, count one" a single step for all tabs and programs
    Item.objects.select_for_update().get(pk=item.pk)
    rules.require(item, question)
    _refuse_repeat_while_waiting(item, question)
    number = ItemSubmission.objects.filter(item=item, question=question).count() + 1
    submission = create_submission(
        understood=understood,
        user=user,
        course=item.attempt.quiz.course,
        purpose=_purpose(item.attempt.quiz),
    )
    ItemSubmission.objects.create(
        item=item,
        submission=submission,
        question=question,
        number=number,
        cap=hints.cap(item, question),
    )
    keep_draft(item=item, question=question, answer=raw, revision=revision)
    return submission


def _purpose(quiz: Quiz) -> str:
    if quiz.mode == Quiz.Mode.PREVIEW:
        return str(Submission.Purpose.PREVIEW)
    return str(Submission.Purpose.STUDENT)


@transaction.atomic
def submit_once(
    *,
    item: Item,
    question: str,
    raw: Any,
    user: User,
    key: str,
    reading: int | None = None,
    revision: int | None = None,
) -> Submission:
    """``submit``, but the same form with the same answer, sent again, makes one submission.

    A double click, a refreshed POST and Back followed by a click are the same form; an
    answer that was changed after Back is another one.
    """
    content = idempotency.fingerprint(question, raw, reading)
    record = idempotency.begin(
        caller=f"page:{user.pk}", key=f"{item.pk}:{key[:64]}:{content[:32]}", request=content
    )
    if record.status is not None:
        return Submission.objects.get(pk=str(record.body))
    submission = submit(
        item=item, question=question, raw=raw, user=user, reading=reading, revision=revision
    )
    idempotency.finish(record, status=201, body=str(submission.pk))
    return submission


def _refuse_repeat_while_waiting(item: Item, question: str) -> None:
    waiting = ItemSubmission.objects.filter(
        item=item,
        question=question,
        submission__current_grading__state__in=("queued", "running"),
    )
    if waiting.exists():
        raise Conflict(
            _("Your last answer to this question is still being graded."), reason="waiting"
        )


@transaction.atomic
def save_draft(*, item: Item, question: str, answer: Any, revision: int | None = None) -> Draft:
    """Keep what is typed. ``revision`` is the one that the page has seen.

    Raises ``Conflict`` (reason ``newer``) if another tab has saved since.
    """
    check_size(answer)
    if question not in item.variant.questions:
        raise Invalid(_("There is no such question here."))
    answer = storable(answer)
    draft = Draft.objects.select_for_update().filter(item=item, question=question).first()
    if draft is None:
        return Draft.objects.create(item=item, question=question, answer=answer)
    if revision is not None and revision < draft.revision and draft.answer != answer:
        raise Conflict(
            _("Another tab has saved a newer draft."), reason="newer", revision=draft.revision
        )
    if draft.answer != answer:
        draft.answer = answer
        draft.revision += 1
        draft.saved_at = clock.now()
        draft.save(update_fields=["answer", "revision", "saved_at"])
    return draft


def keep_draft(*, item: Item, question: str, answer: Any, revision: int | None = None) -> None:
    """``save_draft``, except that what another tab has typed since is left alone."""
    try:
        with transaction.atomic():
            save_draft(item=item, question=question, answer=answer, revision=revision)
    except Conflict:
        return
