"""Whatever dies, the next verdict is right; neighbours do not notice each other."""

import fcntl
import os
import resource
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import msgspec
import psutil
import pytest

from graders.contracts import Progress
from graders.engine import Engine
from graders.sandbox.cgroups import Groups1, Groups2
from graders.sandbox.pair import STUDENT
from graders.sandbox.readable import wait_for
from graders.sandbox.settings import Settings
from tests.graders.submissions import LIMITS, REFERENCE, bundle_of, grade, outcomes, request_of

pytestmark = pytest.mark.sandbox


@pytest.fixture(scope="module")
def own() -> Iterator[Engine]:
    """An engine of our own, with spare pairs: its nursery is killed here."""
    with Engine(slots=2, runtimes=["numpy"], settings=Settings(), spares=2) as engine:
        engine.start()
        yield engine


def kill_nursery(engine: Engine) -> None:
    nursery = engine.sandbox.nursery("numpy")
    os.kill(nursery.pid, signal.SIGKILL)
    while nursery.alive:
        time.sleep(0.01)


def open_files() -> int:
    return psutil.Process().num_fds()


def alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_a_dead_nursery_is_replaced(own: Engine) -> None:
    own.sandbox.fill()
    kill_nursery(own)
    assert grade(own, REFERENCE).points == 4000


def test_a_nursery_that_dies_at_work_costs_nothing(own: Engine) -> None:
    source = "import time\ndef double(x):\n    time.sleep(0.4)\n    return 2 * x\n"
    killer = threading.Timer(0.5, kill_nursery, args=(own,))
    killer.start()
    verdict = grade(own, source)
    killer.join()
    assert (verdict.state, verdict.points) == ("graded", 4000)


def test_a_killed_student_process_costs_nothing(own: Engine) -> None:
    own.sandbox.fill()
    waiting, working = own.sandbox._spares["numpy"][0], own.sandbox._spares["numpy"][1]
    waiting.kill(STUDENT)
    told = 0

    def listen(progress: Progress) -> None:
        nonlocal told
        told += progress.part is not None
        if told == 2:
            working.kill(STUDENT)

    verdict = own.grade(request_of(REFERENCE), bundle_of(), listen)
    assert (verdict.points, set(outcomes(verdict))) == (4000, {"passed"})
    assert (verdict.replay["pairs"], told) == (3, len(verdict.parts))


def test_who_has_itself_killed_is_believed_the_third_time(own: Engine) -> None:
    source = (
        "import resource\ndef double(x):\n"
        "    resource.setrlimit(resource.RLIMIT_CPU, (0, 0))\n    while True: pass\n"
    )
    verdict = grade(own, source, limits=msgspec.structs.replace(LIMITS, cpu=20.0, wall=40.0))
    assert (verdict.state, verdict.points) == ("graded", 0)
    assert (set(outcomes(verdict)), verdict.replay["pairs"]) == ({"crashed"}, 2 + 3)


def until(held: Callable[[], bool]) -> None:
    limit = time.monotonic() + 60
    while not held() and time.monotonic() < limit:
        time.sleep(0.02)
    assert held()


def test_a_nursery_is_replaced_after_so_many_forks() -> None:
    settings = Settings(forks=4)
    with Engine(slots=1, runtimes=["numpy"], settings=settings, spares=1) as engine:
        first = engine.sandbox.nursery("numpy")
        for _ in range(6):
            assert grade(engine, REFERENCE).points == 4000
        until(lambda: engine.sandbox.nursery("numpy") is not first)
        assert grade(engine, REFERENCE).points == 4000
        until(lambda: not first.alive)


def test_a_nursery_that_grows_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    with Engine(slots=1, runtimes=["numpy"], settings=Settings(), spares=0) as engine:
        first = engine.sandbox.nursery("numpy")
        grade(engine, REFERENCE)
        now = first.health()
        assert now["descriptors"] > 3
        assert now["mounts"] > 3
        assert now["threads"] == 1
        monkeypatch.setattr("graders.sandbox.nursery._LOOK_EVERY", 1)
        assert first.worn(100) == ""
        first._fresh["descriptors"] -= 1
        grade(engine, REFERENCE)
        until(lambda: engine.sandbox.nursery("numpy") is not first)


def test_one_stands_by() -> None:
    with Engine(slots=1, runtimes=["numpy"], spares=1, standing_by=True) as engine:
        waiting = engine.sandbox._pool._next
        until(lambda: "numpy" in waiting)
        second = waiting["numpy"]
        kill_nursery(engine)
        assert grade(engine, REFERENCE).points == 4000
        assert engine.sandbox.nursery("numpy") is second
        until(lambda: "numpy" in waiting)


def test_a_listener_that_fails_does_not_break_the_engine(own: Engine) -> None:
    def listen(_progress: object) -> None:
        raise OSError("the broker is away")

    with pytest.raises(OSError, match="away"):
        own.grade(request_of(REFERENCE), bundle_of(), listen)
    assert grade(own, REFERENCE).points == 4000


def test_honest_beside_hostile_gets_full_marks(own: Engine) -> None:
    hostile = [
        "def double(x):\n    while True: pass\n",
        "import os\ndef double(x):\n    while True: os.fork()\n",
        "def double(x):\n    kept = []\n    while True: kept.append(bytearray(2**20))\n",
        "def double(x):\n    while True: print('x' * 10_000)\n",
    ]
    with ThreadPoolExecutor(2) as pool:
        bad = pool.map(lambda source: grade(own, source), hostile)
        good = pool.map(lambda _n: grade(own, REFERENCE).points, range(6))
        assert list(good) == [4000] * 6
        assert all("passed" not in outcomes(verdict) for verdict in bad)


def test_nothing_is_left_behind() -> None:
    with Engine(slots=1, runtimes=["numpy"], settings=Settings(), spares=1) as engine:
        engine.start()
        grade(engine, REFERENCE)
        groups = engine.sandbox._groups
        pids = [engine.sandbox.nursery("numpy").pid]
        before = open_files()
    assert not any(alive(pid) for pid in pids)
    assert open_files() < before
    assert isinstance(groups, Groups1 | Groups2) or groups.version == 0
    assert not [base for base in getattr(groups, "_bases", {}).values() if base.exists()]


def test_descriptors_do_not_leak(own: Engine) -> None:
    own.sandbox.fill()
    before = open_files()
    for _ in range(10):
        grade(own, REFERENCE)
    own.sandbox.fill()
    limit = time.monotonic() + 30
    while open_files() > before and time.monotonic() < limit:
        time.sleep(0.05)
    assert open_files() <= before


def test_who_works_faster_than_pairs_are_cleared_away_clears_away_too(own: Engine) -> None:
    """The publish gate once held 1,500 descriptors, more than ``select`` can count."""
    own.sandbox.fill()
    with own.sandbox._filling:  # whoever clears away is kept busy
        before = open_files()
        for _ in range(20):
            own.sandbox.give_back(own.sandbox.take("numpy"))
        assert open_files() - before < 80


def test_a_descriptor_of_any_number_is_waited_for() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 1500), hard))
    try:
        reader, writer = os.pipe()
        high = fcntl.fcntl(reader, fcntl.F_DUPFD, 1400)
        assert not wait_for(high, 0.01)
        os.write(writer, b"x")
        assert wait_for(high, 5.0)
        for descriptor in (reader, writer, high):
            os.close(descriptor)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
