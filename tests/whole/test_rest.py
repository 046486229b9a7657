"""The main job by REST, through the real processes: submit, follow the stream, read the verdict."""

import json
import os
import signal
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psutil
import pytest

from tests.whole.stack import ROOT, Stack

pytestmark = [pytest.mark.whole, pytest.mark.timeout(600)]
ISSUER = "https://moodle.example.org"
JACOBIAN = ROOT / "exercises/library/gradients/jacobian-sigmoid-layer/code/jacobian"
COUNTS = {
    "rnn1.kernel": "7 200", "rnn1.rec": "10000", "rnn1.bias": "100", "rnn1.sum": "17,300",
    "rnn2.kernel": "10000", "rnn2.rec": "10000", "rnn2.bias": "100", "rnn2.sum": "20 100",
    "dense.kernel": "800", "dense.bias": "8", "dense.sum": "808", "all.sum": "38208",
}  # fmt: skip
SLOW = """
import time
import numpy as np

def jacobian(A, v):
    time.sleep(0.3)
    e = np.exp(-np.abs(A @ v))
    return (e / (1.0 + e) ** 2)[:, None] * A
"""
TOKEN = f"""
from accounts.models import User
from core.tokens import SCOPES
from courses.models import Course
from courses.services import create_course_token
claire, course = User.objects.get(username="claire"), Course.objects.get(slug="rnn")
print(course.public_id, create_course_token(
    course=course, name="moodle", issuer="{ISSUER}", scopes=SCOPES, by=claire)[1])
"""


class Moodle:
    """A machine of the bundled course that acts for one student whom nobody knows yet."""

    def __init__(self, address: str, course: str, token: str) -> None:
        self.api, self.course, self.token = f"{address}/api/v1", course, token
        self.subject = uuid.uuid4().hex
        self.whom = {"on_behalf_of": {"issuer": ISSUER, "subject": self.subject, "name": "Lina A."}}

    def ask(self, path: str, body: Any = None, **headers: str) -> Any:
        """The open response of a GET, or of a POST where there is a body."""
        data = None if body is None else json.dumps({**body, **self.whom}).encode()
        more = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        request = urllib.request.Request(
            f"{self.api}/{path}", data, {**more, "Accept-Language": "en", **headers}
        )
        return urllib.request.urlopen(request, timeout=300)

    def call(self, path: str, body: Any = None, **headers: str) -> Any:
        """What it answers."""
        with self.ask(path, body, **headers) as reply:
            return json.load(reply)

    def refused(self, path: str, body: Any) -> tuple[int, Any]:
        """Status and problem of what must be refused."""
        with pytest.raises(urllib.error.HTTPError) as caught:
            self.call(path, body)
        with caught.value as error:
            return error.code, json.load(error)

    def quiz(self, slug: str) -> str:
        """The identifier of a quiz."""
        quizzes = self.call(f"courses/{self.course}/quizzes/")
        return str(next(row["id"] for row in quizzes if row["slug"] == slug))

    def items(self, slug: str) -> dict[str, str]:
        """The student's items in a quiz, by exercise."""
        attempt = self.call(f"quizzes/{self.quiz(slug)}/attempts/", {})
        return {row["exercise"]: row["id"] for row in attempt["items"]}

    def submit(self, item: str, question: str, answer: Any, **headers: str) -> Any:
        """The submission that was made."""
        body = {"item": item, "question": question, "answer": answer}
        return self.call("submissions/", body, **headers)

    def follow(self, grading: str) -> Iterator[tuple[str, Any]]:
        """The events of a grading as they come."""
        name = ""
        with self.ask(f"gradings/{grading}/events/", Accept="text/event-stream") as stream:
            assert stream.headers["Content-Type"] == "text/event-stream"
            for raw in stream:
                line = raw.decode().rstrip("\n")
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    yield name, json.loads(line.removeprefix("data: "))

    def verdict(self, grading: str) -> tuple[list[str], Any]:
        """Follow the stream to its end, then read the grading: names of the events, and it."""
        names = [name for name, _ in self.follow(grading)]
        return names, self.call(f"gradings/{grading}/")


@pytest.fixture
def moodle(gradus: Stack) -> Moodle:
    course, token = gradus.manage("shell", "--no-imports", "-c", TOKEN).split()[-2:]
    return Moodle(gradus.address, course, token)


def test_the_sheet_by_rest(moodle: Moodle) -> None:
    item = moodle.items("td5")["td5-params-simplernn"]
    wrong = moodle.submit(item, "count", {**COUNTS, "rnn2.kernel": "7200"})
    assert 0 < wrong["score"] < wrong["max_score"]
    said = {part["key"]: part for part in wrong["grading"]["parts"]}
    assert said["rnn2.kernel"]["outcome"] == "failed"
    assert "Layer 2 reads" in " ".join(said["rnn2.kernel"]["sentences"])
    right = moodle.submit(item, "count", COUNTS)
    assert right["score"] == right["max_score"] == 12_000
    body = {"item": item, "question": "pytorch", "answer": "many"}
    status, problem = moodle.refused("submissions/", body)
    assert (status, problem["code"]) == (422, "unreadable")
    assert moodle.submit(item, "pytorch", "38.408")["grading"]["parts"][0]["outcome"] == "passed"


def test_code_wrong_then_right_followed_by_the_stream(moodle: Moodle) -> None:
    item = moodle.items("td5")["jacobian-sigmoid-layer"]
    made = moodle.submit(item, "jacobian", (JACOBIAN / "wrong/transposed.py").read_text())
    assert made["grading"]["state"] in {"queued", "running", "graded"}
    names, wrong = moodle.verdict(made["grading"]["id"])
    assert (names[0], names[-1]) == ("status", "verdict")
    assert wrong["points"] < wrong["max_points"]
    assert any(part["sentences"] for part in wrong["parts"] if part["outcome"] == "failed")
    made = moodle.submit(item, "jacobian", (JACOBIAN / "reference.py").read_text())
    _, right = moodle.verdict(made["grading"]["id"])
    assert right["state"] == "graded"
    assert right["points"] == right["max_points"]
    assert {part["outcome"] for part in right["parts"]} == {"passed"}
    grades = moodle.call(f"courses/{moodle.course}/grades/")
    about = (moodle.subject, moodle.quiz("td5"))
    (mine,) = [row for row in grades if (row["subject"], row["quiz"]) == about]
    assert mine["points"] == moodle.call(f"submissions/{made['id']}/")["score"]


def test_the_same_request_many_times_at_once_is_one_submission(moodle: Moodle) -> None:
    item, key = moodle.items("td5")["td5-params-simplernn"], uuid.uuid4().hex

    def send(_number: int) -> tuple[int, Any]:
        try:
            return 201, moodle.submit(item, "pytorch", "1", **{"Idempotency-Key": key})
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

    with ThreadPoolExecutor(6) as pool:
        replies = list(pool.map(send, range(6)))
    assert {status for status, _ in replies} <= {201, 409}
    assert len({body["id"] for status, body in replies if status == 201}) == 1
    assert send(0)[0] == 201
    again = moodle.submit(item, "pytorch", "2")
    assert again["id"] not in {body.get("id") for _, body in replies}


def test_tries_are_counted_once_under_a_storm(moodle: Moodle) -> None:
    item = moodle.items("td5")["td5-params-simplernn"]

    def send(number: int) -> tuple[int, str]:
        try:
            moodle.submit(item, "pytorch", str(number))
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error).get("reason", "")
        return 201, ""

    with ThreadPoolExecutor(6) as pool:
        replies = sorted(pool.map(send, range(8)))
    assert replies == [(201, "")] * 3 + [(409, "no-tries")] * 5


def test_the_stream_survives_a_killed_grader(gradus: Stack, moodle: Moodle) -> None:
    item = moodle.items("td5-practice")["jacobian-sigmoid-layer"]
    name = moodle.submit(item, "jacobian", SLOW)["grading"]["id"]
    killed = False
    last = ""
    for event, _ in moodle.follow(name):
        last = event
        if event == "part" and not killed:
            kill(gradus, "graders.worker")
            killed = True
    assert killed
    assert last == "verdict"
    said = moodle.call(f"gradings/{name}/")
    assert (said["state"], said["points"]) == ("graded", said["max_points"])
    assert len({part["key"] for part in said["parts"]}) == len(said["parts"])


def kill(gradus: Stack, program: str) -> None:
    children = psutil.Process(gradus.manager.pid).children()
    (found,) = [child for child in children if program in child.cmdline()]
    os.kill(found.pid, signal.SIGKILL)
    while found.is_running() and found.status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.01)
