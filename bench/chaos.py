"""A storm: known answers from many students, while everything is killed at random moments."""

import http.client
import json
import random
import threading
import time
import urllib.error
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from bench.figures import Figure, median_and_p95
from bench.questions import QUESTION, answer
from bench.stack import Stack
from bench.whole import Client

OPEN = {"queued", "running"}
QUIZ, EXERCISE = "td5-practice", "jacobian-sigmoid-layer"
NAPPING = "import time\ntime.sleep(0.4)\n"
ANSWERS = {
    "autograd": answer("autograd.py"),
    "closed form": answer("closed_form.py"),
    "slow": NAPPING + answer("closed_form.py"),
    "forgets the derivative": "def jacobian(A, v):\n    return 1.0 * A\n",
    "overflows": (
        "import numpy as np\ndef jacobian(A, v):\n"
        "    e = np.exp(A @ v)\n    return (e / (1 + e) ** 2)[:, None] * A\n"
    ),
    "raises": NAPPING + "def jacobian(A, v):\n    raise ValueError('no')\n",
}
# how often each target is hit among the others, and how many verdicts must have come since it was
# hit before: whatever the machine, the storm lets the work go on
TARGETS = {
    "judge or student": (30, 1),
    "nursery": (8, 8),
    "grader": (8, 25),
    "worker": (8, 15),
    "verdicts": (8, 15),
    "web": (8, 15),
    "empty broker": (6, 10),
    "broker": (6, 25),
    "database": (6, 25),
}
LONGEST = 1200.0
POLL = 0.5


class Sturdy(Client):
    """A program that sends the same request again until it is answered, as programs should."""

    def __init__(self, stack: Stack, token: str) -> None:
        super().__init__(stack.address, token)
        self._stack = stack

    def sure(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """``call``, with one key for all its tries."""
        limit, key = time.monotonic() + LONGEST, uuid.uuid4().hex
        while True:
            try:
                return self.call(path, body, key=key)
            except urllib.error.HTTPError as error:
                told = f"{path}: {error.code} {error.read()[:300]!r}"
                if error.code < 500 and error.code not in {409, 425, 429}:
                    raise RuntimeError(told) from error
            except (OSError, http.client.HTTPException, json.JSONDecodeError) as error:
                told = f"{path}: {error!r}"
            if time.monotonic() > limit or not self._stack.alive():
                raise RuntimeError(told)
            time.sleep(0.3)

    def graded(self, item: str, text: str) -> dict[str, Any]:
        """Submit and wait: the grading as it is at last, with ``delay`` in seconds."""
        began = time.monotonic()
        body = {"item": item, "question": QUESTION, "answer": text}
        said = self.sure("submissions/", body)["grading"]
        while said["state"] in OPEN:
            if time.monotonic() - began > LONGEST:
                raise RuntimeError(f"no verdict: {said}")
            time.sleep(POLL)
            said = self.sure(f"gradings/{said['id']}/")
        return {**said, "delay": time.monotonic() - began}


@dataclass
class Result:
    """What happened, and what the books said afterwards."""

    expected: dict[str, tuple[str, str, int]]
    got: dict[str, dict[str, Any]]
    books: dict[str, Any]
    hits: Counter[str]
    seconds: float = 0.0

    def wrong(self) -> list[str]:
        """Submissions whose verdict is not the known one, or is not there exactly once."""
        told, found = self.books["submissions"], []
        for name, expected in self.expected.items():
            row = told.get(name)
            if row is None or (row["state"], row["answered"], row["points"]) != expected:
                found.append(f"{name}: {expected} became {row}")
            elif not (row["told"] == 1 and row["pointed"] and row["sum"] == row["points"]):
                found.append(f"{name}: not exactly once: {row}")
            elif row["parts"] != len(self.got[name]["parts"]) or row["score"] != row["points"]:
                found.append(f"{name}: parts or score: {row}")
        return found

    def figures(self) -> Iterator[Figure]:
        """Counts, delays, hits."""
        rows = self.books["submissions"].values()
        wrong = self.wrong()
        yield Figure("storm.submissions", len(self.expected), "submissions")
        yield Figure("storm.right", len(self.expected) - len(wrong), "verdicts")
        yield Figure("storm.wrong", len(wrong), "verdicts", 0)
        extra = sum(self.books["rows"]) - 2 * len(self.expected)
        yield Figure("storm.extra-rows", abs(extra), "rows", 0)
        yield Figure("storm.false-zero", self._false_zeros(), "verdicts", 0)
        yield Figure("storm.wrong-sums", self.books["wrong sums"], "items and attempts", 0)
        yield Figure("storm.unhandled", self.books["unhandled"], "events", 0)
        yield Figure("storm.run-again", sum(row["tries"] > 1 for row in rows), "submissions")
        delays = [1000 * said["delay"] for said in self.got.values()]
        yield from median_and_p95("storm.delay", delays, (None, None))
        yield Figure("storm.delay.longest", max(delays) / 1000, "s")
        yield Figure("storm.took", self.seconds, "s")
        for target, count in self.hits.most_common():
            yield Figure(f"storm.hit.{target.replace(' ', '-')}", count, "times")

    def _false_zeros(self) -> int:
        told = self.books["submissions"]
        return sum(
            expected[2] > 0 and not (told.get(name) or {}).get("points")
            for name, expected in self.expected.items()
        )


class Weather:
    """Hits targets until it is calmed. ``rage`` runs in a thread of its own."""

    def __init__(self, stack: Stack, dice: random.Random) -> None:
        self.hits: Counter[str] = Counter()
        self.calmed = threading.Event()
        self._stack, self._dice = stack, dice
        self._verdicts: Counter[str] = Counter()

    def verdict(self) -> None:
        """One more verdict has come."""
        self._verdicts.update(["all"])

    def rage(self) -> None:
        """Until ``calmed`` is set."""
        due = dict.fromkeys(TARGETS, 0)
        while not self.calmed.wait(self._dice.uniform(0.1, 1.2)):
            come = self._verdicts["all"]
            ready = [target for target in TARGETS if due[target] <= come]
            if not ready:  # everything was hit just now
                continue
            (target,) = self._dice.choices(ready, [TARGETS[target][0] for target in ready])
            if self._hit(target):
                self.hits[target] += 1
                due[target] = come + TARGETS[target][1]

    def _hit(self, target: str) -> bool:
        if target == "empty broker":
            return self._stack.empty_broker()
        if target == "database":
            return self._stack.restart_database()
        return self._stack.kill(target, self._dice)


def storm(stack: Stack, *, count: int, seed: int, students: int = 40) -> Result:
    """Let ``count`` known answers be graded in a storm, and read the books."""
    dice = random.Random(seed)
    clients = [Sturdy(stack, token) for token in stack.inside("people", students)]
    known, first = _calibrate(clients[0])
    began = time.monotonic()
    weather = Weather(stack, random.Random(seed + 1))
    work = [(clients[n % students], dice.choice(list(ANSWERS))) for n in range(count - len(first))]
    raging = threading.Thread(target=weather.rage)
    raging.start()
    try:
        with ThreadPoolExecutor(students) as pool:
            mine = [[name for who, name in work if who is client] for client in clients]
            sessions = list(pool.map(_session, clients, mine, [weather.verdict] * students))
    finally:
        weather.calmed.set()
        raging.join()
    clients[0].sure("courses/")  # whoever was hit last is up again
    said = first + [entry for session in sessions for entry in session]
    books = stack.inside("books", 60)
    return Result(
        expected={s["submission"]: ("graded", *known[name]) for name, s in said},
        got={s["submission"]: s for _, s in said},
        books=books,
        hits=weather.hits,
        seconds=time.monotonic() - began,
    )


def _session(
    client: Sturdy, names: list[str], done: Callable[[], None]
) -> list[tuple[str, dict[str, Any]]]:
    """One student's answers, one after the other."""
    found = []
    item = item_of(client) if names else ""
    for name in names:
        found.append((name, client.graded(item, ANSWERS[name])))
        done()
    return found


def item_of(client: Sturdy) -> str:
    """The place of the measured question in an attempt of this student's."""
    courses = client.sure("courses/")
    course = (courses["results"] if isinstance(courses, dict) else courses)[0]["id"]
    quiz = next(q for q in client.sure(f"courses/{course}/quizzes/") if q["slug"] == QUIZ)
    attempt = client.sure(f"quizzes/{quiz['id']}/attempts/", {})
    return str(next(i["id"] for i in attempt["items"] if i["exercise"] == EXERCISE))


def _calibrate(client: Sturdy) -> tuple[dict[str, tuple[str, int]], list[Any]]:
    """What each answer gets while nothing is wrong: how it is answered, and its points."""
    item = item_of(client)
    said = [(name, client.graded(item, text)) for name, text in ANSWERS.items()]
    known = {name: (s["answered"], s["points"]) for name, s in said}
    points = [known[name][1] for name in ANSWERS]
    if points[:3] != [10_000] * 3 or not 0 < points[3] < points[4] < 10_000 or points[5] != 0:
        raise RuntimeError(f"the known answers are not what they were: {known}")
    return known, said
