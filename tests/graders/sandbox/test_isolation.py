"""The invariants that stop a release, each with the proof that its protection is what holds it.

A protection is taken away by ``Settings(without=…)``, which only tests may set; the self-test
must then report a breach. So neither the protection nor its test can rot unseen.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from graders.engine import Engine
from graders.sandbox import selftest
from graders.sandbox.pair import JUDGE, STUDENT
from graders.sandbox.sandbox import Sandbox
from graders.sandbox.settings import PROTECTIONS, Settings
from tests.graders.submissions import bundle_of, grade, outcomes

pytestmark = pytest.mark.sandbox

BREACHES = {
    "seccomp": "no seccomp filter of its own",
    "net": "shares our net namespace",
    "pid": "other_processes",
    "mounts": "processes are listed",
    "descriptors": "descriptor 5 is open",
    "dumpable": "its memory can be read",
    "capabilities": "CapEff is not empty",
    "environment": "variables",
    "user": "runs as the host's root",
    "users": "one host user",
}


@contextmanager
def sandbox(without: str = "", *, cgroups: bool = True) -> Iterator[Sandbox]:
    settings = Settings(without=frozenset([without] if without else []), cgroups=cgroups)
    box = Sandbox(["numpy"], settings, spares=0)
    box.start()
    try:
        yield box
    finally:
        box.close()


def test_nothing_gets_through(engine: Engine) -> None:
    assert selftest.breaches(engine.sandbox, "numpy") == []


def test_nothing_gets_through_where_torch_is(torch_engine: Engine) -> None:
    assert selftest.breaches(torch_engine.sandbox, "torch") == []
    assert selftest.smoke(torch_engine.sandbox, "torch") == ""


def test_where_root_has_users_to_give_every_process_is_a_host_user_of_its_own() -> None:
    with sandbox() as box:
        pairs = [box.take("numpy") for _ in range(2)]
        found = [selftest.user(pair, which) for pair in pairs for which in (JUDGE, STUDENT)]
        nursery = box.nursery("numpy")
        for pair in pairs:
            box.give_back(pair)
    numbers = {int(word) for row in found for word in row.split()[1:]}
    assert len(numbers) == (4 if nursery.users else 1)
    assert 0 not in numbers


def test_every_protection_has_its_proof() -> None:
    assert set(BREACHES) == PROTECTIONS


@pytest.mark.parametrize("protection", sorted(BREACHES))
def test_without_it_the_self_test_reports_a_breach(
    protection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADUS_TEST_SECRET", "only-for-this-test")
    with sandbox(protection) as box:
        found = " | ".join(selftest.breaches(box, "numpy"))
    assert BREACHES[protection] in found


FORGER = """
import msgpack, os, stat, struct, time

def frame(**facts):
    text = msgpack.packb(facts)
    return struct.pack("<II", len(text), 0) + text

forged = b"".join(
    frame(t="part", key=key, outcome="passed", earned=points, messages=[], details=[], staff="")
    for key, points in (("first", 1), ("second", 2), ("third", 1))
) + frame(t="end")

def double(x):
    sent = 0
    print("passed 4/4", {"state": "graded", "points": 4000})
    for descriptor in range(5, 300):
        try:
            if AIMED(descriptor):
                sent += os.write(descriptor, forged)
        except OSError:
            pass
    if sent:
        time.sleep(2)  # until all is believed: what is judged twice would be refused
    return x
"""
EVERYWHERE = FORGER.replace("AIMED", "bool")
OTHERS_PIPES = f"""{FORGER.replace("AIMED", "another")}
own = set()
for descriptor in range(5):
    try:
        own.add(os.fstat(descriptor).st_ino)
    except OSError:
        pass

def another(descriptor):
    found = os.fstat(descriptor)
    return stat.S_ISFIFO(found.st_mode) and found.st_ino not in own
"""


@pytest.mark.parametrize("forger", [EVERYWHERE, OTHERS_PIPES])
def test_only_the_judge_judges(engine: Engine, forger: str) -> None:
    verdict = grade(engine, forger)
    assert verdict.points == 0
    assert set(outcomes(verdict)) == {"failed"}


def test_with_the_judges_descriptors_a_verdict_could_be_forged() -> None:
    """Only pipes are written to, and not its own: what else it holds would end the nursery."""
    weak = Settings(without=frozenset({"descriptors"}))
    with Engine(runtimes=["numpy"], settings=weak, spares=0) as engine:
        verdict = grade(engine, OTHERS_PIPES)
    assert verdict.points == 4000


SPEAKS_TWICE = """
import os, struct, msgpack

def double(x):
    text = msgpack.packb([1, "ok", ["l", 1, 2, 3]])
    os.write(4, struct.pack("<II", len(text), 0) + text)
    return 2 * x
"""


def test_extra_frames_are_never_answers(engine: Engine) -> None:
    assert set(outcomes(grade(engine, SPEAKS_TWICE))) == {"refused"}


HUNTER = """
import gc, os, sys

BACKWARDS = "egduj-eht-fo-kram"

def seen():
    for folder, folders, files in os.walk("/"):
        folders[:] = [f for f in folders if f not in ("usr", "python", "site", "lib")]
        for file in files:
            try:
                with open(os.path.join(folder, file), errors="replace") as opened:
                    yield file, opened.read(100_000)
            except OSError:
                pass
    yield "environment", repr(dict(os.environ)) + repr(sys.argv)
    for module in list(sys.modules.values()):
        yield "modules", repr(vars(module).values())[:200_000] if module else ""
    for thing in gc.get_objects():
        if isinstance(thing, (list, tuple, dict)) and len(thing) < 100:
            yield "objects", repr(thing)[:10_000]

def hunt():
    return sorted({place for place, text in seen() if BACKWARDS[::-1] in text})

def open_data():
    return open("/tmp/data/open.txt").read()
"""
HUNT = """
from graders.sdk import check, suite
SECRET = "mark-of-the-judge"

@suite.test(points=1)
def found_nothing(student, reference):
    reference.answer()
    check.equal(student.hunt(), [])

@suite.test(points=1)
def reads_its_own_data(student):
    check.equal(student.open_data(), "for everybody")

@suite.test(points=0)
def judge_reads_its_data(student):
    check.equal(open("/tmp/data/key.txt").read(), SECRET)
"""


def test_there_is_nothing_to_steal(engine: Engine) -> None:
    files = {
        "data/student/open.txt": b"for everybody",
        "data/judge/key.txt": b"mark-of-the-judge",
    }
    reference = "ANSWER = 'mark-of-the-judge'\ndef answer():\n    return ANSWER\n"
    bundle = bundle_of(HUNT, reference, files)
    assert outcomes(grade(engine, HUNTER, bundle, defines=["hunt()"])) == ["passed"] * 3


LEAVES_THINGS = """
import os, numpy, builtins, threading, time

def double(x):
    for folder in ("/tmp", "/dev/shm"):
        if os.path.exists(folder + "/left"):
            raise RuntimeError("somebody was here")
        open(folder + "/left", "w").write("mine")
    if hasattr(builtins, "left"):
        raise RuntimeError("somebody patched builtins")
    builtins.left = numpy.left = 1
    if os.fork() == 0:
        time.sleep(60)
        os._exit(0)
    threading.Thread(target=time.sleep, args=(60,)).start()
    return 2 * x

first = double
def double(x, kept=[]):
    return first(x) if not kept and not kept.append(1) else 2 * x
"""


def test_nothing_lives_on(engine: Engine) -> None:
    for _ in range(3):
        assert grade(engine, LEAVES_THINGS).points == 4000


FILLS_DISK = """
import os

def double(x):
    written = 0
    try:
        with open("/tmp/big", "wb") as file:
            while written < 2**30:
                written += file.write(b"x" * 2**20)
    except OSError:
        pass
    assert written < 2**28
    return 2 * x
"""


def test_disk_is_small(engine: Engine) -> None:
    assert grade(engine, FILLS_DISK).points == 4000
