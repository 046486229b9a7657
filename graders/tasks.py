"""The two tasks of queue ``grading``: grade an answer, check an exercise."""

import hashlib
import logging
import threading
from collections import OrderedDict
from typing import Self

import msgspec
import redis
from kombu.exceptions import OperationalError

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
# progress is told at most this late; a verdict that comes sooner needs none before it
QUIET_SECONDS = 0.25
# a broker that is being restarted is waited for: some fifteen seconds
PATIENT = {"max_retries": 20, "interval_start": 0.1, "interval_step": 0.2, "interval_max": 1.0}
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


def _answer(value: Verdict | Report) -> None:
    app.send_task("verdicts.record", [encode(value)], queue=VERDICTS, retry_policy=PATIENT)


class Teller:
    """Tells of parts that are done, ``QUIET_SECONDS`` after the first of them, in one message.

    Most verdicts are there by then: ten messages before each would be the greater part of all
    work. A broker that is down loses progress and no verdict.
    """

    def __init__(self) -> None:
        self._held: list[Progress] = []
        self._timer: threading.Timer | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        with self._lock:
            self._held = []  # the verdict says it all
            if self._timer is not None:
                self._timer.cancel()

    def tell(self, progress: Progress) -> None:
        """Note one event."""
        with self._lock:
            self._held.append(progress)
            if self._timer is None:
                self._timer = threading.Timer(QUIET_SECONDS, self._flush)
                self._timer.daemon = True
                self._timer.start()

    def _flush(self) -> None:
        with self._lock:
            texts, self._held, self._timer = [encode(told) for told in self._held], [], None
            if not texts:
                return
            try:  # under the lock: no progress after its verdict
                app.send_task("verdicts.progress", texts, queue=VERDICTS, retry=False)
            except OperationalError as error:
                _log.warning("progress was not told: %s", error)


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
    if not service.presence.wanted(request.grading, request.token):
        _log.info("grading %s was given to another grader meanwhile", request.grading)
        return
    with service.presence.working_on(request.grading):
        _answer(_graded(request))


def _graded(request: GradeRequest) -> Verdict:
    try:
        bundle = bundles.get(request.bundle) if request.bundle else None
        with Teller() as teller:
            return service.engine.grade(request, bundle, teller.tell)
    except (Missing, SandboxError, redis.RedisError) as error:
        return verdicts.failed(request, "sandbox-error", str(error))
    except Exception as error:  # noqa: BLE001 - our fault, whatever it is: it must be reported
        _log.exception("grading %s", request.grading)
        return verdicts.failed(request, "sandbox-error", f"{type(error).__name__}: {error}")


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
    if not service.presence.wanted(request.check, request.token):
        _log.info("check %s was given to another grader meanwhile", request.check)
        return
    with service.presence.working_on(request.check):
        _answer(_checked(request))


def _checked(request: CheckRequest) -> Report:
    try:
        return gate.check(service.engine, bundles.get(request.bundle), request=request)
    except Exception as error:  # noqa: BLE001 - the same
        _log.exception("check %s", request.check)
        said = Message("sandbox.note", {"part": "gate", "text": f"{type(error).__name__}: {error}"})
        line = CheckLine("engine", ok=False, messages=(said,))
        return Report(check=request.check, token=request.token, ok=False, lines=(line,))
