"""Steps ``wrong`` and ``starter``: what must fail does fail, where its author says."""

import re

from graders.contracts import MadeVariant, Message, Verdict
from graders.gate.expected import said
from graders.gate.trial import Trials

CAUGHT_BY = re.compile(r"#\s*caught by:\s*([A-Za-z_]\w*)")
VARIANTS = 2
_UNJUDGED = ("passed", "not-run")


def run(trials: Trials, variants: list[MadeVariant], question: str) -> bool:
    """Each planted wrong solution fails the test it names, on two variants."""
    paths = sorted(
        path for path in trials.bundle.files if path.startswith(f"code/{question}/wrong/")
    )
    if not paths:
        return trials.sheet.failed("wrong", Message("gate.no-wrong"), question=question)

    def tried(path: str) -> Message | None:
        for variant in variants[:VARIANTS]:
            problem = _problem(trials, variant, question, path)
            if problem is not None:
                return problem
        return None

    fine = True
    for path, problem in zip(paths, trials.each(tried, paths), strict=True):
        test = _named(trials, path)
        told = problem or Message("gate.wrong-caught", {"test": test})
        name = path.rpartition("/")[2]
        fine &= trials.sheet.line(
            "wrong", told, ok=problem is None, question=question, subject=name
        )
    return fine


def _named(trials: Trials, path: str) -> str:
    lines = trials.bundle.text(path).splitlines()
    match = CAUGHT_BY.match(lines[0]) if lines else None
    return match[1] if match else ""


def _problem(trials: Trials, variant: MadeVariant, question: str, path: str) -> Message | None:
    test = _named(trials, path)
    outcome = trials.source(variant, question, path)
    params = {"test": test, "variant": variant.name or str(variant.seed)}
    verdict = outcome.verdict
    if verdict is None or verdict.state == "failed" or outcome.answered != "graded":
        return Message("gate.wrong-unrun", {**params, "said": said(outcome)})
    part = next((part for part in verdict.parts if part.key == test), None)
    if part is None:
        return Message("gate.wrong-no-test", params)
    if part.outcome in _UNJUDGED:
        return Message("gate.wrong-passes", {**params, "failed": _failed(verdict)})
    return None


def _failed(verdict: Verdict) -> str:
    return ", ".join(p.key for p in verdict.parts if p.outcome not in _UNJUDGED) or "-"


def starter(trials: Trials, variant: MadeVariant, question: str) -> bool:
    """The code that students are given earns at most what its author says: nothing by default."""
    allowed = float(variant.questions[question].get("starter_score", 0.0))
    outcome = trials.source(variant, question, f"code/{question}/starter.py")
    share = outcome.share or 0.0
    failed = outcome.verdict is not None and outcome.verdict.state == "failed"
    fine = share <= allowed + 1e-9 and not failed
    params = {"share": round(100 * share, 1), "allowed": round(100 * allowed, 1)}
    told = Message("gate.starter" if fine else "gate.starter-earns", params)
    return trials.sheet.line("starter", told, ok=fine, question=question)
