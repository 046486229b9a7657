"""``platform/`` is a folder on the path, never a package; our names are ours either way."""

import json
import os
import platform
import subprocess
import sys

import pytest

from tests.guards.tree import ROOT, files, short

OURS = ("config", "core", "accounts", "courses", "api", "lms", "web")
ROOTS = ("exercises", "graders", "quizzes")
ASK = (
    "import importlib.util as u, json, platform;"
    "print(json.dumps({'system': platform.system(), 'platform': platform.__file__,"
    f" **{{n: u.find_spec(n).origin for n in {OURS + ROOTS!r}}}}}))"
)


def _asked(arguments: list[str], **environment: str) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**_bare(), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return found


def _bare() -> dict[str, str]:
    return {
        k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "DJANGO_SETTINGS_MODULE"}
    }


@pytest.mark.parametrize(
    "way",
    [
        pytest.param((["manage.py", "shell", "--no-imports", "-c", ASK], {}), id="manage.py"),
        pytest.param((["-c", ASK], {"PYTHONPATH": f".{os.pathsep}platform"}), id="PYTHONPATH"),
    ],
)
def test_names_resolve_to_our_folders(way: tuple[list[str], dict[str, str]]) -> None:
    arguments, environment = way
    found = _asked(arguments, **environment)
    for name in OURS:
        assert found[name] == str(ROOT / "platform" / name / "__init__.py")
    for name in ROOTS:
        assert found[name] == str(ROOT / name / "__init__.py")
    assert found["system"] == platform.system()
    assert not found["platform"].startswith(str(ROOT / "platform"))


def test_pytest_sees_pythons_own_platform() -> None:
    assert platform.python_version_tuple()[0] == "3"
    assert not str(platform.__file__).startswith(str(ROOT / "platform"))


def test_platform_is_no_package_and_has_no_loose_modules() -> None:
    assert not list((ROOT / "platform").glob("*.py"))


def test_tests_have_no_folder_named_platform() -> None:
    assert not [short(p) for p in files() if short(p).startswith("tests/platform/")]
