"""The two tasks of queue ``grading``: grade an answer, check an exercise."""

import hashlib
import logging
import threading
from collections import OrderedDict

import msgspec
import redis

from graders import gate
from graders.bundle import MAX_BYTES, Bundle
from graders.contracts import (
    CheckLine,
    CheckRequest,
    GradeRequest,
    Message,
    Progress,
    Report,
    Verdict,
    decode_request,
    encode,
)  # fmt: skip
from graders.sandbox import verdicts
from graders.sandbox.errors import SandboxError
from graders.worker import app, service

VERDICTS = "verdicts"
_CACHE_BYTES = 200 * 2**20
_log = logging.getLogger(__name__)


class Missing(Exception):
    """A bundle is not on the wire, or is not what its name says."""


class Bundles:
    """Bundles by hash, in memory, the most recently used up to a size. Thread-safe."""

    def __init__(self, wire: "redis.Redis", limit: int = _CACHE_BYTES) -> None:
        self._wire, self._limit = wire, limit
        self._kept: OrderedDict[str, tuple[Bundle, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, name: str) -> Bundle:
        """The bundle called ``name``, its SHA-256 verified. Raises ``Missing``."""
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
                return self._kept[name][0]
        blob = self._fetch(name)
        try:
            bundle = Bundle.unpack(blob)
        except msgspec.ValidationError as error:
            raise Missing(f"bundle {name} cannot be read: {error}") from None
        with self._lock:
            self._kept[name] = bundle, len(blob)
            while sum(size for _bundle, size in self._kept.values()) > self._limit:
                self._kept.popitem(last=False)
        return bundle

    def _fetch(self, name: str) -> bytes:
        found = self._wire.get(f"bundle:{name}")
        if not isinstance(found, bytes):
            raise Missing(f"bundle {name} is not on the wire")
        if len(found) > 2 * MAX_BYTES or hashlib.sha256(found).hexdigest() != name:
            raise Missing(f"bundle {name} is not what its name says")
        return found


bundles = Bundles(service.wire)


def _send(task: str, value: Progress | Verdict | Report) -> None:
    app.send_task(task, [encode(value)], queue=VERDICTS)


@app.task(name="graders.grade")
def grade(payload: str) -> None:
    """Grade one answer; an event per part on the way, the verdict at the end."""
    try:
        request = decode_request(payload)
    except ValueError as error:
        _log.error("unreadable request: %s", error)
        return
    if not isinstance(request, GradeRequest):
        _log.error("a check arrived as a grading")
        return
    try:
        bundle = bundles.get(request.bundle) if request.bundle else None
        verdict = service.engine.grade(
            request, bundle, lambda progress: _send("verdicts.progress", progress)
        )
    except (Missing, SandboxError, redis.RedisError) as error:
        verdict = verdicts.failed(request, "sandbox-error", str(error))
    except Exception as error:  # noqa: BLE001 - our fault, whatever it is: it must be reported
        _log.exception("grading %s", request.grading)
        verdict = verdicts.failed(request, "sandbox-error", f"{type(error).__name__}: {error}")
    _send("verdicts.record", verdict)


@app.task(name="graders.check")
def check(payload: str) -> None:
    """Run the publish gate on a bundle and report."""
    try:
        request = decode_request(payload)
    except ValueError as error:
        _log.error("unreadable request: %s", error)
        return
    if not isinstance(request, CheckRequest):
        _log.error("a grading arrived as a check")
        return
    try:
        report = gate.check(service.engine, bundles.get(request.bundle), request=request)
    except Exception as error:  # noqa: BLE001 - the same
        _log.exception("check %s", request.check)
        said = Message("sandbox.note", {"part": "gate", "text": f"{type(error).__name__}: {error}"})
        line = CheckLine("engine", ok=False, messages=(said,))
        report = Report(check=request.check, token=request.token, ok=False, lines=(line,))
    _send("verdicts.record", report)
