"""The floor: the same tests in one warm process, without isolation or pipes.

``python -m bench.floor`` reads a question's sources as JSON from standard input and prints
milliseconds as JSON: of loading the suite, of loading the submission and running all tests, and
of the latter in a bare fork of that process: whoever isolates by a fork pays its page faults.
"""

import json
import os
import subprocess
import sys
from types import ModuleType
from typing import Any

import numpy as np

from bench.figures import timed
from bench.questions import QUESTION, Question
from graders.sdk.collecting import suite
from graders.sdk.inside.student import derived, seed
from graders.sdk.local import Reference

RUNS = 60


def of(question: Question) -> dict[str, list[float]]:
    """The floor of a question, measured in a process of its own."""
    sources = {
        "suite": question.bundle.text(f"code/{QUESTION}/suite.py"),
        "answer": question.answer,
    }
    said = subprocess.run(
        [sys.executable, "-m", "bench.floor"],
        input=json.dumps(sources),
        env={**os.environ, "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
    found: dict[str, list[float]] = json.loads(said)
    return found


def _module(name: str, source: str) -> ModuleType:
    module = ModuleType(name)
    exec(compile(source, f"{name}.py", "exec", dont_inherit=True), module.__dict__)
    return module


def _load(source: str) -> None:
    suite.tests.clear()
    _module("suite", source)


def _tests(answer: str) -> None:
    fixtures: dict[str, Any] = {"student": Reference(_module("solution", answer)), "values": {}}
    for test in suite.ordered():
        number = derived(1, test.name)
        seed(number)
        fixtures["rng"] = np.random.default_rng(number)
        test.run(**{name: fixtures[name] for name in test.fixtures})


def _forked(answer: str) -> None:
    """The tests in a child that has nothing but its own copy of our memory."""
    pid = os.fork()
    if not pid:
        status = 1
        try:
            _tests(answer)
            status = 0
        finally:
            os._exit(status)
    if os.waitpid(pid, 0)[1]:
        raise RuntimeError("the tests failed in a fork")


def main() -> None:
    """Measure."""
    sources = json.load(sys.stdin)
    found = {
        "load": timed(lambda: _load(sources["suite"]), runs=RUNS),
        "tests": timed(lambda: _tests(sources["answer"]), runs=RUNS),
        "forked": timed(lambda: _forked(sources["answer"]), runs=RUNS),
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
