"""From a program's submission over HTTP to its verdict, through real processes."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.figures import Figure, median_and_p95
from bench.questions import QUESTION, answer

ROOT = Path(__file__).resolve().parents[1]
RUNS = 40
TOKEN = (
    "from accounts.models import User; from accounts.services import create_personal_token;"
    "from core.tokens import SCOPES; u = User.objects.get(username='ines');"
    "print(create_personal_token(user=u, name='bench', scopes=SCOPES)[1])"
)


def measure() -> Iterator[Figure]:
    """Start Gradus with data of its own, submit, wait for verdicts."""
    with tempfile.TemporaryDirectory() as var:
        began = time.perf_counter()
        with running(var) as address:
            yield Figure("run.first-start", time.perf_counter() - began, "s")
            token = _manage(var, "shell", "--no-imports", "-c", TOKEN).strip().splitlines()[-1]
            client = Client(address, token)
            item = client.item("td5-practice", "jacobian-sigmoid-layer")
            taken = [client.submit_and_wait(item) for _ in range(RUNS + 3)][3:]
            yield from median_and_p95("submit-to-verdict.http", taken, (200, None))
        began = time.perf_counter()
        with running(var):
            yield Figure("run.second-start", time.perf_counter() - began, "s", 10)


@contextmanager
def running(var: str) -> Iterator[str]:
    """Gradus with its data in ``var``; its address."""
    manager = subprocess.Popen(
        [sys.executable, "-m", "config.run"],
        cwd=ROOT,
        env=_environment(var),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert manager.stdout is not None
    try:
        line = ""
        for line in manager.stdout:
            if "Gradus is ready" in line:
                break
        else:
            raise RuntimeError(f"Gradus did not start: {line}")
        yield line.rsplit(" ", 1)[1].strip()
    finally:
        manager.send_signal(signal.SIGTERM)
        manager.communicate()


def _environment(var: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}}
    return {**kept, "PORT": "0", "GRADUS_VAR": var, "PYTHONPATH": f".{os.pathsep}platform"}


def _manage(var: str, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=_environment(var),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout


class Client:
    """A program with a personal token."""

    def __init__(self, address: str, token: str) -> None:
        self._api = f"{address}/api/v1"
        self._token = token

    def call(self, path: str, body: dict[str, Any] | None = None, *, key: str = "") -> Any:
        """GET, or POST where there is a body; ``key``: that of a request sent before."""
        request = urllib.request.Request(
            f"{self._api}/{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Authorization": f"Bearer {self._token}",
                "Content-Type": "application/json",
                "Idempotency-Key": key or uuid.uuid4().hex,
            },
        )
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.load(reply)

    def item(self, quiz: str, exercise: str) -> str:
        """The place of ``exercise`` in a fresh attempt at ``quiz``."""
        courses = self.call("courses/")
        course = (courses["results"] if isinstance(courses, dict) else courses)[0]["id"]
        found = [q for q in self.call(f"courses/{course}/quizzes/") if q["slug"] == quiz]
        attempt = self.call(f"quizzes/{found[0]['id']}/attempts/", {})
        return str(next(i["id"] for i in attempt["items"] if i["exercise"] == exercise))

    def submit_and_wait(self, item: str) -> float:
        """Milliseconds from sending the answer to having read its verdict."""
        body = {"item": item, "question": QUESTION, "answer": answer("autograd.py")}
        began = time.perf_counter()
        made = self.call("submissions/", body)
        name = made["grading"]["id"]
        while (said := self.call(f"gradings/{name}/"))["state"] in {"queued", "running"}:
            time.sleep(0.005)
        taken = (time.perf_counter() - began) * 1000
        if said["state"] != "graded":
            raise RuntimeError(f"no verdict: {said}")
        return taken
