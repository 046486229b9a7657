"""A submission through a whole suite: a death costs one test, a fresh pair runs the rest."""

import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from graders import plots
from graders.contracts import Limits, Localized, Message, Outcome
from graders.sandbox import repeats
from graders.sandbox.errors import SandboxError
from graders.sandbox.pair import STUDENT, Pair
from graders.sandbox.records import Budget, Ending, Log, framed
from graders.sandbox.sandbox import Sandbox
from graders.sandbox.watch import Watch

_STAFF_LOG = 16 * 2**10
_FINAL = ("cpu", "time")
_FORGIVEN = 2
"""How often a student process may be killed by somebody before we believe it did it itself."""


class Strict(msgspec.Struct, forbid_unknown_fields=True):
    """Base of what the judge tells."""


class Expected(Strict):
    """A test to come."""

    key: str
    title: Localized
    points: float
    visible: bool
    bonus: bool = False
    """Beyond the maximum: makes up for points lost elsewhere."""


class Judged(Strict):
    """A test that was judged, by the judge or (``cause``) by the supervisor."""

    key: str
    outcome: Outcome
    earned: float = 0.0
    messages: list[Message] = []
    details: list[dict[str, Any]] = []
    staff: str = ""
    cpu_ms: float = 0.0


@dataclass(frozen=True)
class Job:
    """What a judge is given."""

    runtime: str
    suite: str
    reference: str
    source: str
    defines: list[str]
    student_files: dict[str, bytes]
    judge_files: dict[str, bytes]
    values: dict[str, Any]
    seed: int
    hidden_seed: int
    limits: Limits
    measure: bool = False
    visible_only: bool = False
    given: str = ""
    """The code that students are given; empty: whatever is sent is graded."""
    compiled: dict[str, bytes] = field(default_factory=dict)
    """Suite and reference as a judge compiled them (``single.Compiled``)."""


@dataclass
class Result:
    """What came of it. ``not_runnable`` or ``suite_error`` explain missing parts."""

    expected: list[Expected] = field(default_factory=list)
    judged: dict[str, Judged] = field(default_factory=dict)
    not_runnable: tuple[list[Message], list[dict[str, Any]], Outcome] | None = None
    suite_error: str = ""
    output: str = ""
    output_cut: bool = False
    judge_log: str = ""
    cpu: float = 0.0
    judge_cpu: float = 0.0
    wall: float = 0.0
    peak: int = 0
    pairs: int = 0


Tell = Callable[[Result, Judged | None], None]


class Run:
    """One submission. ``tell`` hears when the tests are known, and of each that is judged."""

    def __init__(self, sandbox: Sandbox, job: Job, tell: Tell) -> None:
        self._sandbox, self._job, self._tell = sandbox, job, tell
        self.result = Result()
        self._seconds: float | None = None
        self._cpu_before = 0.0
        self._logs = (Log(_STAFF_LOG), Log(job.limits.output))
        self._pair: Pair | None = None
        self._kills = 0

    def run(self) -> Result:
        """Run to the end. Raises ``SandboxError`` if we fail."""
        result = self.result
        while True:
            ending = self._once()
            result.pairs += 1
            if self._was_killed(ending):
                continue
            result.cpu += ending.cpu
            result.judge_cpu += ending.judge_cpu
            result.wall += ending.wall
            result.peak = max(result.peak, ending.peak)
            if not self._goes_on(ending):
                break
        self._not_run()
        result.output = _text(self._logs[STUDENT])
        result.output_cut = self._logs[STUDENT].cut
        result.judge_log = _text(self._logs[0])
        return result

    def _was_killed(self, ending: Ending) -> bool:
        """SIGKILL, and not ours: its test is run again, at no cost.

        The first process of a pid namespace cannot send it to itself. It can only ask the kernel
        for a smaller limit of CPU time; so the third time it is its own doing.
        """
        lost = ending.last is not None and ending.last["t"] == "lost"
        if not lost or ending.cause != "crashed" or ending.signal != signal.SIGKILL:
            return False
        self._kills += 1
        return self._kills <= _FORGIVEN

    def _once(self) -> Ending:
        limits, result = self._job.limits, self.result
        budget = Budget(
            cpu=max(0.1, limits.cpu - result.cpu),
            wall=max(0.1, limits.wall - result.wall),
            memory=limits.memory,
            processes=limits.processes,
            output=limits.output,
        )
        self._cpu_before = 0.0
        pair = self._pair = self._sandbox.take(self._job.runtime)
        try:
            return Watch(pair, budget, self._logs, self._heard).run(framed(self._orders()))
        finally:
            self._sandbox.give_back(pair)

    def _orders(self) -> dict[str, Any]:
        job = self._job
        return {
            "mode": "judge",
            "suite": job.suite,
            "reference": job.reference,
            "compiled": job.compiled,
            "source": job.source,
            "given": job.given,
            "defines": job.defines,
            "student_files": job.student_files,
            "judge_files": job.judge_files,
            "values": job.values,
            "seed": job.seed,
            "hidden_seed": job.hidden_seed,
            "measure": job.measure,
            "visible_only": job.visible_only,
            "limits": {"memory": job.limits.memory},
            "done": {k: j.outcome == "passed" for k, j in self.result.judged.items()},
            "sealed": self._logs[STUDENT].sealed,
        }

    def _heard(self, frame: dict[str, Any], cpu: float) -> None:
        facts = {key: value for key, value in frame.items() if key != "t"}
        try:
            if frame["t"] == "expected":
                self._expect(msgspec.convert(facts["parts"], list[Expected]))
            elif frame["t"] == "begin":
                self._seconds = facts["time"]
            elif frame["t"] == "part":
                self._judge(msgspec.convert(facts, Judged), cpu, starved=self._starved())
        except (KeyError, msgspec.ValidationError) as error:
            raise SandboxError(f"the judge sent a malformed frame: {error}") from None

    def _expect(self, expected: list[Expected]) -> None:
        if not self.result.expected:
            self.result.expected = expected
            self._tell(self.result, None)

    def _judge(self, judged: Judged, cpu: float, *, starved: bool) -> None:
        points = {test.key: test.points for test in self.result.expected}
        if judged.key not in points or judged.key in self.result.judged:
            raise SandboxError("the judge judged a test that is none")
        judged.details = plots.kept(judged.details)
        judged.earned = min(max(judged.earned, 0.0), points[judged.key])
        judged.cpu_ms = round(1000 * max(0.0, cpu - self._cpu_before), 2)
        self._cpu_before = cpu
        if judged.outcome in ("error", "refused", "processes") and starved:
            judged.outcome = "processes"
            if judged.messages:  # of a hidden test nothing is told
                judged.messages = [self._limit_message("processes")]
        titles = {test.key: test.title for test in self.result.expected}
        repeats.fold(judged, self.result.judged.values(), titles)
        self.result.judged[judged.key] = judged
        self._tell(self.result, judged)

    def _starved(self) -> bool:
        pair = self._pair
        return pair is not None and bool(pair.leaves) and pair.leaves[STUDENT].out_of_processes()

    def _goes_on(self, ending: Ending) -> bool:
        """Take in how a pair ended; whether another one has to run what is left."""
        last = ending.last or {"t": ""}
        if last["t"] in ("end", "spoilt"):
            return last["t"] == "spoilt" and self._left(ending)
        if last["t"] == "not-runnable":
            self._not_runnable(
                msgspec.convert(last.get("messages", []), list[Message]),
                msgspec.convert(last.get("details", []), list[dict[str, Any]]),
                "error",
            )
        elif last["t"] == "lost":
            return self._lost(ending)
        elif last["t"] == "suite-error":
            self.result.suite_error = str(last.get("text", ""))
        else:
            words = {"memory": "ran out of memory", "cpu": "used too much CPU", "stuck": "hangs"}
            why = words.get(ending.judge, "ended without a word")
            self.result.suite_error = f"the judge {why}\n{_text(self._logs[0])}"
        return False

    def _left(self, ending: Ending) -> bool:
        limits, result = self._job.limits, self.result
        return (
            ending.cause not in _FINAL
            and len(result.judged) < len(result.expected)
            and result.cpu < limits.cpu
            and result.wall < limits.wall
        )

    def _lost(self, ending: Ending) -> bool:
        """The student process is gone: say of the test at hand why, go on with the others."""
        outcome, message = self._cause(ending)
        current = (ending.last or {}).get("key")
        if not isinstance(current, str):
            if self.result.judged:
                return False
            self._not_runnable([Message("sandbox.while-loading"), message], [], outcome)
            return False
        judged = Judged(current, outcome, messages=[message])
        self._judge(judged, ending.cpu, starved=ending.starved)
        return self._left(ending)

    def _not_runnable(
        self, messages: list[Message], details: list[dict[str, Any]], outcome: Outcome
    ) -> None:
        if not self.result.judged:
            self.result.not_runnable = messages, details, outcome

    def _cause(self, ending: Ending) -> tuple[Outcome, Message]:
        if ending.cause in ("cpu", "time", "test-time"):
            return "time", self._limit_message(ending.cause)
        if ending.cause == "memory":
            return "memory", self._limit_message("memory")
        if ending.cause == "processes":
            return "processes", self._limit_message("processes")
        if ending.cause == "output":
            return "output", Message("sandbox.flood")
        if ending.cause == "crashed":
            return "crashed", Message("sandbox.crashed", {"signal": ending.signal})
        if ending.cause == "exit":
            return "error", Message("sandbox.exit")
        return "refused", Message("sandbox.closed")

    def _limit_message(self, cause: str) -> Message:
        limits = self._job.limits
        values: dict[str, int | float] = {
            "cpu": limits.cpu,
            "time": limits.wall,
            "test-time": self._seconds or 0.0,
            "memory": limits.memory // 2**20,
            "processes": limits.processes,
        }
        return Message(f"sandbox.{cause}", {"limit": values[cause]})

    def _not_run(self) -> None:
        """Every test gets an outcome."""
        result = self.result
        if result.not_runnable or result.suite_error:
            return
        for test in result.expected:
            if test.key not in result.judged:
                skipped = Judged(test.key, "not-run", messages=[Message("sandbox.not-run")])
                result.judged[test.key] = skipped
                self._tell(result, skipped)


def _text(log: Log) -> str:
    return bytes(log.text).decode("utf-8", errors="replace")
