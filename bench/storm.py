"""``python -m bench.storm [rate] [fair] [kills] [--count N] [--seed S]``: the whole under a storm.

``rate``   verdicts a second through broker, database and events, with a full queue
``fair``   how long an honest student waits while another one submits endless loops
``kills``  known answers while programs are killed, the broker emptied, the database restarted
"""

import argparse
import statistics
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

from bench import chaos
from bench.chaos import Sturdy, item_of
from bench.figures import Figure, median_and_p95
from bench.questions import answer
from bench.stack import running

LOOP = "def jacobian(A, v):\n    while True:\n        pass\n"
HONEST, LOOPS = 12, 4


def rate(count: int, _seed: int) -> Iterator[Figure]:
    """Queue many answers at once and watch them being graded."""
    with running() as stack:
        stack.inside("rush", 20, "early")  # bundles, caches, connections
        before = stack.cpu()
        rows = stack.inside("rush", count, "rush")
        spent = {name: after - before[name] for name, after in stack.cpu().items()}
    ends = sorted(finished for finished, _state, _points in rows)
    cut = len(ends) // 10
    middle = ends[cut : len(ends) - cut]
    pace = (len(middle) - 1) / (middle[-1] - middle[0])
    yield Figure("sustained.through-everything", pace, "1/s", 40, at_least=True)
    longest = max(after - before for before, after in pairwise(ends))
    yield Figure("sustained.longest-pause", longest, "s")
    for name, seconds in spent.items():  # says what bounds it, on a busy machine too
        yield Figure(f"sustained.cpu.{name}", 1000 * seconds / count, "ms a verdict")
    wrong = [row for row in rows if row[1:] != ["graded", 10_000]]
    yield Figure("sustained.wrong", len(wrong), "verdicts", 0)


def fair(_count: int, _seed: int) -> Iterator[Figure]:
    """An honest student's delays in calm, and beside a student with endless loops."""
    with running() as stack:
        honest, looping = (Sturdy(stack, token) for token in stack.inside("people", 2))
        item, right = item_of(honest), answer("autograd.py")
        calm = [honest.graded(item, right) for _ in range(HONEST + 2)][2:]
        with ThreadPoolExecutor(1) as pool:
            burst = pool.submit(_loops, looping)
            time.sleep(2)
            beside: list[dict[str, Any]] = []
            while not burst.done() or len(beside) < 2:
                beside.append(honest.graded(item, right))
        stopped = burst.result()
    yield from median_and_p95("honest.calm", [1000 * s["delay"] for s in calm], (None, None))
    delays = [1000 * s["delay"] for s in beside]
    yield from median_and_p95("honest.beside-endless-loops", delays, (None, None))
    yield Figure("honest.verdicts-beside", len(beside), "verdicts")
    ratio = statistics.median(delays) / statistics.median([1000 * s["delay"] for s in calm])
    yield Figure("honest.ratio", ratio, "times", 3)
    yield Figure("honest.wrong", sum(s["points"] != 10_000 for s in calm + beside), "verdicts", 0)
    mild = [s for s in stopped if {p["outcome"] for p in s["parts"]} - {"time", "not-run"}]
    yield Figure("loops.not-stopped", len(mild), "loops", 0)


def _loops(client: Sturdy) -> list[dict[str, Any]]:
    """One endless loop after the other."""
    item = item_of(client)
    return [client.graded(item, LOOP) for _ in range(LOOPS)]


def kills(count: int, seed: int) -> Iterator[Figure]:
    """Known answers in a storm; at the end the books must be right."""
    with running() as stack:
        result = chaos.storm(stack, count=count, seed=seed)
    for sentence in result.wrong():
        print(sentence, file=sys.stderr)
    yield from result.figures()


PARTS = {"rate": rate, "fair": fair, "kills": kills}


def main(arguments: list[str]) -> int:
    """Print the figures; 1 where one is not as it must be."""
    parser = argparse.ArgumentParser(prog="python -m bench.storm")
    parser.add_argument("parts", nargs="*", metavar="|".join(PARTS))
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    kept = True
    for name in asked.parts or list(PARTS):
        for figure in PARTS[name](asked.count, asked.seed):
            figure.print()
            kept = kept and figure.ok is not False
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
