"""``python -m config.run``: start everything, keep it running, end everything."""

import dataclasses
import fcntl
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from config.run import ports, programs, ready
from config.run.settings import RunError, Settings, from_environment
from config.run.supervisor import Stop, Supervisor

START_SECONDS = 180


def main() -> int:
    """The exit code: 0 after a wish to stop, 1 with a sentence where something is wrong."""
    try:
        settings = from_environment()
        settings = dataclasses.replace(settings, port=settings.port or ports.free(settings.host))
        with _alone(settings):
            ports.demand(settings.host, settings.port)
            with Supervisor(say) as supervisor:
                try:
                    _start(supervisor, settings)
                    supervisor.watch()
                except Stop:
                    say("Stopping.")
    except RunError as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    say("Everything has stopped.")
    return 0


def say(text: str) -> None:
    """A sentence for whoever started us."""
    print(text, flush=True)


def _start(supervisor: Supervisor, settings: Settings) -> None:
    began = time.monotonic()
    say("Starting Gradus.")
    url = settings.redis_url or _broker(supervisor, settings)
    if not ready.broker(url):
        raise RunError("REDIS_URL is set, but no Redis answers there.")
    supervisor.start(programs.grader(settings, url))  # warms up while the database is prepared
    supervisor.finish(programs.prepare(settings, url))
    for program in (programs.web, programs.worker, programs.verdicts):
        supervisor.start(program(settings, url))
    for what, answers in _answers(settings, url):
        complaint = f"{what} does not answer. Its log is in {settings.logs}. Try `make doctor`."
        supervisor.wait_until(answers, seconds=START_SECONDS, complaint=complaint)
    _write_state(settings, url)
    demo = (settings.var / "demo.txt").read_text(encoding="utf-8").rstrip()
    took = time.monotonic() - began
    say(f"\n{demo}\n\nGradus is ready after {took:.1f} s: {settings.address}")
    say(f"Logs, and mail as long as none is sent: {settings.logs}. Ctrl-C stops everything.")


def _broker(supervisor: Supervisor, settings: Settings) -> str:
    program, url = programs.broker(settings, ports.free())
    supervisor.start(program)
    supervisor.wait_until(
        lambda: ready.broker(url), seconds=30, complaint="The broker does not answer."
    )
    return url


def _answers(settings: Settings, url: str) -> Iterator[tuple[str, ready.Question]]:
    yield "The web server", lambda: ready.web(settings)
    yield "The grading worker", lambda: ready.grader(url)
    yield "A worker", lambda: ready.workers(url)


def _write_state(settings: Settings, url: str) -> None:
    path = settings.var / "run.json"
    path.touch(mode=0o600)
    state = {"pid": os.getpid(), "address": settings.address, "broker": url}
    path.write_text(json.dumps(state), encoding="utf-8")


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Two managers in one folder would share one database and one broker file: refuse."""
    with (settings.var / "run.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise RunError(f"Gradus is already running with the data in {settings.var}.") from error
        yield
        (settings.var / "run.json").unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
