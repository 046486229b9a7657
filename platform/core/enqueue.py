"""The one place where tasks are sent: after the commit, by name, with ids or JSON text."""

from celery import current_app
from django.db import transaction


def enqueue(task: str, *args: int | str, queue: str = "default") -> None:
    """Send ``task`` once the present transaction has committed.

    The database is the truth and the wire may be down: a message that cannot be sent
    is logged and left to the sweep, so the request that caused it does not fail.
    """
    transaction.on_commit(lambda: _send(task, args, queue), robust=True)


def _send(task: str, args: tuple[int | str, ...], queue: str) -> None:
    current_app.send_task(task, args=args, queue=queue, retry=False, ignore_result=True)
