"""What the nursery is warmed with: the runtime, and the mains of both kinds of children."""

import importlib.util
import os
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

from graders.sdk.inside import judge, rehearsal, student

RUNTIME = "/gradus/runtime.py"


Main = Callable[[bool], None]
"""What a child does; the argument: it is forked ahead of need and may rehearse."""


def prepare() -> tuple[Main, Main, dict[str, Any]]:
    """Import and warm up the runtime. Returns judge, student process, and versions."""
    before = dict(os.environ)
    runtime = _load(RUNTIME)
    runtime.warm()
    judge.JOBS.update(getattr(runtime, "JOBS", {}))
    rehearsal.STEPS[:] = runtime.REHEARSAL
    judge.warm()
    student.warm()
    for name in set(os.environ) - set(before):  # what a library put there while it warmed up
        del os.environ[name]
    return judge.main, student.main, {"versions": runtime.versions()}


def _load(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location("gradus_runtime", path)
    if spec is None or spec.loader is None:
        raise RuntimeError("the runtime is not mounted")
    module = importlib.util.module_from_spec(spec)
    sys.modules["gradus_runtime"] = module
    spec.loader.exec_module(module)
    return module
