"""Steps ``wrong`` and ``starter``: what must fail does fail, where its author says."""

import re
from dataclasses import dataclass

from graders.contracts import MadeVariant, Message, Part, Verdict
from graders.gate.blame import Details, exceptions, raised_in, why
from graders.gate.trial import Trials

CAUGHT_BY = re.compile(r"#\s*caught by:\s*([A-Za-z_]\w*)")
VARIANTS = 2
_UNJUDGED = ("passed", "not-run")
_BROKEN = ("error", "crashed")
_TYPOS = {"NameError", "UnboundLocalError", "ImportError", "ModuleNotFoundError"}
"""What a program raises that was never tried."""


def run(trials: Trials, variants: list[MadeVariant], question: str) -> bool:
    """Each planted wrong solution fails the test it names, on two variants."""
    paths = sorted(
        path for path in trials.bundle.files if path.startswith(f"code/{question}/wrong/")
    )
    if not paths:
        return trials.sheet.failed("wrong", Message("gate.no-wrong"), question=question)

    many = 1 if trials.brief else VARIANTS

    def tried(path: str) -> Tried:
        found = [_try(trials, variant, question, path) for variant in variants[:many]]
        return min(found, key=lambda one: (one.ok, not one.warning))

    fine = True
    for path, one in zip(paths, trials.each(tried, paths), strict=True):
        fine &= trials.sheet.line(
            "wrong", *one.told, ok=one.ok, warning=one.warning, details=one.details,
            question=question, subject=path.rpartition("/")[2],
        )  # fmt: skip
    return fine


@dataclass(frozen=True)
class Tried:
    """What became of a planted wrong solution on one variant."""

    told: tuple[Message, ...]
    ok: bool = True
    warning: bool = False
    details: Details = ()


def _named(trials: Trials, path: str) -> str:
    lines = trials.bundle.text(path).splitlines()
    match = CAUGHT_BY.match(lines[0]) if lines else None
    return match[1] if match else ""


def _try(trials: Trials, variant: MadeVariant, question: str, path: str) -> Tried:
    test = _named(trials, path)
    outcome = trials.source(variant, question, path)
    params = {"test": test, "variant": variant.name or str(variant.seed)}
    verdict = outcome.verdict
    reasons, details = why(outcome, question, path)
    if verdict is None or verdict.state == "failed" or outcome.answered != "graded":
        return Tried((Message("gate.wrong-unrun", params), *reasons), ok=False, details=details)
    part = next((part for part in verdict.parts if part.key == test), None)
    if part is None:
        keys = ", ".join(part.key for part in verdict.parts)
        return Tried((Message("gate.wrong-no-test", {**params, "known": keys}),), ok=False)
    if part.outcome in _UNJUDGED:
        id_ = "gate.wrong-passes" if _failed(verdict) else "gate.wrong-passes-all"
        failed = ", ".join(_failed(verdict))
        return Tried((Message(id_, {**params, "failed": failed}),), ok=False)
    return _doubt(verdict, part, path) or Tried((Message("gate.wrong-caught", {"test": test}),))


def _doubt(verdict: Verdict, part: Part, path: str) -> Tried | None:
    """A warning where the test proves nothing: the program does not run at all."""
    tried = [p for p in verdict.parts if p.outcome != "not-run"]
    nowhere = len(tried) > 1 and all(p.outcome in _BROKEN for p in tried)
    if not ((part.outcome == "error" and exceptions([part]) & _TYPOS) or nowhere):
        return None
    cause = next((said for p in (part, *tried) if (said := raised_in(p, path))), None)
    told = Message("gate.wrong-broken", {"test": part.key})
    return Tried((told, cause) if cause else (told,), warning=True)


def _failed(verdict: Verdict) -> list[str]:
    return [p.key for p in verdict.parts if p.outcome not in _UNJUDGED]


def starter(trials: Trials, variant: MadeVariant, question: str) -> bool:
    """The code that students are given earns at most what its author says: nothing by default."""
    allowed = float(variant.questions[question].get("starter_score", 0.0))
    path = f"code/{question}/starter.py"
    outcome = trials.source(variant, question, path)
    share = outcome.share or 0.0
    params = {"share": round(100 * share, 1), "allowed": round(100 * allowed, 1)}
    reasons, details = why(outcome, question, path)
    if outcome.verdict is not None and outcome.verdict.state == "failed":
        told = Message("gate.starter-failed")
        return trials.sheet.failed("starter", told, *reasons, question=question, details=details)
    if share > allowed + 1e-9:
        parts = outcome.verdict.parts if outcome.verdict else ()
        earned = ", ".join(part.key for part in parts if part.points)
        told = Message("gate.starter-earns", {**params, "tests": earned})
        return trials.sheet.failed("starter", told, question=question)
    if outcome.answered == "not-runnable":
        told = Message("gate.starter-unrun")
        return trials.sheet.warned("starter", told, *reasons, question=question)
    return trials.sheet.passed("starter", Message("gate.starter", params), question=question)
