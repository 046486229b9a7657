"""One warm verdict, taken apart; and the floor beside it.

``fork``        asking the nursery until both processes exist
``namespaces``  until both are locked in and wait
``load``        orders and source on their way, suite and submission loaded, tests announced
``tests``       until the last test is judged
``last``        until the verdict is there
``teardown``    killing, reaping, removing the groups: after the verdict, in another thread
"""

import statistics
import time
from collections.abc import Iterator
from time import perf_counter

from bench import bare, floor, protections
from bench.figures import Figure, median_and_p95
from bench.questions import Question, numpy_question, torch_question
from graders.contracts import Progress
from graders.engine import Engine
from graders.sandbox import pair as pairs
from graders.sandbox.pair import JUDGE, STUDENT, Pair
from graders.sandbox.sandbox import Sandbox
from graders.sandbox.settings import from_environment

RUNS = 40
PAUSE = 0.0002


class Measured(Sandbox):
    """Notes when a pair is there, when it is locked in, and what taking it down costs."""

    def __init__(self) -> None:
        super().__init__(["numpy", "torch"], from_environment(), spares=0)
        self.marks: dict[str, float] = {}

    def take(self, runtime: str) -> Pair:
        """A fresh pair, once it waits for its orders."""
        taken = super().take(runtime)
        self.marks["fork"] = perf_counter()
        own = pairs.filters(taken.nursery.pid)
        for which in (JUDGE, STUDENT):
            pid = pairs.host_pid(taken.pidfds[which])
            while pairs.filters(pid) <= own:
                time.sleep(PAUSE)
        self.marks["namespaces"] = perf_counter()
        return taken

    def give_back(self, used: Pair) -> None:
        """Taken down here and now."""
        began = perf_counter()
        used.close()
        self.marks["teardown"] = perf_counter() - began


def measure() -> Iterator[Figure]:
    """Medians of the parts and the floor, for both runtimes; the price of each protection."""
    yield from bare.measure()
    sandbox = Measured()
    with Engine(slots=1, sandbox=sandbox) as engine:
        engine.start()
        for name, question in (
            ("torch", torch_question(engine)),
            ("numpy", numpy_question(engine)),
        ):
            rows = [_one(engine, sandbox, question) for _ in range(RUNS + 3)][3:]
            for part in rows[0]:
                value = statistics.median(row[part] for row in rows)
                yield Figure(f"parts.{name}.{part}", value * 1000, "ms")
            for what, taken in floor.of(question).items():
                yield from median_and_p95(f"floor.{name}.{what}", taken, (None, None))
    yield from protections.measure()


def _one(engine: Engine, sandbox: Measured, question: Question) -> dict[str, float]:
    """Seconds of each part of one verdict."""
    heard: dict[str, float] = {}

    def listen(progress: Progress) -> None:
        heard["tests" if progress.part else "load"] = perf_counter()

    sandbox.marks.clear()
    before = perf_counter()
    engine.grade(question.request(), question.bundle, listen)
    after = perf_counter()
    teardown = sandbox.marks.pop("teardown")
    last = {"last": after - teardown}
    row: dict[str, float] = {}
    for name, mark in {**sandbox.marks, **heard, **last}.items():
        row[name], before = mark - before, mark
    return {**row, "teardown": teardown}
