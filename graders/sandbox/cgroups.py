"""A control group for every child: memory, processes, CPU time. Version 1 or 2, or none.

v1: the supervisor opens the leaf's ``tasks`` and the child writes itself in (moving it from
outside costs a grace period of 8 ms and more). v2: the child is born in it (CLONE_INTO_CGROUP).
"""

import itertools
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

_ROOT = Path("/sys/fs/cgroup")
_V1 = ("memory", "pids", "cpuacct")
_number = itertools.count()


def _write(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY)
    try:
        os.write(descriptor, text.encode())
    finally:
        os.close(descriptor)


def _read(path: Path) -> str:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return os.read(descriptor, 4096).decode()
    finally:
        os.close(descriptor)


def _field(text: str, name: str) -> int:
    for line in text.splitlines():
        key, _, value = line.partition(" ")
        if key == name:
            return int(value)
    return 0


@dataclass
class Leaf:
    """The group of one child. ``descriptors`` are passed to the nursery for the child to join."""

    folders: dict[str, Path]
    version: int
    descriptors: list[int] = field(default_factory=list)
    _meter: int = -1

    def limit(self, memory: int, processes: int) -> None:
        """Set the limits: bytes (tmpfs included, no swap) and processes with threads."""
        if self.version == 2:
            folder = self.folders["all"]
            _write(folder / "memory.max", str(memory))
            _try_write(folder / "memory.swap.max", "0")
            _try_write(folder / "memory.oom.group", "1")
            _write(folder / "pids.max", str(processes))
            return
        _write(self.folders["memory"] / "memory.limit_in_bytes", str(memory))
        _try_write(self.folders["memory"] / "memory.memsw.limit_in_bytes", str(memory))
        _write(self.folders["pids"] / "pids.max", str(processes))

    def cpu(self) -> float:
        """CPU seconds used by all that ever ran in it."""
        if self._meter < 0:
            file = ("all", "cpu.stat") if self.version == 2 else ("cpuacct", "cpuacct.usage")
            self._meter = os.open(self.folders[file[0]] / file[1], os.O_RDONLY)
        text = os.pread(self._meter, 4096, 0).decode()
        return _field(text, "usage_usec") / 1e6 if self.version == 2 else int(text) / 1e9

    def out_of_memory(self) -> bool:
        """Whether the kernel killed something in it for memory. Ask before it is removed."""
        if self.version == 2:
            return _field(_read(self.folders["all"] / "memory.events"), "oom_kill") > 0
        return _field(_read(self.folders["memory"] / "memory.oom_control"), "oom_kill") > 0

    def out_of_processes(self) -> bool:
        """Whether a fork or a new thread was refused."""
        folder = self.folders["all" if self.version == 2 else "pids"]
        return _field(_read(folder / "pids.events"), "max") > 0

    def peak(self) -> int:
        """Most bytes ever held."""
        if self.version == 2:
            peak = self.folders["all"] / "memory.peak"
            return int(_read(peak)) if peak.exists() else 0
        return int(_read(self.folders["memory"] / "memory.max_usage_in_bytes"))

    def joined(self) -> None:
        """The child is in: the descriptors are not needed any more."""
        for descriptor in self.descriptors:
            os.close(descriptor)
        self.descriptors = []

    def kill(self) -> None:
        """v2: kill all at once, also what left its pid namespace, if anything could."""
        if self.version == 2:
            _try_write(self.folders["all"] / "cgroup.kill", "1")

    def remove(self) -> bool:
        """Remove the empty group; False if something still lives in it."""
        self.joined()
        if self._meter >= 0:
            os.close(self._meter)
            self._meter = -1
        done = True
        for folder in self.folders.values():
            try:
                folder.rmdir()
            except FileNotFoundError:
                continue
            except OSError:
                done = False
        return done


def _try_write(path: Path, text: str) -> None:
    try:
        _write(path, text)
    except OSError:  # no such file on this kernel: the limit beside it holds
        return


class Groups(Protocol):
    """Where leaves are made."""

    version: int

    def adopt(self, nursery: int, user: int) -> None:
        """Let a fresh nursery (its pid, and whose it is when we are root) fill our leaves."""

    def leaf(self) -> Leaf | None:
        """A new leaf, or None in reduced mode."""

    def close(self) -> None:
        """Remove what was made."""


class NoGroups:
    """Reduced mode: rlimits and a watchdog instead."""

    version = 0

    def adopt(self, nursery: int, user: int) -> None:
        """Nothing."""

    def leaf(self) -> None:
        """None."""

    def close(self) -> None:
        """Nothing."""


class Groups1:
    """Version 1: one hierarchy per controller."""

    version = 1

    def __init__(self) -> None:
        name = f"gradus-{os.getpid()}-{next(_number)}"
        self._bases = {c: _own_v1(c) / name for c in _V1}
        for base in self._bases.values():
            _sweep(base.parent)
            base.mkdir()

    def adopt(self, nursery: int, user: int) -> None:
        """Nothing: we pass its children the right to write themselves in."""

    def leaf(self) -> Leaf:
        """A new leaf in each hierarchy, with its ``tasks`` open for the child."""
        name = str(next(_number))
        leaf = Leaf({c: base / name for c, base in self._bases.items()}, 1)
        for folder in leaf.folders.values():
            folder.mkdir()
            leaf.descriptors.append(os.open(folder / "tasks", os.O_WRONLY))
        return leaf

    def close(self) -> None:
        """Remove the bases."""
        for base in self._bases.values():
            _remove(base)


class Groups2:
    """Version 2: one hierarchy; we step into a group of our own so that leaves may be limited."""

    version = 2
    _owner = -1

    def __init__(self, own: Path | None = None) -> None:
        home = own or _own_v2()
        _sweep(home)
        self._base = home / f"gradus-{os.getpid()}-{next(_number)}"
        if "memory" not in _read(home / "cgroup.controllers").split():
            raise OSError("the memory controller is not delegated to this group")
        _enable(home)
        self._base.mkdir()
        _enable(self._base)

    def adopt(self, nursery: int, user: int) -> None:
        """Who forks into a leaf must be allowed to write to it and to the group above both."""
        room = self._base / "nurseries"
        room.mkdir(exist_ok=True)
        _write(room / "cgroup.procs", str(nursery))
        if os.geteuid() == 0 and user:
            self._owner = user
            os.chown(self._base / "cgroup.procs", user, -1)

    def leaf(self) -> Leaf:
        """A new leaf, its folder open for CLONE_INTO_CGROUP."""
        folder = self._base / str(next(_number))
        folder.mkdir()
        os.chown(folder / "cgroup.procs", self._owner, -1)
        return Leaf({"all": folder}, 2, [os.open(folder, os.O_RDONLY | os.O_DIRECTORY)])

    def close(self) -> None:
        """Remove the base."""
        _remove(self._base)


def _enable(folder: Path) -> None:
    """Pass the controllers on. A group with processes may not: they step aside into a leaf."""
    control = folder / "cgroup.subtree_control"
    wanted = "+memory +pids +cpu"
    try:
        _write(control, wanted)
    except OSError:
        aside = folder / "gradus-host"
        aside.mkdir(exist_ok=True)
        for pid in _read(folder / "cgroup.procs").split():
            _write(aside / "cgroup.procs", pid)
        _write(control, wanted)


def _mounts(kind: str) -> list[tuple[str, Path, set[str]]]:
    """(root inside the file system, mount point, options) of each cgroup mount of this kind."""
    rows = []
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        head, _, tail = line.partition(" - ")
        if tail.split()[0] == kind:
            rows.append((head.split()[3], Path(head.split()[4]), set(tail.split()[2].split(","))))
    return rows


def _own_path(controller: str) -> str:
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, names, path = line.split(":", 2)
        if controller in names.split(","):
            return path
    return "/"


def _own_v1(controller: str) -> Path:
    for root, point, options in _mounts("cgroup"):
        if controller in options:
            return _inside(root, point, _own_path(controller))
    raise OSError(f"no cgroup hierarchy for {controller}")


def _own_v2() -> Path:
    for root, point, _options in _mounts("cgroup2"):
        return _inside(root, point, _own_path(""))
    raise OSError("no cgroup v2 hierarchy")


def _inside(root: str, point: Path, path: str) -> Path:
    own = point / os.path.relpath(path, root) if path.startswith(root) else point
    return own if own.is_dir() else point


def _sweep(home: Path) -> None:
    """Remove what supervisors left that were killed."""
    for folder in home.glob("gradus-*-*"):
        pid = folder.name.split("-")[1]
        if pid.isdigit() and not Path(f"/proc/{pid}").exists():
            _remove(folder)


def _remove(base: Path) -> None:
    for folder in [*base.glob("*/"), base]:
        try:
            folder.rmdir()
        except OSError:  # still dying: the next start sweeps
            continue


def choose() -> tuple[Groups, str]:
    """The best this machine offers, and in words why not better (empty: all is well)."""
    problems = []
    for make in (Groups2, Groups1):
        try:
            groups = make()
            probe = groups.leaf()
            probe.limit(2**28, 64)
            probe.cpu()
            probe.remove()
        except OSError as error:
            problems.append(f"v{make.version}: {error.strerror or error}")
        else:
            return groups, ""
    return NoGroups(), "; ".join(problems)


__all__ = ["Groups", "Leaf", "NoGroups", "choose"]
