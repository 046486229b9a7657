"""Without cgroups: rlimits and a watchdog, the same verdicts; and never in production."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.engine import Engine
from graders.sandbox import selftest
from graders.sandbox.errors import SandboxUnavailable
from graders.sandbox.settings import Settings, from_environment
from tests.graders.submissions import REFERENCE, grade, outcomes

pytestmark = pytest.mark.sandbox


@pytest.fixture(scope="module")
def reduced() -> Iterator[Engine]:
    settings = Settings(cgroups=False)
    with Engine(runtimes=["numpy"], settings=settings, spares=0) as engine:
        engine.start()
        yield engine


def test_it_says_so(reduced: Engine) -> None:
    assert reduced.sandbox.isolation == "reduced"
    assert selftest.breaches(reduced.sandbox, "numpy") == []


@pytest.mark.parametrize(
    ("source", "outcome"),
    [
        ("def double(x):\n    while True: pass", "time"),
        ("def double(x):\n    kept = []\n    while True: kept.append(bytearray(2**20))", "memory"),
        ("import os\ndef double(x):\n    while True: os.fork()", "processes"),
        ("import ctypes\ndef double(x):\n    ctypes.string_at(0)", "crashed"),
    ],
)
def test_limits_hold(reduced: Engine, source: str, outcome: str) -> None:
    assert outcomes(grade(reduced, source))[0] == outcome
    assert grade(reduced, REFERENCE).points == 4000


def test_production_refuses_to_serve() -> None:
    engine = Engine(runtimes=["numpy"], settings=Settings(strict=True, cgroups=False))
    with pytest.raises(SandboxUnavailable, match="cgroup") as caught:
        engine.start()
    assert "Delegate=yes" in caught.value.remedy


def test_production_is_strict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADUS_SANDBOX", "strict")
    assert from_environment().strict
    monkeypatch.delenv("GRADUS_SANDBOX")
    monkeypatch.setenv("GRADUS_ENV", "production")
    assert from_environment().strict


def test_the_environment_cannot_take_a_protection_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADUS_SANDBOX_WITHOUT", "seccomp")
    assert from_environment().without == frozenset()


def test_without_bubblewrap_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(SandboxUnavailable, match="apt-get install bubblewrap"):
        Engine(runtimes=["numpy"], settings=Settings()).start()


def test_an_ordinary_user_can_grade() -> None:
    program = Path(__file__).with_name("ordinary_user.py")
    done = subprocess.run(
        [sys.executable, str(program)], capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert said.pop("user") != 0
    assert said.pop("isolation") in ("full", "reduced")
    assert said == {
        "breaches": [],
        "honest": "passed",
        "loop": "time",
        "memory": "memory",
        "fork bomb": "processes",
        "crash": "crashed",
        "honest afterwards": ["passed", "passed", "passed"],
    }
