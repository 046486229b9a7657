"""The judge: runs one suite against one student process and tells the supervisor part by part.

It sees the exercise; what it says of a test is the verdict of that test. Frames it writes:

    expected  the tests to come            begin     a test begins
    part      a test is judged             end       all are
    lost      the student process is gone  spoilt    it broke the protocol: give me another
    not-runnable, suite-error, result (of variant.py)
"""

import difflib
import linecache
import marshal
import sys
import traceback
from collections.abc import Callable
from types import CodeType, ModuleType
from typing import Any

import numpy as np

from graders.sdk import check, frames
from graders.sdk.channel import Channel
from graders.sdk.collecting import Suite, suite
from graders.sdk.errors import (
    Lost,
    Mismatch,
    Refused,
    StudentError,
    SuiteError,
    Violation,
    message,
)  # fmt: skip
from graders.sdk.inside import rehearsal, runner, student
from graders.sdk.inside.student import derived, put_files, seed
from graders.sdk.local import Reference
from graders.sdk.remote import Handles, Student
from graders.sdk.unwritten import Given

ORDERS, SAYS = 3, 4
_TEXT = 6000


JOBS: dict[str, Callable[[dict[str, Any]], Any]] = {}
"""What a judge does beside judging a suite, by mode; a runtime may add its own."""


def warm() -> None:
    """What the first use in a fork would pay: the checks, a generator, a compiler run."""
    wrong = np.arange(6.0).reshape(2, 3)
    for got in (wrong, -wrong, wrong + 1.0, wrong.T):
        try:
            check.close(got, wrong, inputs={"x": wrong})
        except Mismatch:
            continue
    np.random.default_rng(derived(1, "x")).normal(size=2)
    compile("def f(x):\n    return x\n", "suite.py", "exec")
    _declare(Suite())


def _declare(nobodys: Suite) -> None:
    """Declare a test as suites do, in a suite that nobody runs."""

    @nobodys.test(points=1, title={"fr": "x", "en": "x"}, hint={"fr": "x", "en": "x"})
    def shape(student: Student, reference: Reference, rng: np.random.Generator) -> None:
        raise NotImplementedError

    nobodys.ordered()


def say(kind: str, **facts: Any) -> None:
    """Write one frame to the supervisor."""
    frames.write(SAYS, {"t": kind, **facts})


def load(name: str, source: str, code: bytes = b"") -> ModuleType:
    """Run a source file of the exercise as a module; ``code``: what ``compiled`` made of it."""
    file = f"{name}.py"
    linecache.cache[file] = (len(source), None, source.splitlines(True), file)
    module = ModuleType(name)
    module.__file__ = file
    sys.modules[name] = module
    exec(marshal.loads(code) if code else _code(name, source), module.__dict__)
    return module


def _code(name: str, source: str) -> CodeType:
    return compile(source, f"{name}.py", "exec", dont_inherit=True)


def main(ahead: bool) -> None:
    """Take the orders; everything that goes wrong in the exercise's own code is told as such."""
    sys.stdout = open(1, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)
    sys.stderr = open(2, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)
    if ahead:
        rehearsal.rehearse(ORDERS, (warm, student.warm))
    job, _payload = frames.read(ORDERS, header=frames.JOB_HEADER, payload=0)
    try:
        if job["mode"] in JOBS:
            say("result", values=JOBS[job["mode"]](job))
        else:
            judge(job)
    except Lost:
        say("lost", key=None)
    except BaseException:
        say("suite-error", text=_fault()[-_TEXT:])


def _fault() -> str:
    """The traceback of what was raised; a rule that a test breaks stands at its line."""
    error = sys.exception()
    lines = traceback.format_exc().splitlines(keepends=True)
    if isinstance(error, SuiteError) and error.at is not None:
        name, line = error.at
        lines.insert(-1, f'  File "suite.py", line {line}, in {name}\n')
    return "".join(lines)


def generated(job: dict[str, Any]) -> dict[str, Any]:
    """Run ``generate(rng)`` of a ``variant.py``: names to numbers or texts."""
    put_files(job["judge_files"])
    seed(job["seed"])
    found = load("variant", job["source"]).generate(np.random.default_rng(job["seed"]))
    if not isinstance(found, dict):
        raise SuiteError("generate(rng) must return a dict")
    return {str(name): _plain(name, value) for name, value in found.items()}


JOBS["generate"] = generated


def compiled(job: dict[str, Any]) -> dict[str, bytes]:
    """Sources by name, compiled for other judges of the same suite. Nothing of them is run."""
    return {name: marshal.dumps(_code(name, text)) for name, text in job["sources"].items()}


JOBS["compile"] = compiled


def _plain(name: str, value: Any) -> Any:
    value = value.item() if isinstance(value, np.generic) else value
    if not isinstance(value, str | bool | int | float):
        raise SuiteError(f"{name}: {type(value).__name__} is neither a number nor a text")
    if isinstance(value, float) and not np.isfinite(value):
        raise SuiteError(f"{name} is not finite")
    return value


def judge(job: dict[str, Any]) -> None:
    """Load the submission and the suite side by side, then run the tests that are left."""
    channel = Channel(Handles)
    number = derived(job["seed"], "load")
    channel.begin("load", job["source"], job["student_files"], number)
    put_files({**job["student_files"], **job["judge_files"]})
    seed(number)
    known = job["compiled"]
    reference = load("reference", job["reference"], known.get("reference", b""))
    load("suite", job["suite"], known.get("suite", b""))
    tests = [t for t in suite.ordered() if t.visible or not job.get("visible_only")]
    say("expected", parts=[
        {"key": t.name, "title": t.title, "points": t.points, "visible": t.visible,
         "bonus": t.bonus} for t in tests
    ])  # fmt: skip
    given = Given(job["source"], job["given"])
    if (student := _loaded(channel, job, given)) is None:
        return
    fixtures = {"student": student, "reference": Reference(reference), "values": job["values"]}
    runner.Runner(job, channel, fixtures, given, say=say, proceed=_proceed).run(tests)


def _proceed() -> None:
    """Wait for the supervisor: it has put away what was printed until now."""
    frames.read(ORDERS, header=1000, payload=0)


def _loaded(channel: Channel, job: dict[str, Any], given: Given) -> Student | None:
    try:
        names = channel.finish()
    except StudentError as error:
        said, details = _load_failure(error)
        say("not-runnable", messages=[said], details=details)
        return None
    except (Refused, Violation):
        say("not-runnable", messages=[message("sdk.violation")], details=[])
        return None
    student = Student(channel, names, job["source"])
    called = object.__getattribute__(student, "_called")
    asked = [_name(signature) for signature in job["defines"]]
    missing = [_missing(name, called) for name in asked if not _defined(student, name)]
    if not missing:
        missing = _as_given(given, asked, job)
    if not missing:
        return student
    say("not-runnable", messages=missing, details=[])
    return None


def _as_given(given: Given, asked: list[str], job: dict[str, Any]) -> list[dict[str, Any]]:
    """Nothing is graded where nothing was written. To run given code that runs is fine."""
    left = given.unwritten(asked)
    if left and (given.untouched or left == asked):
        return [message("sdk.unwritten", names=", ".join(left))]
    if given.untouched and not job.get("visible_only"):
        return [message("sdk.as-given")]
    return []


def _name(signature: str) -> str:
    return signature.partition("(")[0].removeprefix("class ").strip()


def _defined(student: Student, name: str) -> bool:
    return name in object.__getattribute__(student, "_called")


def _missing(name: str, called: list[str]) -> dict[str, Any]:
    by_case = {other.lower(): other for other in called}
    close = difflib.get_close_matches(name.lower(), list(by_case), n=1, cutoff=0.6)
    if close:
        return message("sdk.missing-found", name=name, found=by_case[close[0]][:80])
    return message("sdk.missing", name=name)


def _load_failure(error: StudentError) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    where = getattr(error, "where", None)
    if where is not None:
        said = message("sdk.syntax", line=where[0], column=where[1], text=error.text[:200])
        return said, [{"type": "place", "line": where[0], "column": where[1]}]
    if "SystemExit" in error.types:
        return message("sdk.exit-loading"), []
    said = runner.placed("sdk.load-failed", error, type=error.type)
    return said, [runner.traceback_detail(error)]
