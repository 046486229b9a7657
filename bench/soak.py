"""Thousands of gradings, honest and hostile, and what they leave behind: it must be nothing.

``python -m bench.soak [N]`` prints one JSON object a line. Counted before and after: mounts,
namespaces of our processes, descriptors, control groups, zombies, and resident memory of the
engine and of the nurseries. Then one submission that takes its errors from chance, a hundred
times: the verdicts must be the same word for word.
"""

import itertools
import json
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import psutil

from graders.contracts import Verdict
from graders.engine import Engine
from tests.sandbox.attacks import HONEST, MOST, Program, grade, programs

GRADINGS, AGAIN = 5000, 100
UNSTEADY = {
    "numpy": "import random\nimport numpy as np\ndef double(x):\n"
    "    print(random.random(), sorted(set('double'), key=hash), list(set('double')))\n"
    "    return 2 * x + 0.1 * (np.random.random() < 0.6)\n",
    "torch": "import torch\ndef double(x):\n    print(torch.rand(2))\n"
    "    return 2 * x + 0.1 * float(torch.rand(()) < 0.6)\n",
}
"""Programs that err by chance: their generators are seeded, so they err the same each time."""
EVERY = 20
"""One in so many is hostile."""
_MIB = 2**20
_HOSTILE = (
    "chance/syntax_error", "forging/exit_while_loading", "forging/lying_interface",
    "forging/two_answers", "resources/fork_bomb", "resources/memory_bomb", "resources/disk_full",
    "resources/flood", "resources/daemons", "resources/spin_ignoring_signals", "honest/autograd",
)  # fmt: skip
MAY_GROW = {"engine_rss_mb": 40.0, "nursery_rss_mb": 40.0, "descriptors": 8, "processes": 4}
"""What caches and spare pairs may take; everything else must be as before."""


def left(engine: Engine) -> dict[str, float]:
    """What there is now."""
    me = psutil.Process()
    children = me.children(recursive=True)
    living = [child for child in children if child.status() != psutil.STATUS_ZOMBIE]
    return {
        "mounts": len(Path("/proc/self/mountinfo").read_text().splitlines()),
        "namespaces": len({_namespace(child.pid) for child in living}),
        "descriptors": me.num_fds(),
        "groups": _groups(),
        "zombies": len(children) - len(living),
        "processes": len(living),
        "threads": me.num_threads(),
        "engine_rss_mb": round(me.memory_info().rss / _MIB, 1),
        "nursery_rss_mb": round(max((_rss(c) for c in living), default=0.0), 1),
    }


def again(engine: Engine, times: int) -> dict[str, int]:
    """How many different verdicts a submission got, by runtime; figures of time aside."""
    return {
        runtime: len({_gist(grade(engine, source, runtime)[0]) for _ in range(times)})
        for runtime, source in UNSTEADY.items()
    }


def _gist(verdict: Verdict) -> bytes:
    parts = [msgspec.structs.replace(part, cpu_ms=0.0) for part in verdict.parts]
    return msgspec.json.encode([verdict.points, verdict.messages, parts, verdict.output])


def _rss(process: psutil.Process) -> float:
    try:
        return float(process.memory_info().rss / _MIB)
    except psutil.Error:
        return 0.0


def _namespace(pid: int) -> str:
    try:
        return str(Path(f"/proc/{pid}/ns/pid_for_children").readlink())
    except OSError:
        return ""


def _groups() -> int:
    """Control groups of this process: its own ones and the leaves in them."""
    ours = Path("/sys/fs/cgroup").rglob(f"gradus-{os.getpid()}-*")
    return sum(1 for group in ours for path in group.rglob("*") if path.is_dir())


def soak(gradings: int, repeated: int = AGAIN) -> Iterator[dict[str, object]]:
    """Run them in two threads; one object at the end with the counts before and after."""
    hostile = [p for p in programs() if str(p) in _HOSTILE]
    turns = itertools.cycle(hostile)
    with Engine(slots=2, runtimes=["numpy", "torch"], spares=1) as engine:
        engine.start()
        for program in hostile:  # caches and first-time costs come before the count
            grade(engine, program.source, program.runtime)
        engine.sandbox.fill()
        before, began = left(engine), time.monotonic()
        wrong = [0]

        def one(number: int) -> None:
            foreign = number % EVERY == 0
            program: Program | None = next(turns) if foreign else None
            source, runtime = (program.source, program.runtime) if program else (HONEST, "numpy")
            verdict, _seconds = grade(engine, source, runtime)
            if verdict.state != "graded" or (program is None and verdict.points != MOST):
                wrong[0] += 1

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(one, range(gradings)))
        seconds = time.monotonic() - began
        time.sleep(2)
        engine.sandbox.fill()
        after = left(engine)
        verdicts = again(engine, repeated)
    grown = {
        name: [before[name], after[name]]
        for name in before
        if after[name] - before[name] > MAY_GROW.get(name, 0)
    }
    yield {
        "name": "soak", "gradings": gradings, "seconds": round(seconds, 1), "wrong": wrong[0],
        "before": before, "after": after, "grown": grown, "repeated": repeated,
        "different": verdicts,
        "ok": not grown and not wrong[0] and set(verdicts.values()) == {1},
    }  # fmt: skip


def main() -> int:
    """The exit status: 1 if anything grew or any honest submission lost a point."""
    found = list(soak(int(sys.argv[1]) if len(sys.argv) > 1 else GRADINGS))
    for row in found:
        sys.stdout.write(json.dumps(row) + "\n")
    return 0 if all(row["ok"] for row in found) else 1


if __name__ == "__main__":
    sys.exit(main())
