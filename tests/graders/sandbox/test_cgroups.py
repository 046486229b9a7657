"""Control groups: what is written where, by version; what a machine offers is found out."""

from pathlib import Path

import pytest

from graders.sandbox import cgroups
from graders.sandbox.cgroups import Groups2, Leaf


def leaf_of_version_2(folder: Path) -> Leaf:
    """A folder that looks like a group of version 2, as the kernel's manual describes it."""
    texts = {
        "memory.max": "max", "memory.swap.max": "max", "memory.oom.group": "0", "pids.max": "max",
        "cgroup.kill": "", "memory.peak": "4096\n", "cpu.stat": "usage_usec 2500000\nuser_usec 1\n",
        "memory.events": "low 0\nmax 9\noom 1\noom_kill 1\n", "pids.events": "max 0\n",
    }  # fmt: skip
    for name, text in texts.items():
        (folder / name).write_text(text)
    return Leaf({"all": folder}, 2)


def test_version_2_is_limited_and_read_as_its_manual_says(tmp_path: Path) -> None:
    leaf = leaf_of_version_2(tmp_path)
    leaf.limit(2**28, 16)
    assert (tmp_path / "memory.max").read_text() == str(2**28)
    assert (tmp_path / "memory.swap.max").read_text()[0] == "0"
    assert (tmp_path / "memory.oom.group").read_text() == "1"
    assert (tmp_path / "pids.max").read_text()[:2] == "16"
    assert (leaf.cpu(), leaf.peak()) == (2.5, 4096)
    assert leaf.out_of_memory()
    assert not leaf.out_of_processes()
    leaf.kill()
    assert (tmp_path / "cgroup.kill").read_text() == "1"


def test_version_2_without_the_memory_controller_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "cgroup.controllers").write_text("cpu pids\n")
    with pytest.raises(OSError, match="not delegated"):
        Groups2(tmp_path)


def test_a_machine_without_cgroups_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cgroups, "_mounts", lambda _kind: [])
    groups, why = cgroups.choose()
    assert (groups.version, groups.leaf()) == (0, None)
    assert "v2" in why
    assert "v1" in why


@pytest.mark.sandbox
def test_a_leaf_of_this_machine_comes_and_goes() -> None:
    groups, why = cgroups.choose()
    leaf = groups.leaf()
    assert (leaf is None) == (groups.version == 0) == bool(why)
    if leaf is not None:
        leaf.limit(2**26, 8)
        assert leaf.cpu() == 0.0
        assert not leaf.out_of_memory()
        assert leaf.remove()
    groups.close()
