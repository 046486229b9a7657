"""One program: how it is started, and how it is ended for certain."""

import ctypes
import os
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from config.run.settings import ROOT, RunError

PR_SET_PDEATHSIG = 1
LOG_BYTES = 10 * 2**20
# looked up before any fork: a child may not take the loader's lock
_prctl = ctypes.CDLL(None, use_errno=True).prctl
SIGNALS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD}


@dataclass(frozen=True)
class Program:
    """What to start. ``environment`` is the whole of it, nothing is inherited."""

    name: str
    title: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(repr=False)
    log: Path
    last: bool = False  # the broker is ended after all others


class Process:
    """A running ``Program``. Exit codes are told by the supervisor, the only one who waits."""

    def __init__(self, program: Program, *, show: bool = False) -> None:
        self.program = program
        manager = os.getpid()

        def in_child() -> None:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
            _prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)
            if os.getppid() != manager:  # it died before we asked to be told
                os._exit(1)

        with _log(program.log) as log:
            try:
                self._popen = subprocess.Popen(
                    program.command,
                    cwd=ROOT,
                    env=program.environment,
                    stdin=subprocess.DEVNULL,
                    stdout=None if show else log,
                    stderr=log,
                    start_new_session=True,
                    preexec_fn=in_child,  # noqa: PLW1509 (the manager has one thread)
                )
            except OSError as error:
                raise RunError(
                    f"{program.title} cannot be started: {error.strerror}: {program.command[0]}"
                ) from error

    @property
    def pid(self) -> int:
        """The process id, which is also its group and session."""
        return self._popen.pid

    @property
    def code(self) -> int | None:
        """The exit code, or None while it runs."""
        return self._popen.returncode

    def ended(self, code: int) -> None:
        """The supervisor has waited for it."""
        self._popen.returncode = code

    def terminate(self) -> None:
        """Ask the program to end; its own children are its business."""
        if self.code is None:
            os.kill(self.pid, signal.SIGTERM)

    def kill_group(self) -> None:
        """End what is left of the program's group."""
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            return

    def tail(self, lines: int = 12) -> str:
        """The end of its log."""
        text = self.program.log.read_text(encoding="utf-8", errors="replace")
        return "\n".join(f"  {line}" for line in text.splitlines()[-lines:])


def _log(path: Path) -> BinaryIO:
    if path.exists() and path.stat().st_size > LOG_BYTES:
        path.replace(path.with_suffix(".old.log"))
    return path.open("ab")
