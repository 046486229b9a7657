"""A submission that tries to get out. Each attempt returns "held", or how it got through.

Run on every start of a worker, in the real configuration: it must hold everywhere.
"""

# ruff: noqa: PTH, S108, S606
import ctypes
import errno
import os
import signal
import socket

_libc = ctypes.CDLL(None, use_errno=True)
_REFUSED = {errno.EPERM, errno.ENOSYS, errno.EACCES}


def _call(number: int, *arguments: int) -> str | None:
    """None if the kernel refused the system call, else what it said."""
    ctypes.set_errno(0)
    result = _libc.syscall(ctypes.c_long(number), *(ctypes.c_long(a) for a in arguments))
    return None if result < 0 and ctypes.get_errno() in _REFUSED else f"{number} answered {result}"


def _all_refused(calls: list[tuple[int, ...]]) -> str:
    through = [said for said in (_call(*call) for call in calls) if said]
    return "; ".join(through) or "held"


def environment() -> str:
    """No variable but the fixed ones; process 1 shows nothing."""
    fixed = {
        "PATH",
        "HOME",
        "LANG",
        "PYTHONHASHSEED",
        "PYTHONUTF8",
        "PWD",
        "LC_CTYPE",
        "LD_LIBRARY_PATH",
    }
    other = {n for n in os.environ if n not in fixed and not n.endswith("_NUM_THREADS")}
    if other:
        return f"variables {sorted(other)}"
    return "readable /proc/1/environ" if os.path.exists("/proc/1/environ") else "held"


def other_processes() -> str:
    """An empty /proc; we are number 1 and nobody's group member."""
    if os.listdir("/proc"):
        return "processes are listed"
    if (os.getpid(), os.getppid()) != (1, 0):
        return f"we are {os.getpid()}, child of {os.getppid()}"
    return "held" if os.getpgrp() == os.getsid(0) == 1 else "a shared process group"


def signals() -> str:
    """Signals reach nobody else."""
    for target in (2, 3, -1):
        try:
            os.kill(target, 0)
        except OSError:
            continue
        return f"kill({target}) found somebody"
    os.killpg(0, 0)
    signal.getsignal(signal.SIGTERM)
    return "held"


def network() -> str:
    """No socket of any family."""
    for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, 16, 40):
        try:
            socket.socket(family, socket.SOCK_STREAM).close()
        except OSError:
            continue
        return f"a socket of family {family}"
    return "held"


def files() -> str:
    """Nothing of the host, and nothing writable but /tmp and /dev/shm."""
    for path in ("/root", "/home", "/work", "/var", "/run", "/sys", "/etc/passwd", "/boot"):
        if os.path.exists(path):
            return f"{path} is there"
    for path in ("/x", "/gradus/x", "/dev/x", "/site/0/x", "/usr/x", "/proc/x", "/python/x"):
        try:
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY))
        except OSError:
            continue
        return f"{path} could be written"
    return "held"


def left_overs() -> str:
    """Our /tmp and /dev/shm are empty but for our own data, and small."""
    if set(os.listdir("/tmp")) - {"data"} or os.listdir("/dev/shm"):
        return "somebody's files"
    space = os.statvfs("/tmp")
    return "held" if space.f_blocks * space.f_frsize <= 2**27 else "an unlimited /tmp"


def descriptors() -> str:
    """Nothing open but 0 to 4."""
    for number in range(5, 1024):
        try:
            os.fstat(number)
        except OSError:
            continue
        return f"descriptor {number} is open"
    return "held"


def privileges() -> str:
    """No other user, no new namespace, no mount, no trace, no module."""
    new_user = 0x10000000
    return _all_refused(
        [(105, 0), (106, 0), (272, new_user), (56, new_user | 17, 0, 0, 0, 0), (308, 3, 0),
         (165, 0, 0, 0, 0, 0), (161, 0), (155, 0, 0), (101, 0, 0, 0, 0), (310, 1, 0, 0, 0, 0, 0),
         (311, 1, 0, 0, 0, 0, 0), (434, 1, 0), (438, 3, 0, 0), (175, 0, 0, 0), (133, 0, 0, 0)]
    )  # fmt: skip


def rare_calls() -> str:
    """io_uring, bpf, perf, userfaultfd, keys, memfd, fanotify, personality, locks, new filters."""
    return _all_refused(
        [(425, 1, 0), (321, 0, 0, 0), (298, 0, 0, 0, 0, 0), (323, 0), (250, 0, 0), (248, 0, 0, 0),
         (319, 0, 0), (300, 0, 0), (135, 0xFFFFFFFF), (73, 3, 5), (317, 0, 0, 0), (157, 22, 2, 0),
         (157, 4, 1), (53, 1, 1, 0, 0), (41, 40, 1, 0), (16, 1, 0x5412, 0), (72, 1, 6, 0)]
    )  # fmt: skip


def programs() -> str:
    """No other program can be run."""
    for path in ("/usr/bin/env", "/bin/sh", "/python/bin/python3.11", "/usr/bin/python3.11"):
        try:
            os.execv(path, [path])
        except PermissionError:
            continue
        except OSError as error:
            if error.errno not in _REFUSED:
                return f"exec of {path}: {error.strerror}"
    return "held"
