"""Every submission ends in exactly one verdict, and the next honest one gets full marks."""

import pytest

from graders.bundle import Bundle
from graders.contracts import Limits, decode_reply, encode
from graders.engine import Engine
from tests.graders.submissions import REFERENCE, bundle_of, grade, heard, outcomes, request_of, said

pytestmark = pytest.mark.sandbox

HOSTILE = {
    "endless loop": ("def double(x):\n    while True: pass", "time", "sandbox.cpu"),
    "segmentation fault": (
        "import ctypes\ndef double(x):\n    ctypes.string_at(0)",
        "crashed",
        "sandbox.crashed",
    ),
    "abort": ("import os\ndef double(x):\n    os.abort()", "crashed", "sandbox.crashed"),
    "memory": (
        "def double(x):\n    kept = []\n    while True: kept.append(bytearray(2**20))",
        "memory",
        "sandbox.memory",
    ),
    "huge array": (
        "import numpy as np\ndef double(x):\n    return np.ones(2**27)",
        "memory",
        "sandbox.memory",
    ),
    "impossible array": (
        "import numpy as np\ndef double(x):\n    return np.ones(2**44)",
        "memory",
        "sdk.allocation",
    ),
    "fork bomb": (
        "import os\ndef double(x):\n    while True: os.fork()",
        "processes",
        "sandbox.processes",
    ),
    "thread bomb": (
        """from threading import Thread
from time import sleep
def double(x):
    while True: Thread(target=sleep, args=(9,), daemon=True).start()""",
        "processes",
        "sandbox.processes",
    ),
    "exception": ("def double(x):\n    return 1 / 0", "error", "sdk.raised"),
    "exit": ("def double(x):\n    raise SystemExit(0)", "error", "sdk.exit"),
    "hard exit": ("import os\ndef double(x):\n    os._exit(0)", "error", "sandbox.exit"),
    "recursion": ("def double(x):\n    return double(x)", "error", "sdk.recursion"),
    "kill all": (
        "import os\ndef double(x):\n    os.kill(-1, 9)\n    os.kill(0, 9)\n    return 2 * x",
        "error",
        "sdk.raised",
    ),
    "closes its pipes": (
        "import os\ndef double(x):\n    os.closerange(0, 20)\n    return 2 * x",
        "error",
        "sandbox.exit",
    ),
    "too large": (
        "import numpy as np\ndef double(x):\n    return np.zeros(2**21)",
        "refused",
        "sdk.reply-too-large",
    ),
    "cyclic": (
        "def double(x):\n    a = []\n    a.append(a)\n    return a",
        "refused",
        "sdk.reply-too-deep",
    ),
    "endless generator": (
        "def double(x):\n    return (list() for _ in iter(int, 1))",
        "refused",
        "sdk.reply-too-many",
    ),
    "no data": ("def double(x):\n    return object()", "refused", "sdk.not-data"),
    "wrong shape": ("def double(x):\n    return [[1, 2, 3]]", "refused", "sdk.shape"),
    "None": ("def double(x):\n    pass", "refused", "sdk.expected-array"),
    "wrong": ("def double(x):\n    return 3 * x", "failed", "sdk.first-entry"),
    "not finite": ("def double(x):\n    return x * float('nan')", "failed", "sdk.not-finite"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_gets_the_verdict_it_deserves_and_the_next_one_is_not_disturbed(
    engine: Engine, name: str
) -> None:
    source, outcome, sentence = HOSTILE[name]
    verdict = grade(engine, source)
    assert verdict.state == "graded"
    assert verdict.parts[0].outcome == outcome
    assert sentence in said(verdict)
    assert verdict.points == 0
    assert decode_reply(encode(verdict)) == verdict
    assert grade(engine, REFERENCE).points == 4000


NOT_RUNNABLE = {
    "syntax": ("def double(x:\n", "sdk.syntax"),
    "import": ("import nowhere\n", "sdk.load-failed"),
    "missing": ("def Double(x):\n    return 2 * x\n", "sdk.missing-found"),
    "nothing like it": ("x = 3\n", "sdk.missing"),
    "exit": ("exit()\n", "sdk.load-failed"),
    "system exit": ("import sys\nsys.exit(0)\n", "sdk.exit-loading"),
    "hard exit": ("import os\nos._exit(0)\n", "sandbox.exit"),
    "crash": ("import ctypes\nctypes.string_at(0)\n", "sandbox.crashed"),
    "loop": ("while True: pass\n", "sandbox.cpu"),
    "memory": ("x = bytearray(2**30)\n", "sandbox.memory"),
    "null character": ("x = 1\0", "sdk.load-failed-nowhere"),
}


@pytest.mark.parametrize("name", NOT_RUNNABLE)
def test_what_does_not_load_is_free_and_told(engine: Engine, name: str) -> None:
    source, sentence = NOT_RUNNABLE[name]
    verdict = grade(engine, source)
    assert (verdict.state, verdict.answered, verdict.counts) == ("graded", "not-runnable", False)
    assert verdict.points == 0
    assert sentence in said(verdict)


def test_a_syntax_error_has_line_and_column(engine: Engine) -> None:
    verdict = grade(engine, "x = 1\ndef double(x)\n    return 2 * x\n")
    assert verdict.messages[0].params["line"] == 2
    assert verdict.messages[0].params["column"] > 1


def test_an_exception_shows_only_the_submissions_own_lines(engine: Engine) -> None:
    source = "import numpy as np\n\n\ndef double(x):\n    return np.ones(2) @ np.ones(3)\n"
    (detail, *_) = grade(engine, source).parts[0].details
    assert detail["exception"] == "ValueError"
    assert detail["frames"] == [{"line": 5, "function": "double"}]


def test_a_death_costs_one_test(engine: Engine) -> None:
    source = "import os\ndef double(x):\n    if x.ndim == 2: os._exit(3)\n    return 2 * x\n"
    verdict = grade(engine, source)
    assert outcomes(verdict) == ["passed", "error", "passed"]
    assert verdict.points == 2000


def test_what_takes_all_the_time_leaves_the_rest_unrun(engine: Engine) -> None:
    source = "def double(x):\n    while x.ndim == 2: pass\n    return 2 * x\n"
    assert outcomes(grade(engine, source)) == ["passed", "time", "not-run"]


def test_sleeping_meets_the_wall_clock(engine: Engine) -> None:
    source = "import time\ndef double(x):\n    time.sleep(1000)\n"
    verdict = grade(engine, source, limits=Limits(cpu=5.0, wall=1.0))
    assert outcomes(verdict) == ["time", "not-run", "not-run"]
    assert "sandbox.time" in said(verdict)


def test_a_test_may_have_a_time_of_its_own(engine: Engine) -> None:
    suite = (
        "from graders.sdk import check, suite\n"
        "@suite.test(points=1, time=0.3)\n"
        "def quick(student):\n    check.equal(student.double(1), 2)\n"
        "@suite.test(points=1)\n"
        "def other(student):\n    check.equal(student.double(2), 4)\n"
    )
    source = "import time\ndef double(x):\n    time.sleep(60 if x == 1 else 0)\n    return 2 * x\n"
    verdict = grade(engine, source, bundle_of(suite))
    assert outcomes(verdict) == ["time", "passed"]
    assert "sandbox.test-time" in said(verdict)


def test_a_flood_of_output_is_cut_and_costs_nothing(engine: Engine) -> None:
    source = "def double(x):\n    print('é' * 100_000)\n    return 2 * x\n"
    verdict = grade(engine, source)
    assert verdict.points == 4000
    assert len(verdict.output.encode()) <= 64 * 2**10 + 2
    assert "sandbox.output-cut" in said(verdict)


def test_an_endless_flood_is_stopped(engine: Engine) -> None:
    source = "def double(x):\n    while True: print('x' * 100_000)\n"
    verdict = grade(engine, source)
    assert verdict.parts[0].outcome in ("output", "time")
    assert verdict.points == 0


def test_output_of_hidden_tests_is_never_shown(engine: Engine) -> None:
    source = "def double(x):\n    print('saw', x.shape)\n    return 2 * x\n"
    verdict = grade(engine, source)
    assert verdict.points == 4000
    assert "saw (3,)" in verdict.output
    assert "saw (4,)" not in verdict.output


def test_a_hidden_failure_tells_nothing(engine: Engine) -> None:
    source = "def double(x):\n    if x.shape == (4,): raise ValueError(x)\n    return 2 * x\n"
    hidden = grade(engine, source).parts[2]
    assert (hidden.outcome, hidden.messages, hidden.details) == ("error", (), ())


def test_progress_is_the_list_and_then_each_part(engine: Engine) -> None:
    events = heard(engine, REFERENCE)
    assert [key for key, _title in events[0].expected] == ["first", "second", "third"]
    assert [e.part.key for e in events[1:] if e.part] == ["first", "second", "third"]


def test_the_same_seeds_give_the_same_verdict(engine: Engine) -> None:
    source = "import numpy as np\ndef double(x):\n    return 2 * x + np.random.normal()\n"
    one, two = grade(engine, source), grade(engine, source)
    assert [p.details for p in one.parts] == [p.details for p in two.parts]
    other = grade(engine, source, seed=99)
    assert other.parts[0].details != one.parts[0].details
    assert other.parts[2].points == one.parts[2].points


BROKEN_SUITES = {
    "raises": "1 / 0\n",
    "empty": "",
    "no such fixture": "from graders.sdk import suite\n@suite.test(1)\ndef t(nobody): pass\n",
    "too many probes": (
        "from graders.sdk import suite\n@suite.test(points=1, probe=True)\ndef t(student): pass\n"
    ),
    "loops": "while True: pass\n",
    "dies": "import os\nos._exit(0)\n",
    "eats memory": "x = []\nwhile True: x.append(bytearray(2**24))\n",
}


@pytest.mark.parametrize("name", BROKEN_SUITES)
def test_a_broken_suite_is_never_the_students_fault(engine: Engine, name: str) -> None:
    verdict = grade(engine, REFERENCE, bundle_of(BROKEN_SUITES[name]))
    assert (verdict.state, verdict.fault, verdict.counts) == ("failed", "suite-error", False)
    assert verdict.points == 0
    assert verdict.staff
    assert grade(engine, REFERENCE).points == 4000


def test_a_suite_that_trips_over_the_answer_refuses_it(engine: Engine) -> None:
    suite = (
        "from graders.sdk import check, suite\n@suite.test(points=1)\n"
        "def t(student):\n    check.close(student.double(1)['x'] + 1, 3)\n"
    )
    verdict = grade(engine, REFERENCE, bundle_of(suite))
    assert verdict.state == "graded"
    assert outcomes(verdict) == ["refused"]
    assert "TypeError" in str(verdict.staff)


def test_a_missing_file_is_the_exercises_fault(engine: Engine) -> None:
    verdict = engine.grade(request_of(REFERENCE), Bundle({}))
    assert (verdict.state, verdict.fault) == ("failed", "suite-error")
