"""What this machine lacks for full isolation, and how to mend it: ``manage.py doctor``."""

import ctypes.util
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graders.sandbox import cgroups, layout, seccomp, selftest
from graders.sandbox.errors import SandboxError
from graders.sandbox.sandbox import Sandbox
from graders.sandbox.settings import Settings, from_environment


@dataclass(frozen=True)
class Line:
    """One finding. ``remedy`` is empty where all is well; ``ok`` None: works, but reduced."""

    name: str
    ok: bool | None
    says: str
    remedy: str = ""


def diagnose() -> list[Line]:
    """Look at everything the sandbox needs, then run its self-test. Never raises."""
    lines = [look() for look in (_bubblewrap, _apparmor, _user_namespaces, _seccomp, _cgroups)]
    lines.append(_runtimes())
    if all(line.ok is not False for line in lines):
        lines.append(_self_test(from_environment()))
    return lines


def _bubblewrap() -> Line:
    path = shutil.which("bwrap")
    if path is None:
        return Line("bubblewrap", False, "not installed", "apt-get install bubblewrap")
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    version = said.stdout.strip().rpartition(" ")[2]
    numbers = tuple(int(part) for part in version.split(".") if part.isdigit())
    if numbers < (0, 5):
        return Line("bubblewrap", False, f"{version} is too old", "0.5 or newer is needed")
    return Line("bubblewrap", True, version)


def _knob(path: str) -> str:
    try:
        return Path(path).read_text().strip()
    except OSError:
        return ""


def _apparmor() -> Line:
    restricted = _knob("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1"
    if restricted and os.geteuid() != 0 and not Path("/etc/apparmor.d/bwrap").exists():
        return Line(
            "AppArmor",
            False,
            "user namespaces are restricted to programs with a profile",
            "install the profile bwrap-userns-restrict (package apparmor-profiles), or set "
            "kernel.apparmor_restrict_unprivileged_userns=0",
        )
    return Line("AppArmor", True, "does not stand in the way")


def _user_namespaces() -> Line:
    if _knob("/proc/sys/kernel/unprivileged_userns_clone") == "0":
        remedy = "sysctl kernel.unprivileged_userns_clone=1"
        return Line("user namespaces", False, "switched off", remedy)
    if _knob("/proc/sys/user/max_user_namespaces") == "0":
        remedy = "sysctl user.max_user_namespaces=10000"
        return Line("user namespaces", False, "none may be made", remedy)
    tried = _try_namespaces()
    if tried:
        remedy = "in a container: seccomp=unconfined, apparmor=unconfined, systempaths=unconfined"
        return Line("user namespaces", False, tried, remedy)
    return Line("user namespaces", True, "can be made")


def _try_namespaces() -> str:
    path = shutil.which("bwrap")
    if path is None:
        return "cannot be tried without bubblewrap"
    command = [path, "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "/bin/true"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stderr.strip()[:300] if done.returncode else ""


def _seccomp() -> Line:
    if ctypes.util.find_library("seccomp") is None:
        return Line("libseccomp", False, "not installed", "apt-get install libseccomp2")
    try:
        size = len(seccomp.program()) // 8
    except SandboxError as error:
        return Line("libseccomp", False, str(error), "apt-get install libseccomp2")
    return Line("libseccomp", True, f"filter of {size} instructions")


def _cgroups() -> Line:
    groups, why = cgroups.choose()
    groups.close()
    if groups.version:
        return Line("cgroups", True, f"version {groups.version}: memory, processes, CPU time")
    return Line(
        "cgroups",
        False if from_environment().strict else None,
        f"none can be made ({why}): memory and processes are limited by rlimits and a watchdog",
        "run the grader as root, in a container with a delegated cgroup (cgroup: private), or "
        "as a systemd service with Delegate=yes; production refuses to serve without",
    )


def _runtimes() -> Line:
    """An optional one that is missing leaves some exercises without a grader, no more."""
    found = layout.installed()
    missing = sorted(set(layout.runtimes()) - set(found))
    if not missing:
        return Line("runtimes", True, ", ".join(found))
    remedy = "; ".join(dict.fromkeys(map(layout.remedy, missing)))
    ok = None if found and set(missing) <= layout.optional() else False
    says = f"{', '.join(found)}; not installed: {', '.join(missing)}"
    return Line("runtimes", ok, says, remedy)


def _self_test(settings: Settings) -> Line:
    sandbox = Sandbox(None, settings, spares=0)
    tries: list[Callable[[Sandbox, str], list[str]]] = [
        selftest.breaches,
        lambda box, name: [found] if (found := selftest.smoke(box, name)) else [],
    ]
    try:
        sandbox.start()
        found = [say for name in sandbox.runtimes for look in tries for say in look(sandbox, name)]
    except SandboxError as error:
        return Line("self-test", False, str(error), "see the lines above")
    finally:
        sandbox.close()
    if found:
        return Line("self-test", False, "; ".join(found), "do not serve from this machine")
    return Line("self-test", True, "hostile programs are held, honest ones work")
