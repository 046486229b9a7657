"""The one clock: server time, in UTC. Tests replace ``now``."""

import datetime

from django.utils import timezone

HOUR = datetime.timedelta(hours=1)


def now() -> datetime.datetime:
    """The present moment, timezone-aware."""
    return timezone.now()
