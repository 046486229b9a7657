"""The publish gate: what is right passes and what is wrong fails, before a student sees it."""

from typing import Any

from graders.bundle import Bundle
from graders.contracts import CheckLine, CheckRequest, MadeVariant, Message, Report
from graders.gate.sheet import OnLine, Sheet
from graders.gate.steps import (
    definition,
    deployed,
    draws,
    mutation,
    references,
    self_tests,
    tolerances,
    written,
    wrongs,
)
from graders.gate.trial import Grader, Trials
from graders.kinds import PROGRAMS, REGISTRY

LOCAL = "local"


def _silent(_line: CheckLine) -> None:
    """Nobody listens."""


def check(
    engine: Grader,
    bundle: Bundle,
    on_line: OnLine = _silent,
    request: CheckRequest | None = None,
    *,
    brief: bool = False,
) -> Report:
    """Run all steps; ``on_line`` hears each line at once. The report has the deployed variants.

    ``request`` gives the report its addressee; without one it is a local check. ``brief``:
    fewer variants, no other draws, mutants and tolerances, for what passed whole as it is.
    """
    sheet = Sheet(on_line)
    variants = _steps(Trials(engine, bundle, sheet, brief=brief))
    return Report(
        check=request.check if request else LOCAL,
        token=request.token if request else LOCAL,
        ok=sheet.ok,
        lines=tuple(sheet.lines),
        variants=tuple(variants),
        cpu_ms=sheet.cpu_ms,
    )


def _steps(trials: Trials) -> list[MadeVariant]:
    bundle, sheet = trials.bundle, trials.sheet
    if not definition.schema(bundle, sheet) & definition.languages(bundle, sheet):
        return []
    if not definition.runtimes(bundle, sheet):
        return []
    variants = deployed.run(trials)
    if not variants:
        return []
    definition.names(bundle, variants, sheet)
    asked: dict[str, Any] = bundle.definition
    for question in asked["questions"]:
        id_, kind = question["id"], REGISTRY[question["kind"]]
        if kind.name in PROGRAMS:
            _code(trials, variants, id_)
        else:
            self_tests.run(trials, variants, id_)
    written.run(trials, variants)
    return variants


def _code(trials: Trials, variants: list[MadeVariant], question: str) -> None:
    """A code question: without a reference that passes the rest would tell nothing."""
    if not references.run(trials, variants, question):
        why = Message("gate.reference-first")
        for step in ("self-test", "wrong", "starter", "mutants", "tolerance"):
            trials.sheet.line(step, why, ok=None, question=question)
        return
    self_tests.run(trials, variants, question)
    wrongs.run(trials, variants, question)
    wrongs.starter(trials, variants[0], question)
    if trials.brief:
        trials.sheet.line("mutants", Message("gate.brief"), ok=None, question=question)
        return
    draws.run(trials, variants, question)
    fates = mutation.run(trials, variants[0], question)
    tolerances.run(trials, variants, question, fates)
