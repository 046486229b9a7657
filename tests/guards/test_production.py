"""Production says what is missing and starts with nothing doubtful."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guards.tree import ROOT

DEMANDED = {
    "SECRET_KEY": "k" * 25 + "0123456789abcdefghijklmnopqrstuvwxyz",
    "REDIS_URL": "redis://redis.example.org/0",
    "ALLOWED_HOSTS": "gradus.example.org",
    "GRADUS_URL": "https://gradus.example.org",
}


def _check(tmp_path: Path, *, without: str = "") -> "subprocess.CompletedProcess[str]":
    said = {**DEMANDED, "DATABASE_URL": f"sqlite://{tmp_path}/gradus.sqlite3"}
    said.pop(without, None)
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "GRADUS_VAR": str(tmp_path),
            **said,
        },
        capture_output=True,
        text=True,
    )


def test_production_has_nothing_that_djangos_check_doubts(tmp_path: Path) -> None:
    done = _check(tmp_path)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", [*DEMANDED, "DATABASE_URL"])
def test_production_demands_what_it_needs(tmp_path: Path, name: str) -> None:
    done = _check(tmp_path, without=name)
    assert done.returncode != 0
    assert f"{name} must be set in the environment." in done.stderr
