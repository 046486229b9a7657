"""Keeps programs running, and leaves nothing behind."""

import contextlib
import ctypes
import os
import signal
import time
from collections import deque
from collections.abc import Callable
from typing import Self

import psutil

from config.run.process import SIGNALS, Process, Program
from config.run.settings import RunError

PR_SET_CHILD_SUBREAPER = 36
GRACE = 12.0
TOO_OFTEN = 5
WITHIN = 60.0
Say = Callable[[str], None]


class Stop(Exception):  # an order, not an error
    """Somebody asked to stop."""


class Supervisor:
    """A context in which programs run. Leaving it ends them all, however it is left."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._running: dict[str, Process] = {}
        self._deaths: dict[str, deque[float]] = {}
        self._watching = False

    def __enter__(self) -> Self:
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        return self

    def __exit__(self, *_: object) -> None:
        self._watching = False
        self._end()

    def start(self, program: Program) -> Process:
        """Start a program that is to run for ever."""
        process = self._running[program.name] = Process(program)
        return process

    def finish(self, program: Program) -> None:
        """Run a program to its end, its output shown. Raises ``RunError`` where it fails."""
        process = self._running[program.name] = Process(program, show=True)
        while process.code is None:
            self.pause(60)
        del self._running[program.name]
        if process.code != 0:
            raise RunError(f"{program.title} failed:\n{process.tail()}")

    def wait_until(self, ready: Callable[[], bool], *, seconds: float, complaint: str) -> None:
        """Ask ``ready`` until it says yes. Raises ``RunError``, also where a program dies."""
        limit = time.monotonic() + seconds
        while not ready():
            if time.monotonic() > limit:
                raise RunError(complaint)
            self.pause(0.1)

    def watch(self) -> None:
        """Run until told to stop; what dies is started again. Raises ``Stop``, ``RunError``."""
        self._watching = True
        while True:
            self.pause(60)

    def pause(self, seconds: float) -> None:
        """Sleep, until something happens. Raises ``Stop`` when asked to."""
        got = signal.sigtimedwait(SIGNALS, seconds)
        if got is not None and got.si_signo != signal.SIGCHLD:
            raise Stop
        self._reap()

    def _reap(self) -> None:
        for pid, code in _ended():
            for process in list(self._running.values()):
                if process.pid == pid:
                    process.ended(code)
                    self._died(process)

    def _died(self, process: Process) -> None:
        program = process.program
        if self._watching:
            process.kill_group()  # what it left behind would stand in its successor's way
            self._count(program, process)
            self._say(f"{program.title} ended by itself (code {process.code}); starting it again.")
            self.start(program)
        elif program.name != "prepare":
            raise RunError(f"{program.title} ended while starting:\n{process.tail()}")

    def _count(self, program: Program, process: Process) -> None:
        deaths = self._deaths.setdefault(program.name, deque(maxlen=TOO_OFTEN))
        deaths.append(time.monotonic())
        if len(deaths) == TOO_OFTEN and deaths[-1] - deaths[0] < WITHIN:
            raise RunError(f"{program.title} ends again and again:\n{process.tail()}")

    def _end(self) -> None:
        processes = list(self._running.values())
        self._end_these([p for p in processes if not p.program.last])
        self._end_these([p for p in processes if p.program.last])
        self._running.clear()
        _kill_descendants()

    def _end_these(self, processes: list[Process]) -> None:
        for process in processes:
            process.terminate()
        limit = time.monotonic() + GRACE
        while any(p.code is None for p in processes) and time.monotonic() < limit:
            got = signal.sigtimedwait(SIGNALS, 0.5)
            if got is not None and got.si_signo == signal.SIGINT:
                break  # asked twice: no more patience
            self._note(processes)
        for process in processes:
            process.kill_group()

    @staticmethod
    def _note(processes: list[Process]) -> None:
        for pid, code in _ended():
            for process in processes:
                if process.pid == pid:
                    process.ended(code)


def _ended() -> list[tuple[int, int]]:
    found = []
    with contextlib.suppress(ChildProcessError):
        while (waited := os.waitpid(-1, os.WNOHANG))[0]:
            found.append((waited[0], os.waitstatus_to_exitcode(waited[1])))
    return found


def _kill_descendants() -> None:
    """Orphans have become our children: none of them outlives us."""
    limit = time.monotonic() + 5
    while time.monotonic() < limit:
        _ended()
        left = psutil.Process().children(recursive=True)
        if not left:
            return
        for process in left:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        time.sleep(0.02)
