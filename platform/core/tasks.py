"""Periodic work of the core."""

import datetime

from celery import shared_task

from core import clock, events
from core.models import IdempotencyKey

KEYS_LIVE = datetime.timedelta(days=2)


@shared_task(name="core.sweep", ignore_result=True, time_limit=60)
def sweep() -> None:
    """Hand out events that are still open; forget old idempotency keys."""
    events.sweep()
    IdempotencyKey.objects.filter(created_at__lt=clock.now() - KEYS_LIVE).delete()
