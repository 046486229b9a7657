"""The public attack suite: hostile, unlucky and unusual programs, each with its verdict.

A program is a file ``programs/<family>/<name>.py`` whose head says ``# row:`` (the threat it
stands for), ``# expect:`` outcomes that are fine, and perhaps ``# runtime:``, ``# first:`` the
outcome of its first part (where the others may run out of time), ``# reduced:`` what is fine,
too, where nothing but the watchdog counts memory. After each of them an honest submission must
get full marks.

``passed`` means full marks; ``passed-in-part`` some marks but not all; ``not-runnable`` that it
cannot be loaded; ``hidden-silent`` that nothing of a hidden test is told; any other outcome must
be that of every part, at no points.
"""

import time
from dataclasses import dataclass
from pathlib import Path

from graders.bundle import Bundle
from graders.contracts import GradeRequest, Limits, Verdict
from graders.engine import Engine

PROGRAMS = Path(__file__).with_name("programs")
MOST = 4000
SUITE = """
from graders.sdk import check, suite

def close(student, x):
    check.close(student.double(x), 2 * x, rtol=1e-12)

@suite.test(points=1)
def first(student, rng):
    close(student, rng.normal(size=3))

@suite.test(points=1)
def second(student, rng):
    close(student, rng.normal(size=(2, 2)))

@suite.test(points=1, visible=False)
def third(student, rng):
    close(student, rng.normal(size=4))

@suite.test(points=1, visible=False)
def again(student, rng):
    x = rng.normal(size=3)
    close(student, x)
    close(student, x + 1)
"""
HONEST = "def double(x):\n    return 2 * x\n"
LIMITS = Limits(cpu=1.0, wall=4.0, memory=256 * 2**20, output=64 * 2**10, processes=16)


@dataclass(frozen=True)
class Program:
    """One program of the suite."""

    family: str
    name: str
    row: str
    expect: frozenset[str]
    runtime: str
    source: str
    first: str = ""
    reduced: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.family}/{self.name}"


def programs() -> list[Program]:
    """All programs, by family and name."""
    return [_read(path) for path in sorted(PROGRAMS.rglob("*.py"))]


def _read(path: Path) -> Program:
    source = path.read_text(encoding="utf-8")
    head = dict(line[2:].split(": ", 1) for line in source.splitlines() if line.startswith("# "))
    return Program(
        path.parent.name,
        path.stem,
        head["row"],
        frozenset(head["expect"].split()),
        head.get("runtime", "numpy"),
        source,
        head.get("first", ""),
        frozenset(head.get("reduced", "").split()),
    )


def grade(engine: Engine, source: str, runtime: str = "numpy") -> tuple[Verdict, float]:
    """The verdict on a program, and the seconds it took."""
    question = {"id": "q", "runtime": runtime, "defines": ["double(x)"], "max": MOST}
    bundle = Bundle({"code/q/suite.py": SUITE.encode(), "code/q/reference.py": HONEST.encode()})
    request = GradeRequest(
        grading="g", token="t", kind="code", question=question, answer=source, seed=11,
        hidden_seed=12, limits=LIMITS,
    )  # fmt: skip
    began = time.monotonic()
    verdict = engine.grade(request, bundle)
    return verdict, time.monotonic() - began


def got(verdict: Verdict) -> str:
    """The verdict in the words of ``# expect:``."""
    if verdict.state != "graded":
        return f"platform: {verdict.fault}"
    if verdict.answered == "not-runnable":
        return "not-runnable"
    if verdict.points:
        return "passed" if verdict.points == MOST else "passed-in-part"
    outcomes = {part.outcome for part in verdict.parts} - {"not-run"}
    return " ".join(sorted(outcomes))


def silent(verdict: Verdict) -> bool:
    """Whether nothing of hidden tests is told, nor of their inputs."""
    hidden = [part for part in verdict.parts if not part.visible]
    shapes = "(4,)" in verdict.output
    return bool(hidden) and not shapes and not any(part.messages or part.details for part in hidden)


def as_expected(program: Program, verdict: Verdict, isolation: str = "full") -> bool:
    """Whether the verdict is one of those that the program must get."""
    fine = program.expect | (program.reduced if isolation == "reduced" else frozenset())
    if program.first and verdict.parts[0].outcome != program.first:
        return False
    if "hidden-silent" in program.expect:
        return verdict.points == 0 and silent(verdict)
    found = got(verdict)
    if found in fine:
        return True
    return verdict.points == 0 and set(found.split()) <= fine
