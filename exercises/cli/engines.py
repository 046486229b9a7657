"""An engine for the command line, with no more warm runtimes than the exercises need."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from exercises.cli.shown import Unusable
from exercises.format import Loaded
from graders.engine import Engine
from graders.kinds import PROGRAMS, is_plain
from graders.sandbox import formulas, layout
from graders.sandbox.errors import SandboxUnavailable
from graders.variants import PROGRAM


def runtimes_of(exercises: Iterable[Loaded]) -> list[str]:
    """The runtimes that these exercises run code in; empty when they have none.

    Optional ones that are not installed are left out: the exercise's own verdict says so.
    """
    found: set[str] = set()
    for loaded in exercises:
        if PROGRAM in loaded.bundle.files:
            found.add("numpy")
        for question in loaded.definition["questions"]:
            if question["kind"] in PROGRAMS:
                found.add(str(question.get("runtime", "numpy")))
            elif not is_plain(question):
                found.add(formulas.RUNTIME)
    return sorted(found - (layout.optional() - set(layout.installed())))


@contextmanager
def engine_for(exercises: Iterable[Loaded], slots: int = 2) -> Iterator[Engine]:
    """A running engine. Raises ``Unusable`` where the machine cannot isolate code."""
    runtimes = runtimes_of(exercises)
    with Engine(slots=slots, runtimes=runtimes or ["numpy"]) as engine:
        if runtimes:
            try:
                engine.start()
            except SandboxUnavailable as error:
                raise Unusable(f"{error}\n`python manage.py doctor` says more.") from None
        yield engine
