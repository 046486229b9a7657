"""The engine: grades one request and gives one verdict, whatever the answer does."""

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Self

import msgspec

from graders.bundle import Bundle
from graders.contracts import GradeRequest, Limits, Progress, Verdict
from graders.kinds import PROGRAMS, REGISTRY, is_plain
from graders.kinds.base import Celled, Gapped
from graders.sandbox import formulas, layout, single, suites, verdicts
from graders.sandbox.errors import SandboxError
from graders.sandbox.sandbox import Sandbox
from graders.sandbox.settings import Settings, from_environment

_TRIES = 2
_KEPT = 64
"""Questions whose world's declarations are remembered."""
_GENERATE = Limits(cpu=3.0, wall=12.0, memory=512 * 2**20)
_log = logging.getLogger(__name__)


def nobody(_progress: Progress) -> None:
    """A listener that does not listen."""


class EngineError(Exception):
    """Something an author has to mend (``variant.py`` failed); the text says what."""


class Engine:
    """Grades in ``slots`` threads at a time; the sandbox has a warm nursery per runtime.

    A context manager: ``with Engine() as engine: engine.grade(request, bundle)``. Plain kinds
    need no sandbox, so it is started on first need, or by ``start``. ``standing_by``: a second
    nursery of each runtime waits in case the first one dies (a worker's; costs its memory).
    ``sandbox``: one of the caller's making, not started yet.
    """

    def __init__(
        self,
        *,
        slots: int = 2,
        runtimes: Iterable[str] | None = None,
        settings: Settings | None = None,
        spares: int | None = None,
        standing_by: bool = False,
        sandbox: Sandbox | None = None,
    ) -> None:
        self.slots = slots
        self._given, self._standing_by = sandbox, standing_by
        self._settings = settings or from_environment()
        self._runtimes = None if runtimes is None else list(runtimes)
        self._spares = slots if spares is None else spares
        self._sandbox: Sandbox | None = None
        self._starting = threading.Lock()
        self._declared: dict[bytes, dict[str, Any]] = {}
        self._compiled = single.Compiled()
        self._accepted = formulas.Accepted(formulas.QUESTIONS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    @property
    def sandbox(self) -> Sandbox:
        """The running sandbox; started if need be. Raises ``SandboxUnavailable``."""
        with self._starting:
            if self._sandbox is None:
                fresh = self._given or Sandbox(
                    self._runtimes,
                    self._settings,
                    spares=self._spares,
                    standing_by=self._standing_by,
                )
                fresh.start()
                self._sandbox = fresh
            return self._sandbox

    def start(self) -> None:
        """Start the sandbox. Raises ``SandboxUnavailable`` where the machine cannot isolate."""
        _ = self.sandbox

    def close(self) -> None:
        """End all processes."""
        with self._starting:
            sandbox, self._sandbox = self._sandbox, None
        if sandbox is not None:
            sandbox.close()

    def grade(
        self,
        request: GradeRequest,
        bundle: Bundle | None = None,
        on_progress: Callable[[Progress], None] = nobody,
    ) -> Verdict:
        """The verdict on one answer. Thread-safe; never raises for what the answer does."""
        kind = REGISTRY[request.kind]
        if is_plain({**request.question, "kind": request.kind}):
            return kind.grade(request)
        if kind.name not in PROGRAMS:
            found = self._grade_formula(request, bundle)
            if isinstance(kind, Gapped) and found.state == "graded":
                return kind.assemble(request, found)
            return found
        if bundle is None:
            return verdicts.failed(request, "suite-error", "a code question needs its bundle")
        if isinstance(kind, Celled):

            def tell(progress: Progress) -> None:
                part = progress.part and kind.located_part(request, progress.part)
                on_progress(msgspec.structs.replace(progress, part=part))

            return kind.located(request, self._grade_code(request, bundle, tell))
        return self._grade_code(request, bundle, on_progress)

    def _grade_formula(self, request: GradeRequest, bundle: Bundle | None) -> Verdict:
        trouble = ""
        for _ in range(_TRIES):
            try:
                source = _world(request.question, bundle)
                return formulas.grade(self.sandbox, request, source, self._accepted)
            except formulas.FormulaError as error:
                return formulas.broken(request, str(error))
            except SandboxError as error:
                _log.error("sandbox: %s", error)
                trouble = str(error)
        return verdicts.failed(request, "sandbox-error", trouble)

    def _grade_code(
        self, request: GradeRequest, bundle: Bundle, on_progress: Callable[[Progress], None]
    ) -> Verdict:
        try:
            job = job_of(request, bundle)
        except (KeyError, UnicodeDecodeError) as error:
            return verdicts.failed(request, "suite-error", f"missing or unreadable file: {error}")

        def tell(result: suites.Result, judged: suites.Judged | None) -> None:
            on_progress(verdicts.progress(request, result, judged))

        if job.runtime in layout.optional() - set(self.sandbox.runtimes):
            return verdicts.without(request, job.runtime, layout.remedy(job.runtime))
        trouble = ""
        for _ in range(_TRIES):
            try:
                compiled = self._compiled.of(self.sandbox, job.runtime, job.suite, job.reference)
                result = suites.Run(self.sandbox, replace(job, compiled=compiled), tell).run()
            except SandboxError as error:
                _log.error("sandbox: %s", error)
                trouble = str(error)
                continue
            replay = {"runtime": job.runtime, "versions": self.sandbox.versions(job.runtime)}
            return verdicts.verdict(request, result, replay)
        return verdicts.failed(request, "sandbox-error", trouble)

    def prepare(self, bundle: Bundle, question: dict[str, Any]) -> dict[str, Any]:
        """What the world of a question declares, and what its author has to mend.

        Raises ``EngineError`` if the world fails.
        """
        key = msgspec.json.encode([bundle.hash, question], order="sorted")
        if key not in self._declared:  # the same for every variant, unless it has values
            try:
                found = formulas.prepare(self.sandbox, question, _world(question, bundle))
            except (formulas.FormulaError, SandboxError) as error:
                raise EngineError(str(error)) from None
            if len(self._declared) >= _KEPT:
                self._declared.clear()
            self._declared[key] = {"declared": found.declared, "problems": found.problems}
        return self._declared[key]

    def generate(self, bundle: Bundle, seed: int) -> dict[str, Any]:
        """Run ``generate(rng)`` of the folder's ``variant.py``: name → number or text.

        Raises ``EngineError`` if the file is missing or fails.
        """
        try:
            source = bundle.text("variant.py")
        except (KeyError, UnicodeDecodeError) as error:
            raise EngineError(f"variant.py cannot be read: {error}") from None
        files = {**bundle.under("data/student"), **bundle.under("data/judge")}
        try:
            return single.generate(
                self.sandbox, self._smallest(), source, files=files, seed=seed, limits=_GENERATE
            )
        except SandboxError as error:
            raise EngineError(str(error)) from None

    def _smallest(self) -> str:
        names = self.sandbox.runtimes
        return "numpy" if "numpy" in names else names[0]


def _world(question: dict[str, Any], bundle: Bundle | None) -> str:
    """The source of the folder's own world, where the question names no ready one."""
    if question.get("world") or bundle is None:
        return ""
    return bundle.text("world.py") if "world.py" in bundle.files else ""


def job_of(request: GradeRequest, bundle: Bundle) -> suites.Job:
    """What the judge needs. Raises ``KeyError`` if the bundle lacks a file."""
    question = request.question
    folder = f"code/{question['id']}"
    return suites.Job(
        runtime=str(question.get("runtime", "numpy")),
        suite=bundle.text(f"{folder}/suite.py"),
        reference=bundle.text(f"{folder}/reference.py"),
        source=str(request.answer),
        given=str(question.get("starter", "")),
        defines=[str(signature) for signature in question.get("defines", [])],
        student_files=bundle.under("data/student"),
        judge_files=bundle.under("data/judge"),
        values=dict(request.values),
        seed=request.seed,
        hidden_seed=request.hidden_seed,
        limits=request.limits,
        measure=request.measure,
        visible_only=request.visible_only,
    )
