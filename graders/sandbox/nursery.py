"""The supervisor's side of a nursery: starts it, asks it to fork and to reap."""

import contextlib
import itertools
import json
import os
import platform
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

import msgpack

from graders.sandbox import launch, layout, seccomp
from graders.sandbox.cgroups import Leaf
from graders.sandbox.errors import SandboxError, SandboxUnavailable
from graders.sandbox.readable import wait_for
from graders.sandbox.settings import Settings

_MESSAGE = 2**17
START_SECONDS, ANSWER_SECONDS, _DEATH_SECONDS = 120.0, 20.0, 10.0
_USERS, _BLOCKS = 2_000_000_000, 2000
"""Host users for the children of root's nurseries: no account, no container has numbers there."""
_number = itertools.count()
_LOOK_EVERY = 100
_MAY_GROW = {"descriptors": 0, "mounts": 0, "threads": 0, "memory": 32}
_LAUNCH = launch.__file__
_ADVICE = (
    ("uid map", "User namespaces are refused. See: python manage.py doctor"),
    ("namespace", "User namespaces are refused. See: python manage.py doctor"),
    ("Permission denied", "Something it needs is not readable. See: python manage.py doctor"),
)


class Nursery:
    """One bubblewrap with a warm interpreter of one runtime. Thread-safe."""

    def __init__(self, runtime: str, settings: Settings, *, reduced: bool) -> None:
        self.runtime = runtime
        self._lock = threading.Lock()
        self._broken = False
        self._troubled = ""
        self.forks = self.pairs = 0
        """Pairs ever forked, and those that were not closed since."""
        self._log = tempfile.TemporaryFile()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control = ours
        with theirs:
            self._process = _start(runtime, settings, theirs.fileno(), self._log)
        limits = dict(settings.rlimits)
        if reduced:  # the kernel counts nothing for us: per process at least
            limits |= {"DATA": 4 * 2**30, "NPROC": 64}
        orders = {
            "filter": seccomp.program(),
            "limits": limits,
            "without": sorted(settings.without),
        }
        try:
            self._control.settimeout(START_SECONDS)
            self._control.send(msgpack.packb(orders))
            said = self._receive(START_SECONDS)[0]
        except OSError:
            said = {}
        if "ready" not in said:
            words = str(said.get("failed", "")) or self._last_words()
            self.close()
            raise _failed_start(runtime, words)
        self.versions: dict[str, str] = said["ready"]["versions"]
        self.users: int = said["ready"]["users"]
        """How many host users its children take turns with; 0: they all have its own."""
        if self.versions["python"] != platform.python_version():
            self.close()
            raise SandboxError(f"inside runs Python {self.versions['python']}, not ours")
        self._fresh, self._looked = self.health(), 0

    def fork(
        self, ends: list[int], groups: list[Leaf], *, into: bool, ahead: bool
    ) -> tuple[list[int], list[int]]:
        """Fork judge and student process. ``ends``: judge in, out, log, student log.

        ``ahead``: of need, so that they may rehearse.
        Returns their pids (as the nursery counts) and pidfds. Raises ``SandboxError``.
        """
        joining = [fd for leaf in groups for fd in leaf.descriptors]
        said, pidfds = self._ask({"do": "fork", "into": into, "ahead": ahead}, [*ends, *joining])
        if "pids" not in said or len(pidfds) != 2:
            self._troubled = str(said.get("error", "no answer"))
            raise SandboxError(f"the nursery could not fork: {said.get('error', 'no answer')}")
        with self._lock:
            self.forks, self.pairs = self.forks + 1, self.pairs + 1
        return said["pids"], pidfds

    def release(self) -> None:
        """A pair of its is closed."""
        with self._lock:
            self.pairs -= 1

    def health(self) -> dict[str, int]:
        """How many descriptors, mounts and threads it has, and its memory in MiB."""
        said, _ = self._ask({"do": "health"}, [])
        return {name: int(said.get(name, 0)) for name in _MAY_GROW}

    def worn(self, forks: int) -> str:
        """Why it should be replaced; empty if it should not. Looks at it now and then.

        Raises ``SandboxError`` if it does not answer.
        """
        if self.forks >= forks:
            return f"it has forked {self.forks} pairs"
        if self._troubled and self.forks:
            return f"it could not fork: {self._troubled}"
        if self.forks - self._looked < _LOOK_EVERY:
            return ""
        self._looked, now = self.forks, self.health()
        grown = [n for n, most in _MAY_GROW.items() if now[n] - self._fresh[n] > most]
        return ", ".join(f"{n} grew from {self._fresh[n]} to {now[n]}" for n in grown)

    def reap(self, pid: int) -> dict[str, Any]:
        """Status (negative: signal), CPU seconds and peak KB of a dead child."""
        said, _ = self._ask({"do": "reap", "pid": pid}, [])
        if "status" not in said:
            raise SandboxError(f"the nursery could not reap: {said.get('error', 'no answer')}")
        return said

    @property
    def pid(self) -> int:
        """Its host pid: bubblewrap's only child."""
        return next(iter(_children(self._process.pid)), 0)

    @property
    def alive(self) -> bool:
        """Whether it can still be asked."""
        return not self._broken and self._process.poll() is None

    def close(self) -> None:
        """Kill it and, with its pid namespace, all its children; returns when it is dead."""
        with self._lock:
            inside = self.pid
            pidfd = os.pidfd_open(inside) if inside else -1
            self._control.close()
            self._process.kill()
            self._process.wait()
            self._log.close()
        if pidfd >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(pidfd, signal.SIGKILL)
            wait_for(pidfd, _DEATH_SECONDS)
            os.close(pidfd)

    def _ask(self, message: dict[str, Any], passed: list[int]) -> tuple[dict[str, Any], list[int]]:
        with self._lock:
            try:
                socket.send_fds(self._control, [msgpack.packb(message)], passed)
                return self._receive(ANSWER_SECONDS)
            except OSError as error:
                self._broken = True
                raise SandboxError(f"the nursery is gone: {error}") from error

    def _receive(self, seconds: float) -> tuple[dict[str, Any], list[int]]:
        if not wait_for(self._control.fileno(), seconds):
            raise OSError("the nursery does not answer")
        data, descriptors, _flags, _address = socket.recv_fds(self._control, _MESSAGE, 4)
        if not data:
            raise OSError("the nursery has ended")
        try:
            said = msgpack.unpackb(data)
        except (ValueError, msgpack.UnpackException) as error:
            raise OSError(f"the nursery talks nonsense: {error}") from None
        if not isinstance(said, dict):
            raise OSError("the nursery talks nonsense")
        return said, descriptors

    def _last_words(self) -> str:
        self._log.seek(0)
        return self._log.read()[-2000:].decode(errors="replace").strip()


def _start(runtime: str, settings: Settings, control: int, log: Any) -> "subprocess.Popen[bytes]":
    seen = layout.view(runtime)
    asked = {
        "bwrap": layout.bubblewrap(),
        "user": settings.user if "user" not in settings.without else 0,
        "sources": [str(source) for source, _inside in seen.mounts],
        "arguments": layout.arguments(seen, control, settings.without),
        "clean": "environment" not in settings.without,
        "users": _USERS + (7 * os.getpid() + next(_number)) % _BLOCKS * launch.BLOCK,
    }
    process = subprocess.Popen(
        [sys.executable, "-I", _LAUNCH],
        stdin=subprocess.PIPE,
        stdout=log,
        stderr=log,
        env=None if "environment" in settings.without else {},
        pass_fds=[control],
    )
    assert process.stdin is not None
    try:
        process.stdin.write(json.dumps(asked).encode())
        process.stdin.close()
    except BrokenPipeError:  # it failed at once: its last words say why
        pass
    return process


def _failed_start(runtime: str, words: str) -> SandboxError:
    for sign, remedy in _ADVICE:
        if sign in words and "bwrap" in words:
            return SandboxUnavailable(f"bubblewrap cannot start: {words}.", remedy)
    return SandboxError(f"the nursery {runtime} does not start: {words}")


def _children(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [int(word) for word in text.split()]
