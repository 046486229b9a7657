"""Warm nurseries, spare pairs forked ahead, one place to take a pair from. Thread-safe."""

import threading
from collections import deque
from collections.abc import Callable, Iterable

from graders.sandbox import cgroups, layout, pair
from graders.sandbox.errors import SandboxError, SandboxUnavailable
from graders.sandbox.nursery import Nursery
from graders.sandbox.pair import Pair
from graders.sandbox.pool import Nurseries
from graders.sandbox.settings import Settings

_REMEDY = (
    "Run the grader as root, in a container with a delegated cgroup, or as a systemd service "
    "with Delegate=yes. See: python manage.py doctor"
)
_MAY_WAIT = 4
"""Used pairs that wait to be killed."""


class Sandbox:
    """The nurseries of the runtimes and their spare pairs.

    ``runtimes``: None are all that are installed; the optional ones sleep until they are needed.
    ``standing_by``: a second nursery of each waits in case the first one dies.
    """

    def __init__(
        self,
        runtimes: Iterable[str] | None,
        settings: Settings,
        *,
        spares: int = 2,
        standing_by: bool = False,
    ) -> None:
        self.runtimes = sorted(layout.installed() if runtimes is None else runtimes)
        sleepers = layout.optional() if runtimes is None else set()
        self.awake = [name for name in self.runtimes if name not in sleepers]
        """Those that are at work: in the beginning all but the optional ones."""
        self.prove: Callable[[str], None] = _unasked
        """What one that wakes up has to stand before it serves. It may raise ``SandboxError``."""
        self._waking, self._proving = threading.RLock(), set[str]()
        self.settings = settings
        self.why_reduced = ""
        self._groups: cgroups.Groups = cgroups.NoGroups()
        self._wanted = spares
        self._pool = Nurseries(
            self.runtimes, self._start_nursery, forks=settings.forks, standing_by=standing_by
        )
        self._spares: dict[str, deque[Pair]] = {name: deque() for name in self.runtimes}
        self._used: deque[Pair] = deque()
        self._work = threading.Condition()
        self._filling = threading.Lock()
        self._closed = False
        self._filler: threading.Thread | None = None

    @property
    def isolation(self) -> str:
        """``full`` (cgroups) or ``reduced`` (rlimits and a watchdog)."""
        return "full" if self._groups.version else "reduced"

    def start(self) -> None:
        """Start all nurseries but the sleeping ones.

        Raises ``SandboxUnavailable`` where isolation is impossible.
        """
        layout.bubblewrap()
        if self.settings.cgroups:
            self._groups, self.why_reduced = cgroups.choose()
        else:
            self.why_reduced = "switched off"
        if self.settings.strict and not self._groups.version:
            raise SandboxUnavailable(
                f"No cgroup can be made here ({self.why_reduced}), so memory and processes "
                "cannot be limited from outside.",
                _REMEDY,
            )
        threads = [threading.Thread(target=self._try_start, args=(name,)) for name in self.awake]
        self._failures: dict[str, SandboxError] = {}
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self._failures:
            self.close()
            raise next(iter(self._failures.values()))
        self._filler = threading.Thread(target=self._fill, name="spare-pairs", daemon=True)
        self._filler.start()

    def _try_start(self, name: str) -> None:
        try:
            self._pool.of(name)
        except SandboxError as error:
            self._failures[name] = error

    def _start_nursery(self, name: str) -> Nursery:
        fresh = Nursery(name, self.settings, reduced=not self._groups.version)
        try:
            self._groups.adopt(fresh.pid, self.settings.user)
        except OSError as error:
            fresh.close()
            raise SandboxError(f"the nursery cannot join our group: {error}") from None
        return fresh

    def nursery(self, runtime: str) -> Nursery:
        """The nursery at work for a runtime. Raises ``SandboxError``."""
        return self._pool.of(runtime)

    def take(self, runtime: str) -> Pair:
        """A fresh pair: a spare one, or forked now. Raises ``SandboxError``."""
        if runtime not in self._spares:
            raise SandboxError(f"this grader has no runtime {runtime}: {layout.remedy(runtime)}")
        if runtime not in self.awake:
            self._wake(runtime)
        while self._spares[runtime]:
            try:
                spare = self._spares[runtime].popleft()
            except IndexError:
                break
            if self._pool.current(spare.nursery):
                return spare
            spare.close()
        return pair.fork(self._pool.of(runtime), self._groups)

    def _wake(self, runtime: str) -> None:
        """Start and prove a runtime that sleeps; the proof takes pairs itself."""
        with self._waking:
            if runtime in self.awake or runtime in self._proving:
                return
            self._proving.add(runtime)
            try:
                self.prove(runtime)
                self.awake.append(runtime)
            finally:
                self._proving.discard(runtime)

    def give_back(self, used: Pair) -> None:
        """Kill a used pair, at leisure, and fork a spare one.

        Whoever gives back faster than that, as the publish gate does, kills it himself: what
        waits holds descriptors and processes.
        """
        with self._work:
            behind = len(self._used) >= _MAY_WAIT
            if not behind:
                self._used.append(used)
            self._work.notify()
        if behind:
            used.close()

    def versions(self, runtime: str) -> dict[str, str]:
        """Versions of the interpreter and libraries of a runtime."""
        return self._pool.of(runtime).versions

    def fill(self) -> None:
        """Fork the spare pairs now (a benchmark waits for it)."""
        with self._filling:
            self._fill_up()

    def _fill_up(self) -> None:
        for name in tuple(self.awake):
            self._drop_old(name)
            while len(self._spares[name]) < self._wanted:
                spare = pair.fork(self._pool.of(name), self._groups, ahead=True)
                self._spares[name].append(spare)

    def _drop_old(self, name: str) -> None:
        """Close spare pairs of a nursery that is retired."""
        spares = self._spares[name]
        for _ in range(len(spares)):
            try:
                spare = spares.popleft()
            except IndexError:  # taken meanwhile
                return
            if self._pool.current(spare.nursery):
                spares.append(spare)
            else:
                spare.close()

    def _fill(self) -> None:
        while True:
            with self._work:
                self._work.wait_for(lambda: self._closed or self._used, timeout=1.0)
                if self._closed:
                    return
                used = self._used.popleft() if self._used else None
            if used is not None:
                used.close()
            try:
                if self._wanted:
                    self.fill()
                self._pool.tend()
            except SandboxError:  # whoever takes a pair next meets it and reports it
                continue

    def close(self) -> None:
        """End everything that was started."""
        with self._work:
            self._closed = True
            self._work.notify()
        if self._filler is not None:
            self._filler.join()
        for spares in (self._used, *self._spares.values()):
            while spares:
                spares.popleft().close()
        self._pool.close()
        self._groups.close()


def _unasked(_runtime: str) -> None:
    """Nothing has to be proved where nobody asks for it."""
