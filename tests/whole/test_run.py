"""``make run``: starts, answers, ends without a trace, and says sentences when it cannot."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.whole import stack
from tests.whole.stack import Stack

pytestmark = pytest.mark.whole


def _family(pid: int) -> list[psutil.Process]:
    parent = psutil.Process(pid)
    return [parent, *parent.children(recursive=True)]


def _alive(processes: list[psutil.Process]) -> list[psutil.Process]:
    return [p for p in processes if _command(p)]


def _command(process: psutil.Process) -> list[str]:
    """The command line; empty for what has ended."""
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def _programs(manager: int, name: str) -> list[int]:
    children = psutil.Process(manager).children()
    return sorted(child.pid for child in children if name in _command(child))


def _refusal(var: Path, **more: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "config.run"],
        cwd=stack.ROOT,
        env=stack.environment(var, **more),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr.strip()


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A stack that these tests may hurt."""
    run = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    with stack.running(stack.furnished(tmp_path_factory, f"gradus-own-{run}")) as started:
        yield started


def test_the_first_page_answers(gradus: Stack) -> None:
    with urllib.request.urlopen(gradus.address) as answer:
        assert answer.status == 200
        assert "csrfmiddlewaretoken" in answer.read().decode()


def test_the_first_start_and_later_ones_say_how_to_sign_in(
    gradus: Stack, tmp_path_factory: pytest.TempPathFactory
) -> None:
    first = (stack.first_start(tmp_path_factory) / "said").read_text(encoding="utf-8")
    for name in ("claire", "ines", "malik"):
        assert name in first
        assert name in gradus.said


def test_its_secrets_are_for_its_owner_alone(gradus: Stack) -> None:
    names = ["secret-key", "run.json"]
    if not os.environ.get("REDIS_URL"):
        names += ["broker-password", "broker.conf"]
    for name in names:
        assert (gradus.var / name).stat().st_mode & 0o077 == 0


def test_the_grader_holds_no_secret(gradus: Stack) -> None:
    graders = [p for p in _family(gradus.manager.pid) if "graders.worker" in _command(p)]
    assert graders
    for name in ("SECRET_KEY", "DATABASE_URL", "GRADUS_VAR", "DJANGO_SETTINGS_MODULE"):
        assert name not in graders[0].environ()
    assert "platform" not in graders[0].environ()["PYTHONPATH"]


def test_a_second_one_on_the_same_data_is_refused(gradus: Stack) -> None:
    assert "already running" in _refusal(gradus.var, PORT="0")


def test_a_port_in_use_gives_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = _refusal(tmp_path, PORT=str(port))
    assert said.startswith(f"Port {port} is in use by another program.")
    assert "PORT=" in said


@pytest.mark.parametrize("port", ["eight thousand", "70000", "-1", "٨٠٠٠"])
def test_a_port_that_is_none_gives_a_sentence(tmp_path: Path, port: str) -> None:
    assert _refusal(tmp_path, PORT=port).startswith("PORT must be a number")


@pytest.mark.parametrize("program", ["graders.worker", "config.celery"])
def test_what_dies_is_started_again(own: Stack, program: str) -> None:
    before = _programs(own.manager.pid, program)
    assert len(before) == 1
    os.kill(before[0], signal.SIGKILL)
    limit = time.monotonic() + 60
    while (now := _programs(own.manager.pid, program)) in ([], before):
        assert time.monotonic() < limit
        time.sleep(0.1)
    assert len(now) == 1


def test_stopping_leaves_nothing_and_the_next_start_finds_everything(own: Stack) -> None:
    family = _family(own.manager.pid)
    assert len(family) >= 5
    assert stack.stop(own.manager) == 0
    assert _alive(family) == []
    assert not (own.var / "run.json").exists()

    with stack.running(own.var) as again:
        assert json.loads((own.var / "run.json").read_text())["address"] == again.address
        assert "claire" in again.said
        family = _family(again.manager.pid)
        assert stack.stop(again.manager, signal.SIGTERM) == 0
        assert _alive(family) == []


def test_a_killed_manager_takes_everything_with_it(own: Stack) -> None:
    with stack.running(own.var) as again:
        family = _family(again.manager.pid)
        again.manager.kill()
        again.manager.communicate()
        limit = time.monotonic() + 60
        while _alive(family):
            assert time.monotonic() < limit, _alive(family)
            time.sleep(0.1)
