"""One pair at work: carries frames, drains logs, and keeps the limits from outside."""

import os
import select
import signal
import struct
import time
from collections.abc import Callable
from typing import Any

import msgpack

from graders.sandbox.errors import SandboxError
from graders.sandbox.pair import JUDGE, STUDENT, Pair
from graders.sandbox.readable import wait_for
from graders.sandbox.records import Budget, Ending, Log

_LENGTHS = struct.Struct("<II")
FRAME_BYTES = 8 * 2**20
_CHUNK = 2**16
_TICK = 0.05
_GRACE = 3.0
_FLOOD = 64 * 2**20
_LAST = frozenset({"end", "lost", "spoilt", "not-runnable", "suite-error", "result"})


class Watch:
    """Runs one job on one pair. ``on_frame`` gets each frame of the judge and the student's CPU."""

    def __init__(
        self,
        pair: Pair,
        budget: Budget,
        logs: tuple[Log, Log],
        on_frame: Callable[[dict[str, Any], float], None],
    ) -> None:
        self._pair, self._budget, self._logs, self._on_frame = pair, budget, logs, on_frame
        self._end = Ending()
        self._incoming = bytearray()
        self._outgoing = b""
        self._alive = [True, True]
        self._poll = select.poll()
        self._started = time.monotonic()
        self._test_until = self._killed_at = float("inf")
        self._looked, self._used, self._forgiven = self._started, 0.0, 0.0
        self._before = [pair.cpu(JUDGE), pair.cpu(STUDENT)]

    def run(self, job: bytes) -> Ending:
        """Send the job and watch until the judge has said its last word. Never hangs."""
        pair, budget = self._pair, self._budget
        pair.limit(budget.memory, budget.processes, max(2**30, 2 * budget.memory))
        self._send(job)
        for descriptor in (pair.says, *pair.logs, *pair.pidfds):
            self._poll.register(descriptor, select.POLLIN)
        next_look = self._started + _TICK
        while self._end.last is None and self._alive[JUDGE]:
            self._step(next_look - time.monotonic())
            now = time.monotonic()
            if now >= next_look:
                self._look(now)
                next_look = now + _TICK
        self._finish()
        return self._end

    def _send(self, data: bytes) -> None:
        self._outgoing += data
        self._pump()

    def _pump(self) -> None:
        try:
            while self._outgoing:
                count = os.write(self._pair.orders, self._outgoing)
                self._outgoing = self._outgoing[count:]
        except BlockingIOError:
            self._poll.register(self._pair.orders, select.POLLOUT)
            return
        except BrokenPipeError:  # the judge died: its pidfd tells
            self._outgoing = b""
        try:
            self._poll.unregister(self._pair.orders)
        except KeyError:
            return

    def _step(self, seconds: float) -> None:
        pair = self._pair
        events = self._poll.poll(max(1.0, 1000 * seconds))
        ready = {descriptor for descriptor, _event in events}
        if pair.orders in ready:
            self._pump()
        for which, log in enumerate(pair.logs):
            if log in ready:
                self._drain(which)
        if pair.says in ready:
            self._listen()
        for which, pidfd in enumerate(pair.pidfds):
            if pidfd in ready:
                self._poll.unregister(pidfd)
                self._died(which)

    def _drain(self, which: int) -> None:
        log, descriptor = self._logs[which], self._pair.logs[which]
        for _ in range(16):  # a flood must not keep us from the clock
            try:
                data = os.read(descriptor, _CHUNK)
            except BlockingIOError:
                return
            if not data:
                self._unregister(descriptor)
                return
            log.add(data)
        if log.seen > _FLOOD and which == STUDENT:
            self._stop("output")

    def _unregister(self, descriptor: int) -> None:
        try:
            self._poll.unregister(descriptor)
        except KeyError:
            return

    def _listen(self) -> None:
        try:
            data = os.read(self._pair.says, 2**20)
        except BlockingIOError:
            return
        if not data:
            self._unregister(self._pair.says)
            return
        self._incoming += data
        while (frame := self._frame()) is not None:
            self._heard(frame)

    def _frame(self) -> dict[str, Any] | None:
        """The next whole frame. The judge runs a teacher's code: it too is read strictly."""
        if len(self._incoming) < _LENGTHS.size:
            return None
        head, body = _LENGTHS.unpack_from(self._incoming)
        if body or head > FRAME_BYTES:
            raise SandboxError("the judge sent a frame that is too large")
        end = _LENGTHS.size + head
        if len(self._incoming) < end:
            return None
        try:
            frame = msgpack.unpackb(self._incoming[_LENGTHS.size : end], strict_map_key=True)
        except (ValueError, msgpack.UnpackException) as error:
            raise SandboxError(f"the judge sent no frame: {error}") from None
        del self._incoming[:end]
        if not isinstance(frame, dict) or not isinstance(frame.get("t"), str):
            raise SandboxError("the judge sent a frame without a type")
        return frame

    def _heard(self, frame: dict[str, Any]) -> None:
        if frame["t"] == "begin":
            seconds = frame.get("time")
            own = float(seconds) if isinstance(seconds, int | float) else float("inf")
            self._test_until = time.monotonic() + own
            if frame.get("seal"):
                self._seal()
        elif frame["t"] == "part":
            self._test_until = float("inf")
        self._on_frame(frame, self._cpu(STUDENT) if frame["t"] == "part" else 0.0)
        if frame["t"] in _LAST:
            self._end.last = frame

    def _seal(self) -> None:
        """Before the first hidden test: keep what was printed so far, drop what follows."""
        self._drain(STUDENT)
        self._logs[STUDENT].sealed = True
        text = msgpack.packb({"go": 1})
        self._send(_LENGTHS.pack(len(text), 0) + text)

    def _cpu(self, which: int) -> float:
        """CPU seconds since the job came: being locked in and rehearsing are not its cost."""
        try:
            return self._pair.cpu(which) - self._before[which]
        except OSError:
            return 0.0

    def _forgive(self, now: float) -> None:
        """On a busy machine the clock stands still while we wait for a processor: no false alarm.

        What counts as waiting: a process that could run but used little of the time since the
        last look. The clock never runs at less than a quarter of its speed.
        """
        used = self._cpu(STUDENT) + self._cpu(JUDGE)
        passed, spent = now - self._looked, used - self._used
        self._looked, self._used = now, used
        if spent < passed and any(self._pair.runnable(w) for w in (STUDENT, JUDGE)):
            waited = min(passed - spent, 0.75 * passed)
            self._forgiven += waited
            self._test_until += waited

    def _look(self, now: float) -> None:
        """Keep the limits."""
        self._forgive(now)
        budget, wall = self._budget, now - self._started - self._forgiven
        if now - self._killed_at > _GRACE:
            self._stop_judge("stuck")
        elif not self._alive[STUDENT] or self._end.cause:
            return
        elif self._pair.leaves and self._pair.leaves[STUDENT].out_of_memory():
            self._stop("memory")  # v1 has no memory.oom.group: the kernel took one of them
        elif self._cpu(STUDENT) > budget.cpu:
            self._stop("cpu")
        elif now > self._test_until:
            self._stop("test-time")
        elif self._cpu(JUDGE) > min(3.0 + 2.0 * budget.cpu, max(1.0, 0.5 * budget.wall)):
            self._stop_judge("cpu")  # the suite's own work must fit well into the wall clock
        elif wall > budget.wall:
            self._stop("time")
        elif not self._pair.leaves:
            self._look_without_groups()

    def _look_without_groups(self) -> None:
        """Processes first: each new one counts the pages that it shares with its parent."""
        if len(self._pair.tree(STUDENT)) > self._budget.processes:
            self._stop("processes")
        elif self._pair.memory(STUDENT) > self._budget.memory:
            self._stop("memory")

    def _stop(self, cause: str) -> None:
        if not self._end.cause:
            self._end.cause = cause
            self._killed_at = time.monotonic()
            self._pair.kill(STUDENT)

    def _stop_judge(self, cause: str) -> None:
        self._end.judge = cause
        self._pair.kill(JUDGE)

    def _died(self, which: int) -> None:
        self._alive[which] = False
        if which == JUDGE:
            return
        self._killed_at = min(self._killed_at, time.monotonic())
        if self._end.cause:
            return
        status = self._pair.ended(STUDENT)["status"]
        leaves = self._pair.leaves
        if leaves and leaves[STUDENT].out_of_memory():
            self._end.cause = "memory"
        elif status < 0:
            self._end.cause, self._end.signal = "crashed", -status
        else:
            self._end.cause = "exit"

    def _await_death(self) -> None:
        """The judge saw the pipe end: most likely the process is just dying. Else end it."""
        pidfd = self._pair.pidfds[STUDENT]
        if not wait_for(pidfd, 1.0) and not self._end.cause:
            self._end.cause = "closed"
            self._pair.kill(STUDENT)
            return
        self._died(STUDENT)

    def _why_no_word(self) -> None:
        """The judge died of itself or of its suite; or somebody killed it, which is our fault.

        Raises ``SandboxError`` then, and if the nursery is gone and took it along.
        """
        status = self._pair.ended(JUDGE)["status"]
        leaves = self._pair.leaves
        if status == -signal.SIGKILL and not (leaves and leaves[JUDGE].out_of_memory()):
            raise SandboxError("the judge was killed from outside")
        self._end.judge = "died"

    def _finish(self) -> None:
        end, pair = self._end, self._pair
        if (end.last or {}).get("t") == "lost" and self._alive[STUDENT]:
            self._await_death()
        for which in (JUDGE, STUDENT):
            self._drain(which)
        if end.last is None:
            self._listen()  # its last words may still be in the pipe
        if end.last is None and not end.judge:
            self._why_no_word()
        end.cpu, end.judge_cpu = self._cpu(STUDENT), self._cpu(JUDGE)
        end.wall = time.monotonic() - self._started - self._forgiven
        if pair.leaves:
            end.peak = pair.leaves[STUDENT].peak()
            end.starved = pair.leaves[STUDENT].out_of_processes()
            if pair.leaves[JUDGE].out_of_memory():
                end.judge = end.judge or "memory"
