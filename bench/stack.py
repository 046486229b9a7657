"""A whole Gradus with data of its own, its programs in reach: to be asked, and to be killed."""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg
import redis

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = {
    "grader": "graders.worker",
    "worker": "config.celery",
    "verdicts": "config.verdicts",
    "web": "uvicorn",
}
# where the database is one that is started for tests: how to restart it (.ci/postgres)
RESTART = "GRADUS_TEST_RESTART_DATABASE"


class Stack:
    """Running programs of one process manager."""

    def __init__(self, manager: int, var: Path) -> None:
        self._manager = psutil.Process(manager)
        self._var = var
        state = json.loads((var / "run.json").read_text(encoding="utf-8"))
        self.address, self._broker = str(state["address"]), str(state["broker"])

    def inside(self, what: str, *arguments: Any) -> Any:
        """What ``bench.crowd`` answers, asked within Django on the stack's database."""
        words = ", ".join(map(repr, (what, *arguments)))
        code = f"from bench.crowd import tell; tell({words})"
        said = subprocess.run(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", code],
            cwd=ROOT,
            env={**environment(self._var), "REDIS_URL": self._broker},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return json.loads(said.stdout.splitlines()[-1])

    def kill(self, target: str, dice: random.Random) -> bool:
        """SIGKILL one process of that name, if there is one just now."""
        found = self._find(target)
        if not found:
            return False
        with suppress(psutil.NoSuchProcess):
            dice.choice(found).send_signal(signal.SIGKILL)
        return True

    def cpu(self) -> dict[str, float]:
        """CPU seconds of each program so far, with all that it started and has reaped."""
        spent: dict[str, float] = {}
        for name in (*PROGRAMS, "broker"):
            found = self._find(name)
            tree = [p for top in found for p in (top, *_children(top, recursive=True))]
            spent[name] = sum(map(_cpu, tree))
        return spent

    def alive(self) -> bool:
        """Whether the process manager has not given up."""
        return self._manager.status() != psutil.STATUS_ZOMBIE

    def _serving(self, grader: psutil.Process) -> bool:
        """Whether it has announced itself: one that is hit while it starts only starts again."""
        try:
            with redis.Redis.from_url(self._broker, socket_timeout=2) as broker:
                said = [broker.get(key) for key in broker.scan_iter("grader:*", count=1000)]
        except redis.RedisError:
            return False
        return any(json.loads(text)["pid"] == grader.pid for text in said if text)

    def _find(self, target: str) -> list[psutil.Process]:
        children = self._manager.children()
        if target == "broker":
            return [p for p in children if "redis-server" in _words(p)]
        if target in PROGRAMS:
            found = [p for p in children if PROGRAMS[target] in _words(p)]
            return [p for p in found if target != "grader" or self._serving(p)]
        wraps = [
            p for grader in self._find("grader") for p in _children(grader) if "bwrap" in _words(p)
        ]
        nurseries = [p for wrap in wraps for p in _children(wrap)]
        if target == "nursery":
            return nurseries
        return [p for nursery in nurseries for p in _children(nursery)]  # judges and students

    def empty_broker(self) -> bool:
        """FLUSHDB: whatever was on its way is gone."""
        try:
            with redis.Redis.from_url(self._broker, socket_timeout=2) as broker:
                broker.flushdb()
        except redis.RedisError:
            return False
        return True

    def restart_database(self) -> bool:
        """Crash and restart PostgreSQL, where it is ours to restart."""
        command = os.environ.get(RESTART)
        if not command:
            return False
        subprocess.run(["bash", "-c", command], check=True, stdout=subprocess.DEVNULL)
        return True


def _words(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def _children(process: psutil.Process, *, recursive: bool = False) -> list[psutil.Process]:
    try:
        return process.children(recursive=recursive)
    except psutil.Error:
        return []


def _cpu(process: psutil.Process) -> float:
    try:
        return sum(process.cpu_times()[:4])
    except psutil.Error:
        return 0.0


def environment(var: Path) -> dict[str, str]:
    """The environment of a stack with its data in ``var``; PostgreSQL where one is given."""
    kept = {k: v for k, v in os.environ.items() if k not in {"REDIS_URL", "DJANGO_SETTINGS_MODULE"}}
    if url := kept.get("DATABASE_URL"):
        kept["DATABASE_URL"] = f"{url.rpartition('/')[0]}/{var.name}"
    return {**kept, "PORT": "0", "GRADUS_VAR": str(var), "PYTHONPATH": f".{os.pathsep}platform"}


@contextmanager
def running() -> Iterator[Stack]:
    """Start everything on an empty database; end it however the block ends."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        var = Path(folder) / f"storm_{uuid.uuid4().hex[:12]}"
        if url := os.environ.get("DATABASE_URL"):
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{var.name}"'.encode())
        said = Path(folder) / "said"
        with said.open("w") as output:
            manager = subprocess.Popen(
                [sys.executable, "-m", "config.run"],
                cwd=ROOT,
                env=environment(var),
                stdout=output,
                stderr=output,
            )
        try:
            _wait_until_ready(manager, said)
            yield Stack(manager.pid, var)
        finally:
            manager.send_signal(signal.SIGTERM)
            manager.wait()


def _wait_until_ready(manager: "subprocess.Popen[bytes]", said: Path) -> None:
    while "Gradus is ready" not in said.read_text(encoding="utf-8"):
        with suppress(subprocess.TimeoutExpired):
            manager.wait(0.3)
            raise RuntimeError(f"it ended while starting:\n{said.read_text(encoding='utf-8')}")
