"""Two locked processes, judge and student, with their pipes and groups. Used once."""

import fcntl
import os
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graders.sandbox.cgroups import Groups, Leaf
from graders.sandbox.errors import SandboxError
from graders.sandbox.nursery import Nursery

JUDGE, STUDENT = 0, 1
_F_SETPIPE_SZ, _PIPE = 1031, 2**18
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Pair:
    """``orders``: to the judge; ``says``: from it; ``logs``: what each prints."""

    nursery: Nursery
    pids: list[int]
    pidfds: list[int]
    leaves: list[Leaf]
    orders: int
    says: int
    logs: list[int]
    ends: dict[int, dict[str, Any]] = field(default_factory=dict)

    def limit(self, memory: int, processes: int, judge_memory: int) -> None:
        """Set the groups' limits, before foreign code is sent."""
        if self.leaves:
            self.leaves[JUDGE].limit(judge_memory, 64)
            self.leaves[STUDENT].limit(memory, processes)

    def kill(self, which: int) -> None:
        """SIGKILL from outside; its pid namespace dies with it."""
        try:
            signal.pidfd_send_signal(self.pidfds[which], signal.SIGKILL)
        except ProcessLookupError:
            return
        if self.leaves:
            self.leaves[which].kill()

    def ended(self, which: int) -> dict[str, Any]:
        """How a dead child ended: ``status`` (negative: signal), ``cpu``, ``peak``. Once it is."""
        if which not in self.ends:
            self.ends[which] = self.nursery.reap(self.pids[which])
        return self.ends[which]

    def cpu(self, which: int) -> float:
        """CPU seconds so far, of the child and all it started."""
        if self.leaves:
            return self.leaves[which].cpu()
        if which in self.ends:
            return float(self.ends[which]["cpu"])
        return sum(_proc_cpu(pid) for pid in self.tree(which))

    def wait_until_locked(self, which: int, seconds: float = 5.0) -> int:
        """Wait until the child waits for its first frame; its host pid."""
        pid = host_pid(self.pidfds[which])
        limit = time.monotonic() + seconds
        while not self._locked(pid) and time.monotonic() < limit:
            time.sleep(0.002)
        return pid

    def _locked(self, pid: int) -> bool:
        return filters(pid) > filters(self.nursery.pid)

    def runnable(self, which: int) -> bool:
        """Whether its first thread runs or waits for a processor, not for an event."""
        try:
            text = Path(f"/proc/{host_pid(self.pidfds[which])}/stat").read_text()
        except OSError:
            return False
        return text.rpartition(")")[2].split()[0] in "RD"

    def tree(self, which: int) -> list[int]:
        """Host pids of the child and its descendants (reduced mode)."""
        first = host_pid(self.pidfds[which])
        found, todo = [], [first] if first > 0 else []
        while todo:
            pid = todo.pop()
            found.append(pid)
            todo.extend(_children(pid))
        return found

    def memory(self, which: int) -> int:
        """Bytes that the child and its descendants took beyond what each got from the nursery.

        For the reduced mode: pages that they share with each other count for each of them.
        """
        inherited = _proc_memory(self.nursery.pid)
        return sum(max(0, _proc_memory(pid) - inherited) for pid in self.tree(which))

    def close(self) -> None:
        """Kill both, reap both, remove the groups, close everything."""
        try:
            for which in (STUDENT, JUDGE):
                self.kill(which)
            for which in (STUDENT, JUDGE):
                self.ended(which)
        except SandboxError:  # the nursery is gone, and its children with it
            pass
        finally:
            for descriptor in (self.orders, self.says, *self.logs, *self.pidfds):
                os.close(descriptor)
            for leaf in self.leaves:
                leaf.remove()
            self.nursery.release()


def host_pid(pidfd: int) -> int:
    """The process behind a pidfd, as this host counts; -1 once it is dead."""
    for line in Path(f"/proc/self/fdinfo/{pidfd}").read_text().splitlines():
        if line.startswith("Pid:"):
            return int(line.split()[1])
    return -1


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*"):
        try:
            found.extend(int(word) for word in (task / "children").read_text().split())
        except OSError:
            continue
    return found


def _proc_cpu(pid: int) -> float:
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0.0
    numbers = text.rpartition(")")[2].split()
    return sum(int(word) for word in numbers[11:15]) / _TICK


def _proc_memory(pid: int) -> int:
    try:
        words = Path(f"/proc/{pid}/statm").read_text().split()
    except OSError:
        return 0
    return (int(words[1]) - int(words[2])) * os.sysconf("SC_PAGESIZE")


def fork(nursery: Nursery, groups: Groups, *, ahead: bool = False) -> Pair:
    """A fresh pair, now or ``ahead`` of need. Raises ``SandboxError``."""
    leaves = [leaf for leaf in (groups.leaf(), groups.leaf()) if leaf is not None]
    pipes = [os.pipe() for _ in range(4)]  # orders, says, judge's log, student's log
    for _read, write in pipes[1:]:
        _widen(write)
    theirs = [pipes[0][0], *(write for _read, write in pipes[1:])]
    ours = [pipes[0][1], *(read for read, _write in pipes[1:])]
    try:
        pids, pidfds = nursery.fork(theirs, leaves, into=groups.version == 2, ahead=ahead)
    except SandboxError:
        for descriptor in ours:
            os.close(descriptor)
        for leaf in leaves:
            leaf.remove()
        raise
    finally:
        for descriptor in theirs:
            os.close(descriptor)
    for descriptor in ours:
        os.set_blocking(descriptor, False)
    for leaf in leaves:
        leaf.joined()
    return Pair(nursery, pids, pidfds, leaves, ours[0], ours[1], ours[2:])


def _widen(descriptor: int) -> None:
    try:
        fcntl.fcntl(descriptor, _F_SETPIPE_SZ, _PIPE)
    except OSError:  # over the user's share of pipe memory: slower, as good
        return


def filters(pid: int) -> int:
    """How many seccomp filters a process has: in a container, the container's is one of them."""
    status = Path(f"/proc/{pid}/status").read_text()
    counted = [line for line in status.splitlines() if line.startswith("Seccomp_filters:")]
    # before Linux 5.9 they are not counted
    return int(counted[0].split()[1]) if counted else int("\nSeccomp:\t2" in status)
