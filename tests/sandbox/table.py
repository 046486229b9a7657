"""The attack suite as a table: a line for each program."""

import os
import statistics
import sys

from graders.engine import Engine
from tests.sandbox.attacks import HONEST, MOST, as_expected, got, grade, programs


def run() -> int:
    """One line a program: expected, got, milliseconds, the honest one after it, the threat."""
    wrong = 0
    with Engine(slots=1, runtimes=["numpy", "torch"], spares=1) as engine:
        engine.start()
        usual = statistics.median(grade(engine, HONEST)[1] for _ in range(9))
        who = "root" if os.geteuid() == 0 else f"user {os.geteuid()}"
        mode = engine.sandbox.isolation
        say(f"as {who}, isolation {mode}; an honest verdict takes {usual * 1000:.0f} ms")
        for program in programs():
            verdict, seconds = grade(engine, program.source, program.runtime)
            honest, after = grade(engine, HONEST)
            held = as_expected(program, verdict, mode) and honest.points == MOST
            wrong += not held
            mark, wanted = "ok" if held else "DIFFERS", " ".join(sorted(program.expect))
            say(
                f"{mark:7} {program!s:34} {wanted:28} {got(verdict):18} {seconds * 1000:6.0f} ms"
                f"   then honest: {after * 1000:4.0f} ms   {program.row}"
            )
    say(f"{len(programs())} programs, {wrong} not as expected")
    return 1 if wrong else 0


def say(line: str) -> None:
    """One line of the table."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
