"""Verdicts of the engine: warm, cold, many at once, and the memory they dirty."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, perf_counter

import psutil

from bench.figures import Figure, median_and_p95, timed
from bench.questions import Question, numpy_question, torch_question, with_answer
from graders.engine import Engine

RUNS = 100
LOAD_SECONDS = 8.0
TRAININGS = 15
MIB = 2**20


def measure() -> Iterator[Figure]:
    """All figures of the engine."""
    yield from _cold()
    with Engine(slots=2, spares=0) as engine:
        yield from _warm(engine, "verdict", torch=(20, 30), numpy=(12, 15))
    with Engine(slots=2, spares=2) as engine:
        yield from _warm(engine, "verdict.spare", torch=(15, 20), numpy=(12, 15))
        yield from _throughput(engine)
        yield from _memory(engine)
        yield from _training(engine)


def _cold() -> Iterator[Figure]:
    with Engine(slots=1) as helper:
        question = torch_question(helper)
    began = perf_counter()
    with Engine(slots=1, runtimes=["torch"]) as engine:
        engine.start()
        question.verdict(engine)
        yield Figure("verdict.torch.cold", (perf_counter() - began) * 1000, "ms")


def _warm(
    engine: Engine, name: str, *, torch: tuple[float, float], numpy: tuple[float, float]
) -> Iterator[Figure]:
    first, second = torch_question(engine), numpy_question(engine)
    yield from median_and_p95(
        f"{name}.torch", timed(lambda: first.verdict(engine), runs=RUNS), torch
    )
    yield from median_and_p95(
        f"{name}.numpy", timed(lambda: second.verdict(engine), runs=RUNS), numpy
    )


def _throughput(engine: Engine) -> Iterator[Figure]:
    for name, question, budget in (
        ("torch", torch_question(engine), 70),
        ("numpy", numpy_question(engine), 110),
    ):
        alone = _per_second(engine, question, 1)
        yield Figure(f"throughput.{name}.one-at-a-time", alone, "verdicts/s")
        done = _per_second(engine, question, engine.slots)
        yield Figure(f"throughput.{name}", done, "verdicts/s", budget, at_least=True)


def _per_second(engine: Engine, question: Question, at_once: int) -> float:
    limit = monotonic() + LOAD_SECONDS

    def work() -> int:
        done = 0
        while monotonic() < limit:
            question.verdict(engine)
            done += 1
        return done

    with ThreadPoolExecutor(at_once) as pool:
        done = [pool.submit(work) for _ in range(at_once)]
        return sum(future.result() for future in done) / LOAD_SECONDS


def _training(engine: Engine) -> Iterator[Figure]:
    """The first step of an LSTM with Adam, model and all, as a fresh student process sees it."""
    question = with_answer(torch_question(engine), "lstm_step.py")
    taken = []
    for _ in range(TRAININGS):
        printed = engine.grade(question.request(), question.bundle).output
        taken.append(float(printed.split()[1]))
    yield from median_and_p95("training-step.fresh", taken, (100, None))


def _memory(engine: Engine) -> Iterator[Figure]:
    """The most that a judge or student process dirties while it answers."""
    question = with_answer(torch_question(engine), "slow.py")
    working = threading.Thread(target=question.verdict, args=(engine,))
    working.start()
    most = 0
    while working.is_alive():
        most = max([most, *map(_private_dirty, _pairs())])
        working.join(0.05)
    yield Figure("memory.private-dirty", most / MIB, "MiB", 8)


def _pairs() -> list[psutil.Process]:
    """Forks of a nursery: processes whose parent runs the same command."""
    return [p for p in psutil.Process().children(recursive=True) if _is_fork(p)]


def _is_fork(process: psutil.Process) -> bool:
    try:
        parent = process.parent()
        return parent is not None and parent.cmdline() == process.cmdline() != []
    except psutil.Error:
        return False


def _private_dirty(process: psutil.Process) -> int:
    try:
        with open(f"/proc/{process.pid}/smaps_rollup", encoding="ascii") as rollup:  # noqa: PTH123
            for line in rollup:
                if line.startswith("Private_Dirty:"):
                    return int(line.split()[1]) * 1024
    except OSError:  # it has ended
        return 0
    return 0
