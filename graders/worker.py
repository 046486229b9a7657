"""The grading worker's Celery app: ``celery -A graders.worker worker -Q grading --pool threads``.

It knows its broker and nothing else: no database, no Django, no secret key. It serves only
after the isolation's self-test has held, and says every five seconds that it lives.
"""

import json
import logging
import os
import socket
import sys
import threading
import uuid
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


class Service:
    """The engine of this worker and its announcement. Nothing runs before ``start``."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()}-{uuid.uuid4().hex[:8]}"
        self.wire = redis.Redis.from_url(BROKER, socket_connect_timeout=5, socket_timeout=10)
        self._engine: Engine | None = None
        self._lock = threading.Lock()
        self._stopping = threading.Event()

    @property
    def engine(self) -> Engine:
        """The engine, started once. Raises ``SandboxError`` when this machine cannot isolate."""
        with self._lock:
            if self._engine is None:
                engine = Engine(slots=int(app.conf.worker_concurrency))
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
        try:
            engine = self.engine
        except SandboxError as error:
            _log.critical("This worker does not serve: %s", error)
            sys.stderr.write(f"This worker does not serve: {error}\n")
            sys.stderr.flush()
            os._exit(78)
        if engine.sandbox.why_reduced:
            _log.warning("reduced isolation, for development only: %s", engine.sandbox.why_reduced)
        threading.Thread(target=self._announce, args=(slots,), daemon=True).start()

    def _announce(self, slots: int) -> None:
        said = json.dumps(announcement(self.engine, slots))
        while not self._stopping.is_set():
            try:
                self.wire.set(f"grader:{self.name}", said, ex=EXPIRY_SECONDS)
            except redis.RedisError as error:
                _log.warning("not announced: %s", error)
            self._stopping.wait(BEAT_SECONDS)

    def stop(self) -> None:
        """Take the announcement back and end the sandbox."""
        self._stopping.set()
        try:
            self.wire.delete(f"grader:{self.name}")
        except redis.RedisError as error:
            _log.warning("still announced for some seconds: %s", error)
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
    for runtime in engine.sandbox.runtimes:
        if found := selftest.breaches(engine.sandbox, runtime):
            raise SandboxError(f"isolation of runtime {runtime} is broken: {'; '.join(found)}")
        if problem := selftest.smoke(engine.sandbox, runtime):
            raise SandboxError(f"runtime {runtime} does not work: {problem}")


service = Service()


@worker_ready.connect
def _ready(sender: Any = None, **_kwargs: Any) -> None:
    service.start(int(sender.controller.concurrency or app.conf.worker_concurrency))


@worker_shutdown.connect
def _shutdown(**_kwargs: Any) -> None:
    service.stop()
