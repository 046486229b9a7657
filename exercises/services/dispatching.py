"""Handing out work in fair order, up to the free slots that graders announce."""

import logging
from dataclasses import dataclass

import redis
from django.db import transaction

from core import clock, locks
from core.enqueue import enqueue
from exercises import wire
from exercises.models import Check, Grading, Version
from exercises.selectors.line import in_line
from exercises.services import leases
from exercises.services.grading import request_for
from exercises.services.uses import latest_answers
from graders.contracts import CheckRequest, encode

CHECK_SECONDS = 600
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Order:
    """Something claimed: what to send to a grader, and what it will need."""

    work: str
    token: str
    payload: str
    version: Version
    course: int | None
    """Whose turn it is; None for a check of the gate."""


def dispatch() -> int:
    """Send what can be sent now; returns how many. Safe to call at any time, by anyone."""
    if not _work_waits():
        return 0
    try:
        graders = wire.graders()
        slots = sum(grader["slots"] for grader in graders)
        orders = _claim(slots, len(graders), wire.turns())
        # what is claimed and not sent, because the wire breaks here, is taken back as lost
        _send(orders)
    except redis.RedisError as error:
        _log.warning("no dispatch, the broker does not answer: %s", error)
        return 0
    return len(orders)


def _work_waits() -> bool:
    queued = Grading.objects.filter(state=Grading.State.QUEUED).exists()
    return queued or Check.objects.filter(state=Check.State.QUEUED).exists()


@transaction.atomic
def _claim(slots: int, graders: int, served: dict[int, float]) -> list[Order]:
    """Claim as much as there is room for.

    A grading for each free slot, and one for each grader that lies ready on the wire, so that
    no slot waits for us.
    """
    # one at a time: two dispatchers would give a student two turns
    locks.exclusive("dispatch")
    running = Grading.objects.filter(state=Grading.State.RUNNING).count()
    checking = Check.objects.filter(state=Check.State.RUNNING).count()
    free = slots - running - checking
    found = next_ones(free + graders, served)
    orders = [order for grading in found if (order := _claimed(grading))]
    # a check takes minutes: where there are several slots, one is kept for students
    room = min(free - len(orders), max(1, slots - 1) - checking)
    if room > 0:
        queued = Check.objects.filter(state=Check.State.QUEUED).select_related("version__bundle")
        orders += [_claimed_check(check) for check in queued.order_by("created_at")[:room]]
    return orders


def next_ones(limit: int, served: dict[int, float] | None = None) -> list[Grading]:
    """Up to ``limit`` queued gradings: one running per student, courses in turn, regrades last."""
    if limit <= 0:
        return []
    line = [place for place in in_line(served or {}) if not place.round][:limit]
    rows = Grading.objects.select_related("submission__variant__version__bundle")
    found = rows.in_bulk([place.grading for place in line])
    return [found[place.grading] for place in line]


def _claimed(grading: Grading) -> Order | None:
    submission = grading.submission
    limits = submission.variant.questions[submission.question].get("limits", {})
    # a grader forgives waiting for a processor: up to four times the wall clock (ADR 22)
    if not leases.claim(grading, seconds=4 * float(limits.get("wall", 15))):
        return None
    request = request_for(grading, uses=latest_answers(submission))
    return Order(
        work=str(grading.pk),
        token=grading.token,
        payload=encode(request),
        version=submission.variant.version,
        course=submission.course_id,
    )


def _claimed_check(check: Check) -> Order:
    check.state, check.token, check.tries = Check.State.RUNNING, leases.new_token(), check.tries + 1
    check.lease_until, check.started_at = leases.lease(CHECK_SECONDS), clock.now()
    check.save(update_fields=["state", "token", "tries", "lease_until", "started_at"])
    request = CheckRequest(check=str(check.pk), token=check.token, bundle=check.version.bundle_id)
    return Order(
        work=str(check.pk),
        token=check.token,
        payload=encode(request),
        version=check.version,
        course=None,
    )


def _send(orders: list[Order]) -> None:
    if not orders:
        return
    for version in {order.version.bundle_id: order.version for order in orders}.values():
        _offer_bundle(version)
    wire.claims({order.work: order.token for order in orders})
    wire.take_turns(order.course for order in orders if order.course is not None)
    for order in orders:
        if order.course is None:
            enqueue("graders.check", order.payload, queue="grading")
        else:
            enqueue("graders.grade", order.payload, queue="grading")


def _offer_bundle(version: Version) -> None:
    if not wire.has_bundle(version.bundle_id):
        wire.put_bundle(version.bundle_id, bytes(version.bundle.data))
