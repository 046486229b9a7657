"""What an empty child costs: ``python -m bench.bare`` prints milliseconds as JSON.

A bare clone of a small process until it is dead and reaped, and one with the six namespaces.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial

from bench.figures import Figure, median_and_p95, timed
from graders.sandbox.inside import linux, lock

RUNS = 60


def measure() -> Iterator[Figure]:
    """Both, in a process of its own that has nothing else loaded."""
    command = [sys.executable, "-m", "bench.bare"]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    for name, taken in json.loads(said).items():
        yield from median_and_p95(f"floor.{name}", taken, (None, None))


def _child(flags: int) -> None:
    """A child that ends at once."""
    pid, pidfd = linux.fork_into(flags)
    if not pid:
        os._exit(0)
    os.waitpid(pid, 0)
    os.close(pidfd)


def main() -> None:
    """Measure."""
    kinds = {"clone": 0, "clone+namespaces": lock.NAMESPACES}
    found = {name: timed(partial(_child, flags), runs=RUNS) for name, flags in kinds.items()}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
