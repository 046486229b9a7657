"""The Linux calls that the standard library of Python 3.11 lacks, as plain functions.

Everything is prepared at import: a child that is being locked in only calls.
"""

import ctypes
import os
import struct

CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC = 0x00020000, 0x04000000, 0x08000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
CLONE_PIDFD, CLONE_INTO_CGROUP = 0x1000, 0x200000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 0x20, 0x1000, 0x4000, 0x40000
PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 4, 22, 24, 38
PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 47, 4
SECCOMP_MODE_FILTER = 2
MADV_COLLAPSE = 25
_SYS_CLONE3, _SYS_CLOSE_RANGE, _SYS_CAPSET = 435, 436, 126
_SIGCHLD = 17
_CAP_VERSION_3 = 0x20080522
_LAST_CAP = 63

# PyDLL keeps the interpreter lock: over a clone nobody may take it
_libc = ctypes.PyDLL(None, use_errno=True)
_syscall = _libc.syscall
_syscall.restype = ctypes.c_long


class _CloneArgs(ctypes.Structure):
    _fields_ = [
        (name, ctypes.c_uint64)
        for name in (
            "flags", "pidfd", "child_tid", "parent_tid", "exit_signal", "stack", "stack_size",
            "tls", "set_tid", "set_tid_size", "cgroup",
        )
    ]  # fmt: skip


def _check(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def fork_into(flags: int, cgroup: int = -1) -> tuple[int, int]:
    """Fork with new namespaces. Returns (pid, pidfd) in the parent, (0, -1) in the child.

    Runs no fork hooks, neither the interpreter's nor the C library's: they mend locks that other
    threads held, and ``settle`` has seen that there are none. In every child they would copy
    330 pages. The C library's cached thread id stays right because caller and child are both
    number 1 of their pid namespaces.
    """
    pidfd = ctypes.c_int(-1)
    args = _CloneArgs(
        flags=flags | CLONE_PIDFD | (CLONE_INTO_CGROUP if cgroup >= 0 else 0),
        pidfd=ctypes.addressof(pidfd),
        exit_signal=_SIGCHLD,
        cgroup=max(cgroup, 0),
    )
    pid = _syscall(_SYS_CLONE3, ctypes.byref(args), ctypes.c_size_t(ctypes.sizeof(args)))
    if pid == 0:
        return 0, -1
    number = ctypes.get_errno()
    if pid < 0:
        raise OSError(number, f"clone3: {os.strerror(number)}")
    return int(pid), pidfd.value


def prctl(option: int, value: int = 0, third: int = 0) -> None:
    """prctl(2)."""
    word = ctypes.c_ulong
    _check(_libc.prctl(option, word(value), word(third), word(0), word(0)), "prctl")


def mount(source: str, target: str, kind: str, flags: int, data: str = "") -> None:
    """mount(2)."""
    result = _libc.mount(
        source.encode(), target.encode(), kind.encode(), ctypes.c_ulong(flags), data.encode()
    )
    _check(result, f"mount on {target}")


def unshare(flags: int) -> None:
    """unshare(2)."""
    _check(_libc.unshare(flags), "unshare")


def close_from(first: int) -> None:
    """Close every descriptor from ``first`` on."""
    _check(_syscall(_SYS_CLOSE_RANGE, first, ctypes.c_uint(0xFFFFFFFF), 0), "close_range")


def drop_capabilities() -> None:
    """Empty the bounding, ambient, permitted, effective and inheritable sets."""
    for capability in range(_LAST_CAP + 1):
        try:
            prctl(PR_CAPBSET_DROP, capability)
        except OSError:  # past the last capability of this kernel
            break
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    header = struct.pack("=Ii", _CAP_VERSION_3, 0)
    _check(_syscall(_SYS_CAPSET, header, bytes(24)), "capset")


class _Filter(ctypes.Structure):
    _fields_ = [("len", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def load_filter(program: bytes) -> None:
    """Load a seccomp program (array of ``sock_filter``) for this process and its children."""
    buffer = ctypes.create_string_buffer(program, len(program))
    filter_ = _Filter(len(program) // 8, ctypes.addressof(buffer))
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(filter_))


def collapse_heap() -> None:
    """Ask for huge pages under our private memory: a fork then copies far fewer page tables."""
    with open("/proc/self/maps") as maps:
        lines = maps.read().splitlines()
    for line in lines:
        span, mode, _offset, _device, inode, *name = line.split(None, 5)
        if mode != "rw-p" or inode != "0" or (name and name[0].startswith("[stack")):
            continue
        start, end = (int(part, 16) for part in span.split("-"))
        if end - start >= 2**21:  # a hint: older kernels answer EINVAL
            _libc.madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), MADV_COLLAPSE)
