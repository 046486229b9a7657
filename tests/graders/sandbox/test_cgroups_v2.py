"""Control groups of version 2, the kernel's own: birth, CPU time, death, removal.

A machine that gives its controllers to version 1 still has a tree of version 2: memory and
processes cannot be limited there, all else is real. Where none may be made, that is said.
"""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.engine import Engine
from graders.sandbox import cgroups
from graders.sandbox.cgroups import Groups2, Leaf
from graders.sandbox.pair import STUDENT
from graders.sandbox.settings import Settings
from tests.graders.submissions import REFERENCE, grade, outcomes

pytestmark = pytest.mark.sandbox
LOOP = "def double(x):\n    while True: pass\n"


class Unlimited(Leaf):
    """A group of a tree that has no controllers."""

    def limit(self, memory: int, processes: int) -> None:
        """Cannot be done here."""

    def out_of_memory(self) -> bool:
        """Nothing is counted."""
        return False

    def out_of_processes(self) -> bool:
        """Nothing is counted."""
        return False


class Bare(Groups2):
    """Groups of version 2 in a tree that has no controllers."""

    def __init__(self, home: Path) -> None:
        self._base = home / f"gradus-{os.getpid()}-v2"
        self._base.mkdir()
        self.made: list[Leaf] = []

    def leaf(self) -> Leaf:
        """One more."""
        found = super().leaf()
        self.made.append(Unlimited(found.folders, 2, found.descriptors))
        return self.made[-1]

    @staticmethod
    def members(leaf: Leaf) -> set[int]:
        """Host pids of all that live in it now."""
        return {int(pid) for pid in (leaf.folders["all"] / "cgroup.procs").read_text().split()}


@pytest.fixture
def groups() -> Iterator[Bare | None]:
    """A base in this machine's tree of version 2; None where we may make none."""
    try:
        found = Bare(cgroups._own_v2())
    except OSError:
        yield None
        return
    yield found
    found.close()


def test_children_are_born_in_their_groups(
    groups: Bare | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if groups is None:
        with pytest.raises(OSError):
            Groups2()
        return
    monkeypatch.setattr(cgroups, "choose", lambda: (groups, ""))
    with Engine(slots=1, runtimes=["numpy"], settings=Settings(), spares=1) as engine:
        engine.sandbox.fill()
        assert [len(pids) for pids in map(groups.members, groups.made)] == [1, 1]
        assert grade(engine, REFERENCE).points == 4000
        verdict = grade(engine, LOOP)
        assert outcomes(verdict)[0] == "time"
        assert verdict.replay["cpu_ms"] > 900  # as the groups count it
    assert not groups._base.exists()
    assert len(groups.made) > 4


def test_a_group_is_killed_with_all_that_was_started_in_it(
    groups: Bare | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if groups is None:
        with pytest.raises(OSError):
            Groups2()
        return
    monkeypatch.setattr(cgroups, "choose", lambda: (groups, ""))
    with Engine(slots=1, runtimes=["numpy"], settings=Settings(), spares=1) as engine:
        engine.sandbox.fill()
        (spare,) = engine.sandbox._spares["numpy"]
        spare.leaves[STUDENT].kill()
        assert spare.ended(STUDENT)["status"] == -signal.SIGKILL
        assert groups.members(spare.leaves[STUDENT]) == set()
        assert grade(engine, REFERENCE).points == 4000
