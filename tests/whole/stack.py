"""The real thing for tests: broker, web, worker, grader, as ``make run`` starts them.

A pytest plug-in. ``gradus`` is one stack for the whole session; tests share its database, so
they make courses and people of their own where they change something.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 240


@dataclass
class Stack:
    """A running Gradus: where it answers, where its data are, what it said."""

    manager: "subprocess.Popen[str]"
    var: Path
    address: str
    said: str

    def log(self, name: str) -> str:
        """What one program wrote: broker, grader, web, worker or verdicts."""
        return (self.var / "log" / f"{name}.log").read_text(encoding="utf-8")

    def manage(self, *arguments: str) -> str:
        """Run a management command on its database; what it prints."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=environment(self.var),
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def environment(var: Path, **more: str) -> dict[str, str]:
    """The environment of a stack with its data in ``var``."""
    inherited = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    inherited["PYTHONPATH"] = f".{os.pathsep}platform"
    if url := os.environ.get("REDIS_URL"):  # another database of the same server
        inherited["REDIS_URL"] = urlunsplit(urlsplit(url)._replace(path="/1"))
    if url := os.environ.get("DATABASE_URL"):
        inherited["DATABASE_URL"] = urlunsplit(urlsplit(url)._replace(path=f"/{var.name}"))
    return {**inherited, "GRADUS_VAR": str(var), **more}


def start(var: Path, **more: str) -> "subprocess.Popen[str]":
    """Start the process manager on ``var``; its words go to a pipe."""
    return subprocess.Popen(
        [sys.executable, "-m", "config.run"],
        cwd=ROOT,
        env=environment(var, PORT="0", **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def wait_until_ready(manager: "subprocess.Popen[str]") -> tuple[str, str]:
    """Read its words until it is ready: the address, and all it said."""
    assert manager.stdout is not None
    said = ""
    limit = time.monotonic() + START_SECONDS
    for line in manager.stdout:
        said += line
        if "Gradus is ready" in line:
            return line.rsplit(" ", 1)[1].strip(), said
        assert time.monotonic() < limit, said
    raise AssertionError(f"it ended while starting:\n{said}")


def stop(manager: "subprocess.Popen[str]", how: signal.Signals = signal.SIGINT) -> int:
    """Ask it to stop and wait; its exit code."""
    if manager.poll() is None:
        manager.send_signal(how)
    manager.communicate(timeout=60)
    return manager.returncode


@contextmanager
def running(var: Path) -> Iterator[Stack]:
    """Gradus with its data in ``var``, ended however the block ends."""
    manager = start(var)
    try:
        address, said = wait_until_ready(manager)
        yield Stack(manager, var, address, said)
    finally:
        stop(manager)


def first_start(factory: pytest.TempPathFactory) -> Path:
    """The data after one real first start, its words in ``said``; the same for all processes."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    shared = factory.getbasetemp().parent if run else factory.getbasetemp()
    var = shared / f"first-{run or 'start'}"
    with (shared / f"{var.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (var / "said").exists():
            _make_database(var.name)
            with running(var) as stack:
                said = stack.said
            (var / "said").write_text(said, encoding="utf-8")
    return var


def furnished(factory: pytest.TempPathFactory, name: str) -> Path:
    """A folder with the data of a first start, and a database of its own on a server."""
    model, var = first_start(factory), factory.mktemp(name) / name
    shutil.copytree(model, var, ignore=shutil.ignore_patterns("log", "*.sock", "*.pid"))
    _make_database(var.name, like=model.name)
    return var


def _make_database(name: str, like: str = "template1") -> None:
    """On the server of the tests, where there is one."""
    if url := os.environ.get("DATABASE_URL"):
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"'.encode())


@pytest.fixture(scope="session")
def gradus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The whole of Gradus with the bundled course and the demo accounts."""
    run = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    with running(furnished(tmp_path_factory, f"gradus-whole-{run}")) as stack:
        yield stack
