"""What comes back from graders: hostile input until it is checked.

Only these two functions are reachable from the queue ``verdicts``.
"""

import json
import logging
from collections.abc import Iterator
from typing import Any

import msgspec
import redis

from core.storable import storable
from exercises import wire
from exercises.models import Grading
from exercises.services import checking, dispatching, grading, leases
from graders.contracts import Progress, Report, decode_progress, decode_reply

MAX_BYTES = 8 * 2**20
_log = logging.getLogger(__name__)


def note_progress(*texts: str) -> None:
    """Tell the pages that listen which parts of a grading are done; a wrong token is ignored."""
    try:
        told = [decode_progress(_bounded(text)) for text in texts]
    except ValueError as error:
        _log.error("unreadable progress: %s", error)
        return
    for name, token in {(progress.grading, progress.token) for progress in told}:
        if leases.claimed(Grading.objects.all(), name, token).exists():
            mine = [p for p in told if (p.grading, p.token) == (name, token)]
            _tell(name, *(event for progress in mine for event in _events(progress)))


def _events(progress: Progress) -> Iterator[tuple[str, Any]]:
    if progress.expected:
        yield "expected", [{"key": key, "title": title} for key, title in progress.expected]
    if progress.part is not None:
        yield "part", _shown(msgspec.to_builtins(progress.part))


def _shown(part: dict[str, Any]) -> dict[str, Any]:
    keys = ("key", "title", "outcome", "points", "max", "visible")
    return {key: part[key] for key in keys if key in part}


def record(text: str) -> None:
    """Record a verdict or a gate's report, then hand out more work."""
    try:
        reply = decode_reply(_bounded(text))
    except ValueError as error:
        _log.error("unreadable reply from a grader: %s", error)
        return
    if isinstance(reply, Report):
        checking.accept(reply)
    elif grading.accept(reply):
        _tell(reply.grading, ("verdict", {"state": reply.state}))
    # here, not as a task: one more message for each verdict would be a third more work
    dispatching.dispatch()


def _bounded(text: str) -> str:
    if len(text) > MAX_BYTES:
        raise ValueError("larger than 8 MB")
    if "\\u0000" not in text:
        return text
    try:
        return json.dumps(storable(json.loads(text)))
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _tell(name: str, *events: tuple[str, Any]) -> None:
    try:
        wire.tell(name, *events)
    except redis.RedisError as error:  # pages then see the verdict when they poll
        _log.warning("progress of %s was not told: %s", name, error)
