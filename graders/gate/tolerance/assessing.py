"""The runs: the reference otherwise computed, on several variants, and the narrowest mutants."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from graders.contracts import MadeVariant, Part
from graders.gate.measures import measures_of
from graders.gate.steps.mutation import Fate, allowed_cpu, try_mutant
from graders.gate.tolerance.honest import DOUBLE, RIGHT, SINGLE, Honest, versions
from graders.gate.tolerance.rows import Row, Table
from graders.gate.trial import Trials

NARROW = 1000.0
"""A mutant killed by less than so many tolerances is run to the end of the suite."""
MOST_NARROW = 12
_LIMITS = ("time", "memory")


@dataclass(frozen=True)
class Refusal:
    """A test that an honest run did not pass. ``ratio``: of its worst check, if it measured."""

    mode: str
    variant: str
    test: str
    ratio: float | None = None
    line: int = 0
    tolerance: str = ""


@dataclass
class Assessment:
    """What the tolerances of a suite let through.

    ``refused`` are honest runs that failed; ``single`` how float32 fared: ``accepted``,
    ``refused``, or ``unrun`` where the program does not run so.
    """

    rows: list[Row] = field(default_factory=list)
    runs: int = 0
    mutants: int = 0
    refused: list[Refusal] = field(default_factory=list)
    single: str = "accepted"

    @property
    def demands_double(self) -> bool:
        """Whether float32 is refused by suites that compare with float64."""
        return self.single == "refused"


def assess(
    trials: Trials, variants: list[MadeVariant], question: str, fates: Sequence[Fate]
) -> Assessment:
    """Run the honest versions, and the mutants that were killed narrowly."""
    prepared = variants[0].questions[question]
    source = trials.bundle.text(f"code/{question}/reference.py")
    found, table = Assessment(), Table()
    usual = trials.grade(variants[0], question, source, measure=True)
    table.honest(measures_of(usual.parts))
    cpu = allowed_cpu(usual)

    def run(honest: Honest) -> tuple[Honest, MadeVariant, tuple[Part, ...]]:
        variant = variants[honest.turn % len(variants)]
        # another right program may be slower than the reference, as a student's may
        limit = None if honest.mode == RIGHT else cpu
        verdict = trials.grade(variant, question, honest.source, cpu=limit, measure=True)
        return honest, variant, verdict.parts if verdict.answered == "graded" else ()

    others = [*versions(source, prepared["defines"]), *_right(trials, question)]
    for honest, variant, parts in trials.each(run, others):
        _take_in(found, table, honest, variant, parts)
    _mistakes(trials, variants[0], question, fates, table, cpu=cpu)
    found.mutants = sum(fate.alive is False for fate in fates)
    found.rows = table.rows
    return found


def _right(trials: Trials, question: str) -> list[Honest]:
    """The other right solutions that the folder has."""
    files = sorted(trials.bundle.under(f"code/{question}/right").items())
    return [Honest(RIGHT, turn, data.decode()) for turn, (_path, data) in enumerate(files)]


def _take_in(
    found: Assessment, table: Table, honest: Honest, variant: MadeVariant, parts: Sequence[Part]
) -> None:
    measures = list(measures_of(parts))
    failed = [part for part in parts if part.outcome not in ("passed", "not-run")]
    found.runs += bool(parts)
    name = variant.name or str(variant.seed)
    if honest.mode in (SINGLE, DOUBLE) and (not parts or _stumbles(failed)):
        if honest.mode == SINGLE:
            found.single = "unrun"
    elif honest.mode == SINGLE:
        table.single(measures)
        found.single = "refused" if failed else "accepted"
    else:
        table.honest(measures)
        found.refused += [r for part in failed if (r := _refusal(honest, name, part)) is not None]


def _stumbles(failed: Sequence[Part]) -> bool:
    """Whether a program does not work in another precision, rather than work inexactly."""
    return any(part.outcome == "error" for part in failed)


def _refusal(honest: Honest, variant: str, part: Part) -> Refusal | None:
    """Why an honest run was refused; None where rounding may rightly be seen.

    Arithmetic that is exact, with integers say, may be checked exactly: rounding breaks it.
    Sums one by one take their time: a run that came to a limit tells nothing of tolerances.
    """
    if part.outcome in _LIMITS:
        return None
    worst = max(measures_of([part]), key=lambda measure: measure.ratio, default=None)
    if worst is not None and worst.ratio > 1 and (worst.rtol > 0 or worst.atol):
        return Refusal(honest.mode, variant, part.key, worst.ratio, worst.line, worst.tolerance)
    return None if honest.mode == "rounding" else Refusal(honest.mode, variant, part.key)


def _mistakes(
    trials: Trials,
    variant: MadeVariant,
    question: str,
    fates: Sequence[Fate],
    table: Table,
    *,
    cpu: float,
) -> None:
    """Killed mutants by their largest deviation: for a narrow kill the later tests count too."""
    killed = [
        fate
        for fate in fates
        if fate.alive is False and fate.measures and fate.mutant.operator != SINGLE
    ]  # how far float32 goes is told for itself
    worst = {id(fate): max(m.ratio for m in fate.measures) for fate in killed}
    narrow = [fate for fate in killed if 1 < worst[id(fate)] < NARROW][:MOST_NARROW]

    def again(fate: Fate) -> Fate:
        return try_mutant(trials, variant, question, fate.mutant, cpu=cpu, to_the_end=True)

    ended = dict(zip(map(id, narrow), trials.each(again, narrow), strict=True))
    for fate in killed:
        table.mistake(ended.get(id(fate), fate).measures)
