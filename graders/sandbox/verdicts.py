"""From what happened in the sandbox to the verdict that is recorded."""

from collections.abc import Iterable
from typing import Any

from graders import contracts
from graders.contracts import GradeRequest, Localized, Message, Part, Progress, Verdict
from graders.sandbox.suites import Expected, Judged, Result

ENGINE = "1"
LOADING = "loading"
_LOADING: Localized = {"fr": "Chargement", "en": "Loading"}
_NOTE = 4000


def shares(points: Iterable[float], maximum: int) -> list[int]:
    """Points in thousandths that sum to ``maximum``, in proportion (largest remainders first)."""
    weights = list(points)
    total = sum(weights)
    if not total:
        return [0 for _weight in weights]
    exact = [weight * maximum / total for weight in weights]
    result = [int(part) for part in exact]
    order = sorted(range(len(exact)), key=lambda i: result[i] - exact[i])
    for place in order[: maximum - sum(result)]:
        result[place] += 1
    return result


class Scale:
    """The tests of a suite on the question's own scale; bonus tests come on top of it."""

    def __init__(self, maximum: int, expected: list[Expected]) -> None:
        self._tests = {test.key: test for test in expected}
        plain = [test for test in expected if not test.bonus]
        worth = sum(test.points for test in plain)
        self._max = dict(
            zip((t.key for t in plain), shares((t.points for t in plain), maximum), strict=True)
        )
        for test in expected:
            if test.bonus:
                self._max[test.key] = round(test.points * maximum / worth) if worth else 0

    def part(self, judged: Judged) -> Part:
        """A judged test as a part."""
        test, most = self._tests[judged.key], self._max[judged.key]
        share = judged.earned / test.points if test.points else 0.0
        return Part(
            key=judged.key,
            outcome=judged.outcome,
            points=most if judged.outcome == "passed" else min(most, round(most * share)),
            max=most,
            title=test.title,
            visible=test.visible,
            messages=tuple(judged.messages),
            details=tuple(judged.details),
            cpu_ms=judged.cpu_ms,
        )

    def parts(self, result: Result) -> tuple[Part, ...]:
        """All parts, in the order of the suite."""
        return tuple(self.part(result.judged[key]) for key in self._tests)


def progress(request: GradeRequest, result: Result, judged: Judged | None) -> Progress:
    """The event of a part, or of the list of parts to come."""
    if judged is None:
        expected = tuple((test.key, test.title) for test in result.expected)
        return Progress(grading=request.grading, token=request.token, expected=expected)
    part = Scale(maximum(request), result.expected).part(judged)
    return Progress(grading=request.grading, token=request.token, part=part)


def maximum(request: GradeRequest) -> int:
    """The question's points in thousandths; a free run is about none."""
    if request.visible_only:
        return 0
    return int(request.question.get("max", 1000))


def verdict(request: GradeRequest, result: Result, replay: dict[str, Any]) -> Verdict:
    """The verdict of a submission that went through its suite."""
    base: dict[str, Any] = {
        "grading": request.grading,
        "token": request.token,
        "max": maximum(request),
        "replay": {
            "engine": ENGINE,
            "contract": contracts.CONTRACT,
            "seed": request.seed,
            "cpu_ms": round(1000 * result.cpu, 1),
            "judge_cpu_ms": round(1000 * result.judge_cpu, 1),
            "wall_ms": round(1000 * result.wall, 1),
            "peak_mb": round(result.peak / 2**20, 1),
            "pairs": result.pairs,
            **replay,
        },
        "output": result.output,
    }
    if result.suite_error:
        return failed(request, "suite-error", result.suite_error, base)
    messages = list(_cut(request, result))
    if result.not_runnable is not None:
        return _not_runnable(base, result, messages)
    parts = Scale(maximum(request), result.expected).parts(result)
    outcomes = {part.outcome for part in parts}
    free = "refused" in outcomes and outcomes <= {"refused", "not-run"}
    return Verdict(
        state="graded",
        points=min(maximum(request), sum(part.points for part in parts)),
        counts=not free,
        parts=parts,
        messages=tuple(messages),
        staff=tuple(_notes(result)),
        **base,
    )


def _cut(request: GradeRequest, result: Result) -> Iterable[Message]:
    if result.output_cut:
        yield Message("sandbox.output-cut", {"kilobytes": request.limits.output // 1024})


def _not_runnable(base: dict[str, Any], result: Result, messages: list[Message]) -> Verdict:
    assert result.not_runnable is not None
    why, details, outcome = result.not_runnable
    loading = Part(
        key=LOADING,
        outcome=outcome,
        points=0,
        max=0,
        title=_LOADING,
        messages=tuple(why),
        details=tuple(details),
    )
    return Verdict(
        state="graded",
        answered="not-runnable",
        counts=False,
        parts=(loading,),
        messages=(*why, *messages),
        **base,
    )


def without(request: GradeRequest, runtime: str, remedy: str) -> Verdict:
    """A runtime that is not installed here: no verdict, no try; staff is told the remedy."""
    note = Message("sandbox.note", {"part": runtime, "text": remedy})
    return Verdict(
        grading=request.grading,
        token=request.token,
        state="graded",
        max=maximum(request),
        answered="undecided",
        counts=False,
        messages=(Message("sandbox.no-runtime", {"name": runtime}),),
        staff=(note,),
    )


def _notes(result: Result) -> Iterable[Message]:
    for judged in result.judged.values():
        if judged.staff:
            text = judged.staff[-_NOTE:]
            yield Message("sandbox.note", {"part": judged.key, "text": text})


def failed(
    request: GradeRequest, fault: contracts.Fault, text: str, base: dict[str, Any] | None = None
) -> Verdict:
    """Our fault, or the suite's: no points, no try, staff is told."""
    said = Message("sandbox.suite-error" if fault == "suite-error" else "sandbox.failed")
    note = Message("sandbox.note", {"part": fault, "text": text[-_NOTE:]})
    facts: dict[str, Any] = base or {
        "grading": request.grading,
        "token": request.token,
        "max": maximum(request),
    }
    return Verdict(
        state="failed", fault=fault, counts=False, messages=(said,), staff=(note,), **facts
    )
