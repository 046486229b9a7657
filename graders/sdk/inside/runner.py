"""Running the tests of a suite, one after the other, and putting what happens into words."""

import traceback
from collections.abc import Callable
from typing import Any

import numpy as np

from graders.sdk import measure
from graders.sdk.channel import Channel
from graders.sdk.collecting import Test, suite
from graders.sdk.errors import (
    Lost,
    Mismatch,
    Refused,
    Said,
    StudentError,
    SuiteError,
    Violation,
    message,
)  # fmt: skip
from graders.sdk.inputs import case
from graders.sdk.inside.cases import run_cases
from graders.sdk.inside.student import derived, seed
from graders.sdk.show import inputs_detail
from graders.sdk.unwritten import Given

_TEXT = 3000
Say = Callable[..., None]


def last_line(error: StudentError) -> int:
    """The line of the submission where it raised; 0 if none of its lines was involved."""
    return int(error.frames[-1]["line"]) if error.frames else 0


def placed(id_: str, error: StudentError, **params: Any) -> Said:
    """A message about the line where the submission raised; without it where there is none."""
    line = last_line(error)
    return message(id_, line=line, **params) if line else message(f"{id_}-nowhere", **params)


def traceback_detail(error: StudentError) -> dict[str, Any]:
    """The detail ``traceback``: the submission's own frames only."""
    return {
        "type": "traceback",
        "exception": error.type,
        "text": error.text,
        "frames": list(error.frames),
    }


class Judged:
    """What a test came to: outcome, points earned, messages, details, a note for staff."""

    def __init__(
        self, outcome: str, earned: float = 0.0, *messages: Said, details: Any = ()
    ) -> None:
        self.outcome, self.earned = outcome, earned
        self.messages, self.details = list(messages), list(details)
        self.staff = ""


def _raised(error: StudentError, limits: dict[str, Any]) -> Judged:
    detail = traceback_detail(error)
    if "SystemExit" in error.types:
        return Judged("error", 0.0, placed("sdk.exit", error))
    starved = "MemoryError" in error.types or "not enough memory" in error.text
    if starved:
        said = placed("sdk.allocation", error, megabytes=limits["memory"] // 2**20)
        return Judged("memory", 0.0, said, details=[detail])
    if "can't start new thread" in error.text or "BlockingIOError" in error.types:
        said = placed("sdk.no-process", error)
        return Judged("processes", 0.0, said, details=[detail])
    if "RecursionError" in error.types:
        return Judged("error", 0.0, placed("sdk.recursion", error))
    said = placed("sdk.raised", error, type=error.type)
    return Judged("error", 0.0, said, details=[detail])


class Runner:
    """Runs what is left of a suite against one student process."""

    def __init__(
        self,
        job: dict[str, Any],
        channel: Channel,
        fixtures: dict[str, Any],
        given: Given,
        *,
        say: Say,
        proceed: Callable[[], None],
    ) -> None:
        self._job, self._channel, self._say, self._proceed = job, channel, say, proceed
        self._fixtures, self._given = fixtures, given
        self._passed: dict[str, bool] = dict(job["done"])
        self._sealed = bool(job["sealed"])
        self._excused = False  # what excuses all later tests is said with the first of them

    def run(self, tests: list[Test]) -> None:
        """Run the tests that are not done yet. Raises ``Lost`` as a frame, not as an error."""
        for test in tests:
            if test.name in self._passed:
                continue
            suite.begin()
            if missing := [name for name in test.needs if not self._passed.get(name)]:
                title = suite.tests[missing[0]].title
                self._tell(test, Judged("not-run", 0.0, message("sdk.needs", text=title)))
                continue
            self._begin(test)
            try:
                judged = self._judged(test)
            except Lost:
                self._say("lost", key=test.name)
                return
            self._tell(test, judged)
            if self._channel.broken:
                self._say("spoilt")
                return
        self._say("end")

    def _begin(self, test: Test) -> None:
        seal = not test.visible and not self._sealed
        if seal or test.time is not None:
            self._say("begin", time=test.time, seal=seal)
        if seal:
            self._proceed()
            self._sealed = True

    def _judged(self, test: Test) -> Judged:
        number = derived(self._job["seed" if test.visible else "hidden_seed"], test.name)
        if self._job["measure"]:
            measure.notes.begin()
        case.enter({}, {})
        try:
            if test.declared.inputs:
                run_cases(test, number, self._run)
            else:
                self._run(test, number, {})
        except Mismatch as mismatch:
            return self._missed(test, mismatch)
        except StudentError as error:
            return self._in_case(_raised(error, self._job["limits"]))
        except Refused as error:
            return self._in_case(Judged("refused", 0.0, error.said))
        except Violation as error:
            judged = Judged("refused", 0.0, message("sdk.violation"))
            judged.staff = str(error)
            return judged
        except (Lost, SuiteError):
            raise
        except Exception:
            return self._tripped()
        return self._held(test)

    def _asked(self, test: Test, result: Any) -> None:
        """A test returns nothing and asks something, or it proves nothing."""
        at = test.name, test.line
        if result is not None:
            kind = type(result).__name__
            raise SuiteError(f"{test.name} returns a {kind}: say it with check.*, return nothing",
                             at=at)  # fmt: skip
        if test.points and not self._channel.replies and not self._channel.source_read:
            raise SuiteError(f"{test.name} carries points and asks the submission nothing", at=at)

    def _run(self, test: Test, number: int, inputs: dict[str, Any]) -> None:
        """Run the test's function once, everything seeded."""
        suite.begin()
        seed(number)
        self._channel.fresh_test(number, test.name, probing=test.probe)
        fixtures = {**self._fixtures, "rng": np.random.default_rng(number)}
        given = {name: fixtures[name] for name in test.fixtures}
        self._asked(test, test.run(**given, **inputs))

    @staticmethod
    def _in_case(judged: Judged) -> Judged:
        judged.messages += case.said()
        judged.details += inputs_detail(case.inputs)
        return judged

    def _held(self, test: Test) -> Judged:
        if suite.offered > test.points + 1e-9:
            raise SuiteError(f"{test.name}: its parts carry more points than the test",
                             at=(test.name, test.line))  # fmt: skip
        if not suite.lost:
            return Judged("passed", test.points)
        earned = suite.earned + test.points - suite.offered
        return self._with_lost(earned, suite.lost[0].outcome)

    def _missed(self, test: Test, mismatch: Mismatch) -> Judged:
        suite.lost.append(mismatch)
        return self._with_lost(min(suite.earned, test.points), mismatch.outcome)

    def _with_lost(self, earned: float, outcome: str) -> Judged:
        judged = Judged("partial" if earned > 1e-9 else outcome, earned)
        for mismatch in map(case.explained, suite.lost):
            judged.messages.extend(mismatch.messages)
            judged.details.extend(mismatch.details)
        return judged

    def _tripped(self) -> Judged:
        """The suite raised. With an answer in hand, it tripped over the answer: refused."""
        if not self._channel.replies:
            raise  # noqa: PLE0704 - called from an except clause
        judged = Judged("refused", 0.0, message("sdk.unusable"))
        judged.staff = traceback.format_exc()[-_TEXT:]
        return judged

    def _unwritten(self, judged: Judged) -> str:
        """The function that explains a failure, because it still stands as given; or nothing."""
        if judged.earned or judged.outcome in ("passed", "not-run"):
            return ""
        for detail in judged.details:
            if detail["type"] == "traceback" and detail["frames"]:
                return self._given.at(detail["frames"][-1]["line"])
        return min(self._channel.named & self._given.silent, default="")

    def _tell(self, test: Test, judged: Judged) -> None:
        messages, details = judged.messages, judged.details
        if name := self._unwritten(judged):
            messages, details = [message("sdk.unwritten-test", name=name)], []
        passed = self._passed[test.name] = judged.outcome == "passed"
        plots = [one for one in suite.shown if one.always or not passed]
        if not test.visible:
            messages = [m for m in messages if m["id"] == "sdk.needs"]
            details, plots = [], [one for one in plots if one.hidden]
        details = [*details, *(one.plot for one in plots)]
        hinted = test.hint is not None and not (name and test.visible)
        if hinted and judged.outcome not in ("passed", "not-run"):
            messages = [*messages, self._hint(test)]
        if self._job["measure"]:
            details = [*details, {"type": "measures", "rows": measure.notes.taken()}]
        self._say(
            "part", key=test.name, outcome=judged.outcome, earned=judged.earned,
            messages=messages, details=details, staff=judged.staff,
        )  # fmt: skip

    def _hint(self, test: Test) -> Said:
        """What the test is about; it accuses nobody, and less so after another test failed."""
        text = message("author.text", text=test.hint)
        before = any(not passed for name, passed in self._passed.items() if name != test.name)
        once = before and not self._excused
        self._excused = self._excused or before
        return message("sdk.hint-after" if once else "sdk.hint", text=text)
