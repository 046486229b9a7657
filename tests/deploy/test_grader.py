"""The grader's container, as far as it can be had without Docker: entry point and profile."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guards.tree import ROOT

ENTRY = ROOT / "deploy" / "grader"
PROFILE = ROOT / "deploy" / "grader-seccomp.json"
FILES = (
    "cgroup.controllers",
    "cgroup.procs",
    "cgroup.threads",
    "cgroup.subtree_control",
    "cpu.max",
)
STATUS = ["grep", "-E", "^(Uid|Gid|Groups|CapPrm|CapEff|CapBnd|CapAmb|NoNewPrivs):"]


def enter(groups: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "GRADUS_CGROUP": str(groups), "GRADUS_GRADER_USER": "nobody"}
    return subprocess.run([ENTRY, *command], env=environment, capture_output=True, text=True)


def test_it_hands_over_the_group_and_drops_all_rights(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).touch()
    done = enter(tmp_path, *STATUS, "/proc/self/status")
    assert done.returncode == 0, done.stderr
    said = {line.split(":")[0]: line.split()[1:] for line in done.stdout.splitlines()}
    if os.geteuid() != 0:  # it has nothing to give: the command runs as it is
        assert said["Uid"] == [str(os.geteuid())] * 4
        return
    assert said["Uid"] == ["65534"] * 4
    assert "0" not in said["Gid"] + said["Groups"]
    assert said["NoNewPrivs"] == ["1"]
    for name in ("CapPrm", "CapEff", "CapBnd", "CapAmb"):
        assert int(said[name][0], 16) == 0, name
    owners = {name: (tmp_path / name).stat().st_uid for name in FILES}
    given = {name for name, owner in owners.items() if owner == 65534}
    assert given == {"cgroup.procs", "cgroup.threads", "cgroup.subtree_control"}
    assert tmp_path.stat().st_uid == 65534


def test_it_says_what_is_missing_and_lets_the_grader_decide(tmp_path: Path) -> None:
    (tmp_path / "cgroup.controllers").touch()  # and none of the other files
    done = enter(tmp_path, "echo", "served")
    assert done.stdout == "served\n"
    assert ("writable-cgroups=true" in done.stderr) == (os.geteuid() == 0)


@pytest.mark.sandbox
def test_the_sandbox_holds_under_the_containers_profile() -> None:
    program = ROOT / "tests" / "graders" / "sandbox" / "ordinary_user.py"
    loader = Path(__file__).with_name("under_profile.py")
    done = subprocess.run(
        [sys.executable, loader, PROFILE, sys.executable, program], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["breaches"] == []
    assert said["user"] != 0
    assert said["honest afterwards"] == ["passed"] * 3
    assert said["loop"] == "time"


def test_the_profile_refuses_doors_to_the_kernel() -> None:
    loader = Path(__file__).with_name("under_profile.py")
    code = (
        "import ctypes; libc = ctypes.CDLL(None, use_errno=True);"
        "refused = [libc.syscall(n, 0, 0, 0, 0, 0) == -1 and ctypes.get_errno() == 1"
        " for n in (321, 425, 175, 101, 250)];"  # bpf io_uring_setup init_module ptrace keyctl
        "allowed = libc.unshare(0x10000000) == 0;"  # a user namespace: what bubblewrap needs
        "print(all(refused), allowed)"
    )
    done = subprocess.run(
        [sys.executable, loader, PROFILE, sys.executable, "-c", code],
        capture_output=True,
        text=True,
    )
    assert done.stdout == "True True\n", done.stdout + done.stderr
