"""The nurseries: one at work for each runtime, one standing by, and those that are retired.

A nursery is replaced after so many forks, or when something surprises: it died, it could not
fork, its descriptors, mounts, threads or memory grew. Pairs of a retired one end their work.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable

from graders.sandbox.nursery import Nursery

Start = Callable[[str], Nursery]
_GRACE = 5.0
_log = logging.getLogger(__name__)


class Nurseries:
    """Thread-safe. ``start`` makes one; ``forks``: how many until it is replaced.

    ``standing_by``: whether another one waits, so that a death costs no cold start.
    """

    def __init__(
        self, runtimes: Iterable[str], start: Start, *, forks: int, standing_by: bool
    ) -> None:
        self._start, self._forks, self._standing_by = start, forks, standing_by
        self._locks = {name: threading.Lock() for name in runtimes}
        self._working: dict[str, Nursery] = {}
        self._next: dict[str, Nursery] = {}
        self._retired: dict[Nursery, float] = {}
        """And when: whoever was just given one may still fork from it."""

    def of(self, runtime: str) -> Nursery:
        """The one at work: a dead one is replaced. Raises ``SandboxError``."""
        with self._locks[runtime]:
            known = self._working.get(runtime)
            if known is not None and known.alive:
                return known
            if known is not None:
                _log.warning("the nursery %s has died and is replaced", runtime)
                known.close()
            return self._replace(runtime)

    def _replace(self, runtime: str) -> Nursery:
        """The one standing by, if it lives; else a new one. Its lock is held."""
        waiting = self._next.pop(runtime, None)
        if waiting is not None and not waiting.alive:
            waiting.close()
            waiting = None
        self._working[runtime] = waiting or self._start(runtime)
        return self._working[runtime]

    def tend(self) -> None:
        """Retire what is worn, start what stands by, end what has ended its work.

        Called between verdicts. Raises ``SandboxError`` if a new one cannot start.
        """
        for runtime, lock in self._locks.items():
            self._stand_by(runtime)
            with lock:
                known = self._working.get(runtime)
                reason = known.worn(self._forks) if known is not None and known.alive else ""
                if known is not None and reason:
                    _log.info("the nursery %s is replaced: %s", runtime, reason)
                    self._replace(runtime)
                    self._retired[known] = time.monotonic()
        limit = time.monotonic() - _GRACE
        for old in [n for n, since in self._retired.items() if not n.pairs and since < limit]:
            del self._retired[old]
            old.close()

    def _stand_by(self, runtime: str) -> None:
        """Started without the lock: nobody waits for it."""
        if self._standing_by and runtime in self._working and runtime not in self._next:
            fresh = self._start(runtime)
            with self._locks[runtime]:
                self._next[runtime] = fresh

    def current(self, nursery: Nursery) -> bool:
        """Whether it lives and is not retired: its spare pairs may serve."""
        return nursery.alive and nursery not in self._retired

    def close(self) -> None:
        """End all."""
        for nursery in (*self._retired, *self._working.values(), *self._next.values()):
            nursery.close()
