"""The nursery: process 1 of the bubblewrap, from which judge and student process are forked.

Imports the runtime once, warms it up, freezes the heap, and then only forks and reaps.
It holds no data of any request. Talks to the supervisor over one SOCK_SEQPACKET socket:

    fork   descriptors: judge in, judge out, judge log, student log, then the cgroup's
    reap   pid → status, CPU seconds, peak KB (blocks: the process is dead already)
    health → descriptors, mounts, threads, memory in MiB, as it sees itself

It ends when the supervisor does: the socket then reads empty.
"""

import contextlib
import fcntl
import gc
import os
import socket
import sys
from typing import Any

import msgpack

from graders.sandbox.inside import linux, roles
from graders.sandbox.inside.lock import Orders, lock_in, namespaces
from graders.sandbox.inside.roles import Main
from graders.sandbox.inside.users import wardrobe

MESSAGE = 2**17
PIPE = 2**20
_F_SETPIPE_SZ = 1031


def serve(control: socket.socket, judge: Main, student: Main, about: dict[str, Any]) -> None:
    """Take the orders, say what we are, then fork and reap until the supervisor is gone."""
    orders = Orders(**_orders(control))
    settle(orders)
    control.send(msgpack.packb({"ready": {**about, "users": wardrobe.count}}))
    while True:
        message, descriptors, _flags, _address = socket.recv_fds(control, MESSAGE, 16)
        if not message:
            return
        asked = msgpack.unpackb(message)
        try:
            if asked["do"] == "fork":
                answer, passed = _pair(orders, asked, descriptors, judge, student)
            elif asked["do"] == "reap":
                answer, passed = _reap(asked["pid"]), []
            else:
                answer, passed = _health(), []
        except OSError as error:
            answer, passed = {"error": str(error)}, []
        finally:
            for descriptor in descriptors:
                os.close(descriptor)
        socket.send_fds(control, [msgpack.packb(answer)], passed)
        for descriptor in passed:
            os.close(descriptor)


def _orders(control: socket.socket) -> dict[str, Any]:
    asked = msgpack.unpackb(control.recv(MESSAGE))
    return {**asked, "without": frozenset(asked["without"])}


def settle(orders: Orders) -> None:
    """One thread, no garbage, nothing that a child could read or write of ours."""
    gc.collect()
    gc.freeze()
    gc.disable()
    threads = os.listdir("/proc/self/task")
    if len(threads) != 1:
        raise RuntimeError(f"the warm-up left {len(threads)} threads: forks would hang")
    linux.collapse_heap()
    if orders.holds("dumpable"):
        linux.prctl(linux.PR_SET_DUMPABLE, 0)


def _pair(
    orders: Orders,
    asked: dict[str, Any],
    descriptors: list[int],
    judge: Main,
    student: Main,
) -> tuple[dict[str, Any], list[int]]:
    """Fork judge and student process, joined by two pipes of their own."""
    judge_in, judge_out, judge_log, student_log = descriptors[:4]
    half = 4 + (len(descriptors) - 4) // 2
    groups = descriptors[4:half], descriptors[half:]
    calls, replies = os.pipe(), os.pipe()
    pids: list[int] = []
    pidfds: list[int] = []
    try:
        _widen(calls[1], replies[1])
        roles = (
            (judge, [judge_in, judge_out, judge_log, replies[0], calls[1]], groups[0]),
            (student, [calls[0], replies[1], student_log], groups[1]),
        )
        for main, wanted, group in roles:
            pid, pidfd = _child(orders, main, wanted, group, asked)
            pids.append(pid)
            pidfds.append(pidfd)
    except OSError:
        for pidfd in pidfds:
            os.close(pidfd)
        for pid in pids:
            os.kill(pid, 9)
            _reap(pid)
        raise
    finally:
        for descriptor in (*calls, *replies):
            os.close(descriptor)
    return {"pids": pids}, pidfds


def _widen(*descriptors: int) -> None:
    for descriptor in descriptors:
        try:
            fcntl.fcntl(descriptor, _F_SETPIPE_SZ, PIPE)
        except OSError:  # over this user's share of pipe memory: slower, as good
            return


def _child(
    orders: Orders, main: Main, wanted: list[int], group: list[int], asked: dict[str, Any]
) -> tuple[int, int]:
    flags, into = namespaces(orders), asked["into"]
    own = orders.holds("users") and not into  # a v2 group lets only the nursery's user in
    try:
        if own:
            wardrobe.put_on()
        pid, pidfd = linux.fork_into(flags, group[0] if into else -1)
    except OSError:
        wardrobe.take_off()
        raise
    if pid:
        if own:
            wardrobe.take_off()
        return pid, pidfd
    status = 70
    try:
        read, write = os.pipe()  # standard input is at its end
        os.close(write)
        log = wanted[2]
        lock_in(orders, [read, log, log, *_own(wanted)], [] if into else group)
        main(asked["ahead"])
        status = 0
    except BaseException as error:
        _last_words(error)
    finally:
        os._exit(status)


def _own(wanted: list[int]) -> list[int]:
    """What follows 0, 1, 2: incoming, outgoing, and the judge's two ends to the student."""
    return [wanted[0], wanted[1], *wanted[3:]]


def _last_words(error: BaseException) -> None:
    with contextlib.suppress(OSError):
        os.write(2, f"\n{type(error).__name__}: {error}\n".encode()[:2000])


def _reap(pid: int) -> dict[str, Any]:
    _pid, status, usage = os.wait4(pid, 0)
    return {
        "status": os.waitstatus_to_exitcode(status),
        "cpu": usage.ru_utime + usage.ru_stime,
        "peak": usage.ru_maxrss,
    }


def _health() -> dict[str, int]:
    with open("/proc/self/mountinfo", "rb") as mounts, open("/proc/self/statm", "rb") as pages:
        return {
            "descriptors": len(os.listdir("/proc/self/fd")),
            "mounts": len(mounts.readlines()),
            "threads": len(os.listdir("/proc/self/task")),
            "memory": int(pages.read().split()[1]) * os.sysconf("SC_PAGESIZE") // 2**20,
        }


def main() -> None:
    """Entry point: ``python -m graders.sandbox.inside.nursery <descriptor>``."""
    control = socket.socket(fileno=int(sys.argv[1]))
    try:
        judge, student, about = roles.prepare()
        serve(control, judge, student, about)
    except Exception as error:
        control.send(msgpack.packb({"failed": f"{type(error).__name__}: {error}"}))
        raise


if __name__ == "__main__":
    main()
