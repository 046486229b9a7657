"""Locking a fresh child in, in the one order that works. Each step says what it needs.

A child that fails a step exits before it has read one foreign byte.
"""

import contextlib
import os
import resource
from dataclasses import dataclass

from graders.sandbox.inside import linux, users

NAMESPACES = (
    linux.CLONE_NEWUSER
    | linux.CLONE_NEWPID
    | linux.CLONE_NEWNS
    | linux.CLONE_NEWIPC
    | linux.CLONE_NEWUTS
    | linux.CLONE_NEWNET
)
TMP_BYTES, SHM_BYTES, INODES = 64 * 2**20, 16 * 2**20, 2000
_SHELL = linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC
_AGAIN = linux.MS_REMOUNT | linux.MS_BIND | linux.MS_RDONLY
_DEVICES = ("/dev/null", "/dev/urandom")
"""The host's own files: their times would carry a message from one child to the next."""


@dataclass(frozen=True)
class Orders:
    """How children are locked in; the same for all children of a nursery.

    ``without`` names protections to leave out: tests plant a weakness with it, and nothing
    else may set it.
    """

    filter: bytes
    limits: dict[str, int]
    without: frozenset[str] = frozenset()

    def holds(self, protection: str) -> bool:
        """Whether this protection is on."""
        return protection not in self.without


def namespaces(orders: Orders) -> int:
    """The namespaces a child gets of its own."""
    flags = NAMESPACES
    for name, flag in (("net", linux.CLONE_NEWNET), ("pid", linux.CLONE_NEWPID)):
        if not orders.holds(name):
            flags &= ~flag
    return flags


def lock_in(orders: Orders, wanted: list[int], joining: list[int]) -> None:
    """Turn this fresh fork into a locked child whose descriptors are ``wanted``, from 0 on.

    ``joining``: open ``tasks`` files of its cgroup (v1); joined first, so that every later
    page is counted.
    """
    for descriptor in joining:
        os.write(descriptor, b"0")
    arrange(wanted, close=orders.holds("descriptors"))
    os.setsid()  # before foreign code: kill(0) must not reach the nursery
    _become_somebody()
    if orders.holds("mounts"):
        _cover()
    _limit(orders.limits)
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    if orders.holds("capabilities"):
        linux.drop_capabilities()
    linux.prctl(linux.PR_SET_DUMPABLE, 0 if orders.holds("dumpable") else 1)
    if orders.holds("seccomp"):
        linux.load_filter(orders.filter)


def arrange(wanted: list[int], *, close: bool) -> None:
    """Make ``wanted`` the descriptors 0, 1, 2, … and close all others, or none (in tests only)."""
    for low in range(len(wanted) if not close else 0):  # else wiring would close some by chance
        with contextlib.suppress(OSError):
            os.dup2(low, 200 + low, inheritable=True)
    high = [os.dup2(fd, 100 + place, inheritable=False) for place, fd in enumerate(wanted)]
    for place, fd in enumerate(high):
        os.dup2(fd, place, inheritable=True)
    if close:
        linux.close_from(len(wanted))


def _become_somebody() -> None:
    """Write the id maps; /proc/self belongs to us only while we are dumpable."""
    linux.prctl(linux.PR_SET_DUMPABLE, 1)
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{users.HOME} {users.wardrobe.worn} 1"),
        ("gid_map", f"{users.HOME} {users.wardrobe.worn} 1"),
    ):
        descriptor = os.open(f"/proc/self/{name}", os.O_WRONLY)
        os.write(descriptor, text.encode())
        os.close(descriptor)
    linux.prctl(linux.PR_SET_DUMPABLE, 0)


def _cover() -> None:
    """Private, size-capped /tmp and /dev/shm; an empty, read-only /proc."""
    for place, size in (("/tmp", TMP_BYTES), ("/dev/shm", SHM_BYTES)):
        options = f"size={size},nr_inodes={INODES},mode=0700"
        linux.mount("tmpfs", place, "tmpfs", _SHELL, options)
    linux.mount("tmpfs", "/proc", "tmpfs", _SHELL | linux.MS_RDONLY, "size=4k,nr_inodes=1")
    for device in _DEVICES:
        linux.mount("none", device, "none", _AGAIN | _kept(device))
    os.chdir("/tmp")


def _kept(path: str) -> int:
    """The flags of a mount that only its owner may clear."""
    return os.statvfs(path).f_flag & _SHELL


def _limit(limits: dict[str, int]) -> None:
    for name, value in limits.items():
        number = getattr(resource, f"RLIMIT_{name}")
        resource.setrlimit(number, (value, value))
