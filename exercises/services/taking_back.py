"""Taking work back from graders that have died, and what the wire has lost."""

import datetime
import logging

import redis
from django.db import transaction
from django.db.models import F

from core import clock
from exercises import wire
from exercises.models import Check, Grading
from exercises.services import leases

# three beats of a grader and some: whoever works on something has said so by then
SILENCE = datetime.timedelta(seconds=20)
_log = logging.getLogger(__name__)


def take_back() -> int:
    """Queue again what nobody works on any more; returns how many.

    Work is given to another grader as soon as the announcement of its grader has vanished,
    and when its lease is over in any case; after three runs it is our failure. What no
    grader ever took (the broker was emptied) is queued again without counting a run.
    """
    ran, lost = _orphans()
    now = clock.now()
    late = {str(row.pk) for row in _running() if row.lease_until and row.lease_until < now}
    taken = [_give_back(name, ran=name not in lost) for name in ran | lost | late]
    return sum(taken)


def _running() -> "list[Grading | Check]":
    gradings = Grading.objects.filter(state=Grading.State.RUNNING)
    checks = Check.objects.filter(state=Check.State.RUNNING)
    return [*gradings.only("lease_until", "started_at"), *checks.only("lease_until", "started_at")]


def _orphans() -> tuple[set[str], set[str]]:
    """What ran and has nobody now, and what nobody ever took. Without a wire: nothing."""
    running = {str(row.pk): row.started_at for row in _running()}
    if not running:
        return set(), set()
    try:
        # in this order: a grader announces itself first and then takes
        takers = wire.takers(list(running))
        graders = wire.graders()
        names = {grader["name"] for grader in graders}
        dead = {work for work, grader in takers.items() if grader not in names}
        before = clock.now() - SILENCE
        suspects = {work for work, since in running.items() if since is None or since < before}
        suspects -= {work for grader in graders for work in grader.get("working", ())}
        if not suspects or wire.age() < SILENCE:
            return dead, set()
        suspects -= wire.under_way(suspects)
    except redis.RedisError as error:
        _log.warning("nothing is taken back but by its lease: %s", error)
        return set(), set()
    return dead | (suspects & set(takers)), suspects - set(takers)


@transaction.atomic
def _give_back(name: str, *, ran: bool) -> bool:
    """One grading or check, if it still runs."""
    grading = Grading.objects.select_for_update().filter(pk=name, state=Grading.State.RUNNING)
    if (found := grading.first()) is not None:
        _log.warning("grading %s is taken back (%s)", name, "run lost" if ran else "never taken")
        leases.give_up_or_queue(found, fault="lost-worker", ran=ran)
        return True
    check = Check.objects.filter(pk=name, state=Check.State.RUNNING)
    if ran and check.filter(tries__gte=leases.MAX_TRIES).update(state="failed", token=""):
        return True
    tries = F("tries") if ran else F("tries") - 1
    return bool(check.update(state=Check.State.QUEUED, token="", tries=tries))
