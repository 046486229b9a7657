"""Only sandboxes load what answers are computed with: torch costs 2.4 s and 200 MB a process."""

import os
import subprocess
import sys

import pytest

HEAVY = ("torch", "numpy", "sympy", "keras")
PROGRAM = """
import importlib, sys

importlib.import_module(sys.argv[1])
print(*(name for name in sys.argv[2:] if name in sys.modules))
"""


@pytest.mark.parametrize(
    "module", ["config.asgi", "config.celery", "config.verdicts", "config.urls", "graders.worker"]
)
def test_a_process_that_computes_nothing_loads_nothing_to_compute_with(module: str) -> None:
    setup = "import django; django.setup()\n" if module.startswith("config") else ""
    done = subprocess.run(
        [sys.executable, "-c", setup + PROGRAM, module, *HEAVY],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONPATH": os.pathsep.join(sys.path),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
