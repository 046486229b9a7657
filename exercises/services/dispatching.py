"""Handing out work in fair order, up to the free slots that graders announce."""

import logging
from itertools import zip_longest

import redis
from django.db import transaction

from core import clock
from core.enqueue import enqueue
from exercises import wire
from exercises.models import Check, Grading, Version
from exercises.services import leases
from exercises.services.grading import request_for
from exercises.services.uses import latest_answers
from graders.contracts import CheckRequest, encode

CHECK_SECONDS = 600
_log = logging.getLogger(__name__)


def dispatch() -> int:
    """Send what can be sent now; returns how many. Safe to call at any time, by anyone."""
    try:
        free = free_slots()
    except redis.RedisError as error:
        _log.warning("no dispatch, the broker does not answer: %s", error)
        return 0
    sent = 0
    for grading in fair_order(free):
        with transaction.atomic():
            sent += _send(grading)
    if sent < free:
        sent += sum(_send_check(check) for check in _open_checks(free - sent))
    return sent


def free_slots() -> int:
    """Slots of living graders minus what runs."""
    announced: int = sum(grader["slots"] for grader in wire.graders())
    running = Grading.objects.filter(state=Grading.State.RUNNING).count()
    checking = Check.objects.filter(state=Check.State.RUNNING).count()
    return max(0, announced - running - checking)


def fair_order(limit: int) -> list[Grading]:
    """Up to ``limit`` queued gradings: one running per student, courses in turn, regrades last."""
    if limit <= 0:
        return []
    busy = Grading.objects.filter(state=Grading.State.RUNNING).values("submission__user")
    queued = (
        Grading.objects.filter(state=Grading.State.QUEUED)
        .exclude(submission__user__in=busy)
        .select_related("submission__variant__version")
        .order_by("priority", "created_at")[: max(200, 10 * limit)]
    )
    seen: set[int] = set()
    by_priority: dict[int, dict[int, list[Grading]]] = {}
    for grading in queued:
        if grading.submission.user_id in seen:
            continue
        seen.add(grading.submission.user_id)
        courses = by_priority.setdefault(grading.priority, {})
        courses.setdefault(grading.submission.course_id, []).append(grading)
    in_turn = [
        grading
        for courses in by_priority.values()
        for turn in zip_longest(*courses.values())
        for grading in turn
        if grading is not None
    ]
    return in_turn[:limit]


def _send(grading: Grading) -> int:
    submission = grading.submission
    limits = submission.variant.questions[submission.question].get("limits", {})
    # a grader forgives waiting for a processor: up to four times the wall clock (ADR 22)
    if not leases.claim(grading, seconds=4 * float(limits.get("wall", 15))):
        return 0
    _offer_bundle(submission.variant.version)
    wire.forget(str(grading.pk))
    request = request_for(grading, uses=latest_answers(submission))
    enqueue("graders.grade", encode(request), queue="grading")
    return 1


def _open_checks(limit: int) -> list[Check]:
    queued = Check.objects.filter(state=Check.State.QUEUED).select_related("version")
    return list(queued.order_by("created_at")[:limit])


@transaction.atomic
def _send_check(check: Check) -> int:
    token = leases.new_token()
    changed = Check.objects.filter(pk=check.pk, state=Check.State.QUEUED).update(
        state=Check.State.RUNNING,
        token=token,
        tries=check.tries + 1,
        lease_until=leases.lease(CHECK_SECONDS),
    )
    if changed == 1:
        _offer_bundle(check.version)
        request = CheckRequest(check=str(check.pk), token=token, bundle=check.version.bundle_id)
        enqueue("graders.check", encode(request), queue="grading")
    return changed


def _offer_bundle(version: Version) -> None:
    if not wire.has_bundle(version.bundle_id):
        wire.put_bundle(version.bundle_id, bytes(version.bundle.data))


def take_back() -> None:
    """What ran past its lease is queued again, up to three times; then it is our failure."""
    late = Grading.objects.filter(state=Grading.State.RUNNING, lease_until__lt=clock.now())
    for pk in late.values_list("pk", flat=True):
        with transaction.atomic():
            grading = (
                Grading.objects.select_for_update()
                .filter(pk=pk, state=Grading.State.RUNNING, lease_until__lt=clock.now())
                .first()
            )
            if grading is not None:
                leases.give_up_or_queue(grading, fault="lost-worker")
    stale = Check.objects.filter(state=Check.State.RUNNING, lease_until__lt=clock.now())
    stale.filter(tries__gte=leases.MAX_TRIES).update(state=Check.State.FAILED, token="")
    stale.filter(tries__lt=leases.MAX_TRIES).update(state=Check.State.QUEUED, token="")
