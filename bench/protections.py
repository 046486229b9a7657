"""What each protection costs a pair of processes: CPU with all of them, less CPU without this one.

Counted from the supervisor's first act until both processes wait for orders and are taken down:
the nursery's, both children's and our own time on a processor. All variants take turns, so that
what else the machine does meets all of them alike.
"""

import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from bench.figures import Figure
from graders.sandbox.pair import JUDGE, STUDENT, host_pid
from graders.sandbox.sandbox import Sandbox
from graders.sandbox.settings import Settings

ROUNDS = 60
ALL = "all"
PER_FORK = ("users", "net", "pid", "mounts", "descriptors", "dumpable", "capabilities", "seccomp")
"""Those of each child; an empty environment and the first user are the nursery's."""


def measure() -> Iterator[Figure]:
    """A median for each; negative ones are noise."""
    settings = {ALL: Settings(), "cgroups": Settings(cgroups=False)}
    settings |= {name: Settings(without=frozenset({name})) for name in PER_FORK}
    with ExitStack() as stack:
        boxes = {name: _started(stack, each) for name, each in settings.items()}
        rows = [{name: _one(box) for name, box in boxes.items()} for _ in range(ROUNDS + 3)][3:]
    yield Figure("protection.all", statistics.median(row[ALL] for row in rows), "ms CPU")
    for name in boxes:
        if name != ALL:
            saved = statistics.median(row[ALL] - row[name] for row in rows)
            yield Figure(f"protection.{name}", saved, "ms CPU")


def _started(stack: ExitStack, settings: Settings) -> Sandbox:
    box = Sandbox(["numpy"], settings, spares=0)
    box.start()
    stack.callback(box.close)
    return box


def _one(box: Sandbox) -> float:
    """Milliseconds of CPU for one pair."""
    nursery = box.nursery("numpy").pid
    before = _ran(nursery) + time.thread_time()
    pair = box.take("numpy")
    pids = [host_pid(pair.pidfds[which]) for which in (JUDGE, STUDENT)]
    own = time.thread_time()
    while not all(map(_waits, pids)):
        time.sleep(0.001)
    looking = time.thread_time() - own
    children = sum(map(_ran, pids))
    pair.close()
    return 1000 * (_ran(nursery) + time.thread_time() - looking + children - before)


def _waits(pid: int) -> bool:
    """Whether it waits to be read to: locked in, and out of work."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "S"


def _ran(pid: int) -> float:
    """Seconds that a process was on a processor."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
