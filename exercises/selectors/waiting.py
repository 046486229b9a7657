"""How long a queued answer will wait: who is before it, and how fast verdicts come."""

import datetime
import math
from dataclasses import dataclass

from django.db.models import Q

from core import clock
from exercises.models import Grading
from graders.kinds import REGISTRY

LOOKED_BACK = datetime.timedelta(minutes=5)
FEW = 3
"""With fewer verdicts in that time nothing is said of seconds."""


@dataclass(frozen=True)
class Waiting:
    """``ahead``: answers of others before this one; ``seconds``: about how long, 0 if unknown."""

    ahead: int = 0
    seconds: int = 0


def waiting(grading: Grading) -> Waiting:
    """The wait of a grading: two queries while it is queued, none otherwise.

    Courses take turns and nobody has two running, so this is an estimate, and at most true.
    """
    if grading.state != Grading.State.QUEUED:
        return Waiting()
    earlier = Q(priority__lt=grading.priority) | Q(
        priority=grading.priority, created_at__lt=grading.created_at
    )
    others = Grading.objects.exclude(submission__user=grading.submission.user_id)
    open_ = others.filter(state__in=(Grading.State.QUEUED, Grading.State.RUNNING))
    # each person has one turn at a time
    ahead = open_.filter(earlier).values("submission__user").distinct().count()
    since = clock.now() - LOOKED_BACK
    done = Grading.objects.filter(finished_at__gt=since, origin=Grading.Origin.ENGINE)
    times = list(done.exclude(submission__kind__in=_here()).values_list("finished_at", flat=True))
    if not ahead or len(times) < FEW:
        return Waiting(ahead)
    told = [at for at in times if at is not None]
    # the pace while there was work, not over the quiet minutes before it
    each = (max(told) - min(told)).total_seconds() / (len(told) - 1)
    return Waiting(ahead, _round((ahead + 1) * each))


def _here() -> list[str]:
    """Kinds that are graded at once and, but for gaps that take a formula, never wait."""
    return [name for name, kind in REGISTRY.items() if kind.plain]


def _round(seconds: float) -> int:
    """To 5 s below a minute, to 30 s above: no false exactness."""
    step = 5 if seconds < 60 else 30
    return max(step, step * math.ceil(seconds / step))
