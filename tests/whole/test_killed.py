"""Whatever is killed, no submission is lost and none is counted twice."""

import json
import os
import signal
import time
from collections.abc import Callable

import psutil
import pytest
import redis

from bench.questions import QUESTION
from bench.whole import TOKEN, Client
from tests.whole.stack import Stack

pytestmark = [pytest.mark.whole, pytest.mark.timeout(600)]
OPEN = {"queued", "running"}
SLOW = """
import time
import numpy as np

def jacobian(A, v):
    time.sleep(0.3)
    e = np.exp(-np.abs(A @ v))
    return (e / (1.0 + e) ** 2)[:, None] * A
"""


@pytest.fixture
def client(gradus: Stack) -> Client:
    """The program of a student of the bundled course."""
    said = gradus.manage("shell", "--no-imports", "-c", TOKEN)
    return Client(gradus.address, said.split()[-1])


def _until(ready: Callable[[], bool], seconds: float = 240) -> None:
    limit = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < limit
        time.sleep(0.1)


def _submit(client: Client, answer: str) -> str:
    item = client.item("td5-practice", "jacobian-sigmoid-layer")
    body = {"item": item, "question": QUESTION, "answer": answer}
    return str(client.call("submissions/", body)["grading"]["id"])


def _kill(gradus: Stack, program: str) -> None:
    children = psutil.Process(gradus.manager.pid).children()
    (found,) = [child for child in children if program in child.cmdline()]
    os.kill(found.pid, signal.SIGKILL)


def test_a_grader_killed_at_work_loses_nothing(gradus: Stack, client: Client) -> None:
    name = _submit(client, SLOW)
    _until(lambda: bool(client.call(f"gradings/{name}/")["state"] == "running"))
    _kill(gradus, "graders.worker")
    _until(lambda: client.call(f"gradings/{name}/")["state"] not in OPEN)
    said = client.call(f"gradings/{name}/")
    assert said["state"] == "graded"
    assert said["points"] == said["max_points"] == 10_000
    assert len(said["parts"]) == 10


def test_an_emptied_broker_loses_nothing(gradus: Stack, client: Client) -> None:
    state = json.loads((gradus.var / "run.json").read_text(encoding="utf-8"))
    name = _submit(client, SLOW)
    with redis.Redis.from_url(state["broker"]) as broker:
        broker.flushdb()
    _until(lambda: client.call(f"gradings/{name}/")["state"] not in OPEN)
    assert client.call(f"gradings/{name}/")["state"] == "graded"
