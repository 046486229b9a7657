"""Events: the only way upwards.

``append`` writes an outbox row in the caller's transaction; after the commit each
row is handed to the handlers that higher layers registered in ``AppConfig.ready``.
A handler must bear being called twice. What fails is tried again by the sweep.
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db import transaction

from core import clock
from core.models import Event

Handler = Callable[[dict[str, Any]], None]
MAX_TRIES = 10

_handlers: dict[str, list[Handler]] = defaultdict(list)
_log = logging.getLogger(__name__)


def on(name: str, handler: Handler) -> None:
    """Register ``handler`` for events called ``name``."""
    if handler not in _handlers[name]:
        _handlers[name].append(handler)


def append(name: str, payload: dict[str, Any]) -> Event:
    """Record that something happened. Must be called inside a transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"event {name!r} appended outside a transaction")
    event = Event.objects.create(name=name, payload=payload)
    transaction.on_commit(lambda: handle(event.pk))
    return event


def handle(event_id: int) -> bool:
    """Call the handlers of one event; True when it is done with.

    A poison event is pushed away (its tries are counted) before the error is logged,
    so that it cannot stop the others.
    """
    with transaction.atomic():
        event = Event.objects.select_for_update().filter(pk=event_id, handled_at=None).first()
        if event is None:
            return True
        event.tries += 1
        try:
            with transaction.atomic():
                for handler in _handlers[event.name]:
                    handler(event.payload)
        except Exception as error:  # noqa: BLE001 (handlers may fail in any way)
            _log.exception("event %s (%s) failed", event.pk, event.name)
            event.error = repr(error)[:2000]
            event.save(update_fields=["tries", "error"])
            return False
        event.handled_at = clock.now()
        event.save(update_fields=["tries", "handled_at"])
        return True


def sweep(limit: int = 500) -> int:
    """Handle what is still open; returns how many were done."""
    open_ids = Event.objects.filter(handled_at=None, tries__lt=MAX_TRIES).order_by("pk")
    return sum(handle(pk) for pk in open_ids.values_list("pk", flat=True)[:limit])
