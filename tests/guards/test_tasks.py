"""A task that is enqueued under a name nobody registered would wait for ever."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator

from tests.guards.tree import ROOT, short, sources

SENDERS = {"enqueue", "send_task"}
APPS = {"default": "config.celery", "verdicts": "config.verdicts", "grading": "graders.worker"}
SHOW = """
import importlib, json, sys
app = importlib.import_module(sys.argv[1]).app
app.loader.import_default_modules()
app.finalize()
print(json.dumps([sorted(t for t in app.tasks if not t.startswith("celery.")),
                  [e["task"] for e in (app.conf.beat_schedule or {}).values()]]))
"""


def _registered(module: str) -> tuple[set[str], set[str]]:
    done = subprocess.run(
        [sys.executable, "-c", SHOW, module],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f".{os.pathsep}platform"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    tasks, scheduled = json.loads(done.stdout.splitlines()[-1])
    return set(tasks), set(scheduled)


def _sent() -> Iterator[tuple[str, str, str]]:
    for path in sources(".py"):
        if short(path).startswith("tests/"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in SENDERS and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield short(path), first.value, _queue(node, short(path))


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _queue(call: ast.Call, path: str) -> str:
    for keyword in call.keywords:
        if keyword.arg == "queue" and isinstance(keyword.value, ast.Constant):
            return str(keyword.value.value)
    return "verdicts" if path.startswith("graders/") else "default"


def test_every_task_that_is_sent_is_registered_where_it_arrives() -> None:
    sent = list(_sent())
    assert {name for _, name, _ in sent} >= {"exercises.dispatch", "graders.grade"}
    known = {queue: _registered(module)[0] for queue, module in APPS.items()}
    lost = [f"{path}: {name} on {queue}" for path, name, queue in sent if name not in known[queue]]
    assert lost == []


def test_every_periodic_task_is_registered() -> None:
    tasks, scheduled = _registered("config.celery")
    assert scheduled
    assert scheduled <= tasks


def test_the_consumer_of_verdicts_knows_two_tasks_and_no_other() -> None:
    tasks, _ = _registered("config.verdicts")
    assert tasks == {"verdicts.progress", "verdicts.record"}


def test_a_grader_knows_neither_django_nor_its_settings() -> None:
    # kombu looks for a helper of Django's where that is installed; more of it is not looked for
    asked = (
        "import sys, graders.worker;"
        "foreign = ('django.apps', 'django.conf', 'django.db', 'config', 'core', 'exercises');"
        "print([name for name in foreign if name in sys.modules])"
    )
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": "."}  # as the process manager starts it
    done = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=ROOT,
        env=bare,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
