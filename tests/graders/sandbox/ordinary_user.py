"""A program: grade a few submissions as an ordinary user, print what came of it as JSON; or,
with the word ``attack``, run the attack suite as one.

Started by root it first makes interpreter and repository reachable (a home of mode 0700 hides
them), in a mount namespace of its own, and becomes ``nobody``.
"""

import json
import os
import stat
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from graders.engine import Engine  # noqa: E402 (the path comes first)
from graders.sandbox import launch, selftest  # noqa: E402
from graders.sandbox.settings import Settings  # noqa: E402
from tests.graders.submissions import REFERENCE, grade, outcomes  # noqa: E402
from tests.sandbox import table  # noqa: E402

NOBODY = 65534
BIND, REC, MOVE, PRIVATE = 0x1000, 0x4000, 0x2000, 0x40000
SOURCES = {
    "honest": REFERENCE,
    "loop": "def double(x):\n    while True: pass\n",
    "memory": "def double(x):\n    kept = []\n    while True: kept.append(bytearray(2**20))\n",
    "fork bomb": "import os\ndef double(x):\n    while True: os.fork()\n",
    "crash": "import ctypes\ndef double(x):\n    ctypes.string_at(0)\n",
}


def hidden(path: Path) -> Path | None:
    """The topmost folder on the way to ``path`` that others cannot pass."""
    for folder in reversed(path.parents):
        if not folder.stat().st_mode & stat.S_IXOTH:
            return folder
    return None


def reveal(paths: list[Path]) -> None:
    """Cover what hides ``paths`` by an open folder that holds nothing but them."""
    by_cover: dict[Path, list[Path]] = {}
    for path in paths:
        if (cover := hidden(path)) is not None:
            by_cover.setdefault(cover, []).append(path)
    for cover, wanted in by_cover.items():
        staged = [Path(f"/dev/shm/gradus-{os.getpid()}-{n}") for n in range(len(wanted))]
        for path, place in zip(wanted, staged, strict=True):
            place.mkdir()
            launch._mount(str(path), str(place), "none", BIND | REC)
        launch._mount("none", str(cover), "tmpfs", 0, "mode=0755")
        for path, place in zip(wanted, staged, strict=True):
            path.mkdir(parents=True)
            launch._mount(str(place), str(path), "none", MOVE)
            place.rmdir()


def become_nobody() -> None:
    if os.geteuid() != 0:
        return
    launch._libc.unshare(0x20000)
    launch._mount("none", "/", "none", REC | PRIVATE)
    reveal([Path(sys.base_prefix).resolve(), ROOT])
    launch.become(NOBODY)
    # a fresh start: a process that changed its user cannot be looked at in /proc
    os.execv(sys.executable, [sys.executable, __file__, *sys.argv[1:]])


def main() -> None:
    become_nobody()
    if sys.argv[1:] == ["attack"]:
        sys.exit(table.run())
    said: dict[str, object] = {}
    with Engine(runtimes=["numpy"], settings=Settings(), spares=1) as engine:
        engine.start()
        said["isolation"] = engine.sandbox.isolation
        said["breaches"] = selftest.breaches(engine.sandbox, "numpy")
        said["user"] = os.getuid()
        for name, source in SOURCES.items():
            said[name] = outcomes(grade(engine, source))[0]
        said["honest afterwards"] = outcomes(grade(engine, REFERENCE))
    sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main()
