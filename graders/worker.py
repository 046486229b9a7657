"""The grading worker's Celery app: ``celery -A graders.worker worker -Q grading --pool threads``.

It knows its broker and nothing else: no database, no Django, no secret key. It serves only
after the isolation's self-test has held, and says every five seconds that it lives and what it
works on, so that the work of a dead grader is soon given to another.
"""

import json
import logging
import os
import socket
import sys
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import redis
from celery import Celery
from celery.signals import worker_ready, worker_shutdown

from graders.engine import Engine
from graders.sandbox import selftest, verdicts
from graders.sandbox.errors import SandboxError

BROKER = os.environ.get("GRADUS_BROKER_URL") or os.environ.get(
    "REDIS_URL", "redis://127.0.0.1:6379/0"
)
BEAT_SECONDS, EXPIRY_SECONDS = 5.0, 15
TAKEN_SECONDS = 900
GRADERS = "graders"
_log = logging.getLogger(__name__)

app = Celery("graders", broker=BROKER, include=["graders.tasks"])
app.conf.update(
    broker_connection_retry_on_startup=True,
    broker_transport_options={"visibility_timeout": 900},
    task_serializer="json",
    accept_content=["json"],
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    worker_pool="threads",
    worker_concurrency=int(os.environ.get("GRADUS_GRADER_SLOTS", "2")),
    worker_enable_remote_control=False,
    worker_send_task_events=False,
    task_default_queue="grading",
    timezone="UTC",
)


class Presence:
    """What this grader says of itself on the wire. Thread-safe; a silent wire stops no work.

    ``grader:<name>``  what it can and what it works on, with an expiry; a name is used for one
                       life of one process
    ``graders``        the set of such names, so that nobody has to look through all keys
    ``taken:<work>``   the name of the grader that took this grading or check
    """

    def __init__(self, wire: "redis.Redis") -> None:
        self.name = f"{socket.gethostname()}-{uuid.uuid4().hex[:8]}"
        self._wire = wire
        self._said: dict[str, Any] = {}
        self._working: set[str] = set()
        self._lock = threading.Lock()
        self._stopping = threading.Event()

    def begin(self, said: dict[str, Any]) -> None:
        """Announce ``said`` now and at every beat until ``end``."""
        self._said = {**said, "home": home(), "pid": os.getpid()}
        threading.Thread(target=self._beat, daemon=True).start()

    def _beat(self) -> None:
        while not self._stopping.is_set():
            self._tell()
            self._stopping.wait(BEAT_SECONDS)

    def _tell(self, taken: str = "") -> None:
        with self._lock:
            said = json.dumps({**self._said, "working": sorted(self._working)})
        try:
            with self._wire.pipeline(transaction=False) as pipe:
                pipe.sadd(GRADERS, self.name)
                pipe.set(f"grader:{self.name}", said, ex=EXPIRY_SECONDS)
                if taken:
                    pipe.set(f"taken:{taken}", self.name, ex=TAKEN_SECONDS)
                pipe.execute()
        except redis.RedisError as error:
            _log.warning("not announced: %s", error)

    @contextmanager
    def working_on(self, work: str) -> Iterator[None]:
        """Say that a grading or a check is in this grader's hands while the block runs."""
        with self._lock:
            self._working.add(work)
        self._tell(taken=work)
        try:
            yield
        finally:
            with self._lock:
                self._working.discard(work)

    def wanted(self, work: str, token: str) -> bool:
        """False if somebody has been given this work since: an old message, come again."""
        try:
            latest = self._wire.get(f"claim:{work}")
        except redis.RedisError as error:
            _log.warning("not asked whether %s is wanted: %s", work, error)
            return True
        return not isinstance(latest, bytes) or latest == token.encode()

    def end(self) -> None:
        """Take the announcement back."""
        self._stopping.set()
        self._forget(self.name)

    def bury(self) -> None:
        """Take back the announcements of graders that have died on this very machine."""
        try:
            for raw in self._wire.smembers(GRADERS):
                name = raw.decode() if isinstance(raw, bytes) else raw
                said = self._wire.get(f"grader:{name}")
                if isinstance(said, bytes) and _has_died(json.loads(said)):
                    self._forget(name)
        except (redis.RedisError, ValueError) as error:
            _log.warning("dead graders will be missed some seconds later: %s", error)

    def _forget(self, name: str) -> None:
        try:
            with self._wire.pipeline(transaction=False) as pipe:
                pipe.delete(f"grader:{name}")
                pipe.srem(GRADERS, name)
                pipe.execute()
        except redis.RedisError as error:
            _log.warning("%s is announced for some seconds more: %s", name, error)


def home() -> str:
    """Where a process id of ours means something: this boot's pid namespace on this machine."""
    boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    return f"{boot} {Path('/proc/self/ns/pid').readlink()}"


def _has_died(said: dict[str, Any]) -> bool:
    if said.get("home") != home() or not isinstance(said.get("pid"), int):
        return False
    return said["pid"] == os.getpid() or not Path(f"/proc/{said['pid']}").exists()


class Service:
    """The engine of this worker and its announcement. Nothing runs before ``start``."""

    def __init__(self) -> None:
        self.wire = redis.Redis.from_url(BROKER, socket_connect_timeout=5, socket_timeout=10)
        self.presence = Presence(self.wire)
        self._engine: Engine | None = None
        self._lock = threading.Lock()

    @property
    def engine(self) -> Engine:
        """The engine, started once. Raises ``SandboxError`` when this machine cannot isolate."""
        with self._lock:
            if self._engine is None:
                engine = Engine(slots=int(app.conf.worker_concurrency), standing_by=True)
                try:
                    _prove(engine)
                except SandboxError:
                    engine.close()
                    raise
                self._engine = engine
            return self._engine

    def start(self, slots: int) -> None:
        """Prove the isolation, then announce until ``stop``. Ends the process if it is broken."""
        app.conf.worker_concurrency = slots
        self.presence.bury()
        try:
            engine = self.engine
        except SandboxError as error:
            _log.critical("This worker does not serve: %s", error)
            sys.stderr.write(f"This worker does not serve: {error}\n")
            sys.stderr.flush()
            os._exit(78)
        if engine.sandbox.why_reduced:
            _log.warning("reduced isolation, for development only: %s", engine.sandbox.why_reduced)
        self.presence.begin(announcement(engine, slots))

    def stop(self) -> None:
        """Take the announcement back and end the sandbox."""
        self.presence.end()
        with self._lock:
            if self._engine is not None:
                self._engine.close()
                self._engine = None


def announcement(engine: Engine, slots: int) -> dict[str, Any]:
    """What a living grader says of itself."""
    return {
        "slots": slots,
        "runtimes": engine.sandbox.runtimes,
        "version": verdicts.ENGINE,
        "isolation": engine.sandbox.isolation,
    }


def _prove(engine: Engine) -> None:
    """Raises ``SandboxError`` if the self-test finds a breach, or a runtime's smoke test fails."""

    def prove(runtime: str) -> None:
        if found := selftest.breaches(engine.sandbox, runtime):
            raise SandboxError(f"isolation of runtime {runtime} is broken: {'; '.join(found)}")
        if problem := selftest.smoke(engine.sandbox, runtime):
            raise SandboxError(f"runtime {runtime} does not work: {problem}")

    for name in engine.sandbox.awake:
        prove(name)
    engine.sandbox.prove = prove


service = Service()


@worker_ready.connect
def _ready(sender: Any = None, **_kwargs: Any) -> None:
    service.start(int(sender.controller.concurrency or app.conf.worker_concurrency))


@worker_shutdown.connect
def _shutdown(**_kwargs: Any) -> None:
    service.stop()
