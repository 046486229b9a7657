"""Who works on which grading, and until when. A claim is a conditional update, not a lock."""

import datetime
import secrets
import uuid
from typing import TypeVar

from django.db.models import QuerySet

from core import clock, events
from core.storable import storable
from exercises.models import Check, Grading
from graders.contracts import Verdict

MAX_TRIES = 3
GRACE = datetime.timedelta(seconds=30)


def lease(seconds: float = 0) -> datetime.datetime:
    """Until when a grader may take that needs ``seconds`` of wall clock."""
    return clock.now() + GRACE + datetime.timedelta(seconds=seconds)


def new_token() -> str:
    """A one-time token: whoever answers must show it."""
    return secrets.token_urlsafe(24)


_Claimed = TypeVar("_Claimed", Grading, Check)


def claimed(rows: QuerySet[_Claimed], name: str, token: str) -> QuerySet[_Claimed]:
    """Of gradings or checks, the running one of this name, if this is its latest token.

    Name and token come from a grader: they may be any text.
    """
    try:
        pk = uuid.UUID(name)
    except ValueError:
        return rows.none()
    token = storable(token)
    return rows.filter(pk=pk, state=Grading.State.RUNNING, token=token).exclude(token="")


def claim(grading: Grading, *, seconds: float = 0) -> bool:
    """Make a queued grading ours, with a new one-time token; False: another was first."""
    token = new_token()
    until = lease(seconds)
    changed = Grading.objects.filter(pk=grading.pk, state=Grading.State.QUEUED).update(
        state=Grading.State.RUNNING,
        token=token,
        lease_until=until,
        started_at=clock.now(),
        tries=grading.tries + 1,
    )
    if changed == 1:
        grading.state, grading.token, grading.lease_until = Grading.State.RUNNING, token, until
        grading.tries += 1
    return changed == 1


def claim_one(grading: Grading) -> None:
    """Claim a grading made in this very transaction."""
    if not claim(grading):
        raise RuntimeError(f"grading {grading.pk} is not queued")


def give_up_or_queue(
    grading: Grading, *, fault: str, staff: Verdict | None = None, ran: bool = True
) -> None:
    """Our failure: queue the grading again, or, after three runs, call it failed.

    ``ran``: whether a grader has had it; what was lost on the way there is no run. Either
    way it costs nobody anything: no try, no points, no zero. A fault of the suite is the
    teacher's to mend: trying again would not help.
    """
    grading.tries -= not ran
    final = grading.tries >= MAX_TRIES or fault == "suite-error"
    grading.state = Grading.State.FAILED if final else Grading.State.QUEUED
    grading.fault = fault if final else ""
    grading.token = ""
    grading.lease_until = None
    if staff is not None:
        grading.staff = [{"id": m.id, "params": m.params} for m in staff.staff]
    if final:
        grading.finished_at = clock.now()
    changed = ("state", "fault", "token", "lease_until", "tries", "staff", "finished_at")
    grading.save(update_fields=changed)
    if final:
        from_failed(grading)


def from_failed(grading: Grading) -> None:
    """A failed grading uses no try, and the layers above must hear of it."""
    submission = grading.submission
    submission.counts = False
    submission.save(update_fields=["counts"])
    events.append("graded", {"submission": str(submission.pk), "grading": str(grading.pk)})
