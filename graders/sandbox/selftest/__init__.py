"""The isolation's own test: a hostile submission, and the posture as the host sees it."""

from pathlib import Path

from graders.contracts import Limits
from graders.sandbox import suites
from graders.sandbox.layout import ENVIRONMENT, runtimes
from graders.sandbox.pair import JUDGE, STUDENT, Pair, filters, host_pid
from graders.sandbox.sandbox import Sandbox

_HERE = Path(__file__).parent
_NAMESPACES = ("user", "pid", "mnt", "ipc", "uts", "net")


def breaches(sandbox: Sandbox, runtime: str) -> list[str]:
    """What is open that must be closed; empty when all holds. Raises ``SandboxError``."""
    return [*attacked(sandbox, runtime), *posture(sandbox, runtime)]


def attacked(sandbox: Sandbox, runtime: str) -> list[str]:
    """Run the hostile submission; which attempts got through."""
    suite, attack = (_HERE / "suite.py").read_text(), (_HERE / "attack.py").read_text()
    return _lost(sandbox, runtime, suite, attack)


def smoke(sandbox: Sandbox, runtime: str) -> str:
    """Run the runtime's own program; empty if all of it passes."""
    folder = runtimes()[runtime]
    suite, program = (folder / "suite.py").read_text(), (folder / "smoke.py").read_text()
    return "; ".join(_lost(sandbox, runtime, suite, program))


def _lost(sandbox: Sandbox, runtime: str, suite: str, source: str) -> list[str]:
    job = suites.Job(
        runtime=runtime,
        suite=suite,
        reference="",
        source=source,
        defines=[],
        student_files={},
        judge_files={},
        values={},
        seed=1,
        hidden_seed=2,
        limits=Limits(cpu=10.0, wall=30.0),
    )
    result = suites.Run(sandbox, job, lambda _result, _judged: None).run()
    if result.suite_error or result.not_runnable is not None:
        return [f"it did not run: {result.suite_error or result.not_runnable}"]
    return [_told(judged) for judged in result.judged.values() if judged.outcome != "passed"]


def _told(judged: suites.Judged) -> str:
    params = judged.messages[0].params if judged.messages else {}
    return f"{judged.key}: {params.get('got', judged.outcome)}"


def posture(sandbox: Sandbox, runtime: str) -> list[str]:
    """Look at a fresh pair from outside: user, capabilities, filter, namespaces."""
    pair = sandbox.take(runtime)
    try:
        found = _environment(pair.nursery.pid)
        for which, name in ((JUDGE, "judge"), (STUDENT, "student process")):
            found += [f"{name}: {problem}" for problem in _posture(pair, which)]
        if pair.nursery.users and user(pair, JUDGE) == user(pair, STUDENT):
            found.append("judge and student process are one host user")
        return found
    finally:
        sandbox.give_back(pair)


def user(pair: Pair, which: int) -> str:
    """The line ``Uid:`` of a process as this host sees it."""
    text = Path(f"/proc/{host_pid(pair.pidfds[which])}/status").read_text()
    return next(line for line in text.splitlines() if line.startswith("Uid:"))


def _environment(nursery: int) -> list[str]:
    """The nursery's environment is ours to read, and must be the fixed one."""
    try:
        text = Path(f"/proc/{nursery}/environ").read_bytes().decode(errors="replace")
    except PermissionError:
        return []
    names = {entry.partition("=")[0] for entry in text.split("\0") if entry}
    other = names - set(ENVIRONMENT) - {"PWD", "LD_LIBRARY_PATH"}
    return [f"nursery: variables {sorted(other)}"] if other else []


def _posture(pair: Pair, which: int) -> list[str]:
    try:
        pid = pair.wait_until_locked(which)
    except FileNotFoundError:
        return ["does not start"]
    status = dict(
        line.split(":\t", 1)
        for line in Path(f"/proc/{pid}/status").read_text().splitlines()
        if ":\t" in line
    )
    problems = []
    if "0" in status["Uid"].split():
        problems.append("runs as the host's root")
    if status["NoNewPrivs"].strip() != "1":
        problems.append(f"NoNewPrivs is {status['NoNewPrivs'].strip()}")
    if filters(pid) <= filters(pair.nursery.pid):
        problems.append("has no seccomp filter of its own")
    for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
        if int(status[name], 16):
            problems.append(f"{name} is not empty")
    return problems + _shared_namespaces(pid) + _readable(pid)


def _shared_namespaces(pid: int) -> list[str]:
    """Only root may look at those of a process that cannot be dumped."""
    try:
        return [
            f"shares our {name} namespace"
            for name in _NAMESPACES
            if Path(f"/proc/{pid}/ns/{name}").readlink() == Path(f"/proc/self/ns/{name}").readlink()
        ]
    except PermissionError:
        return []


def _readable(pid: int) -> list[str]:
    """A process that can be dumped belongs to its user in /proc: others of that user get in."""
    return [] if Path(f"/proc/{pid}/environ").stat().st_uid == 0 else ["its memory can be read"]
