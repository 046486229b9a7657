"""``exercise watch FOLDER``: checked again whenever a file is saved, what is quick first."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from exercises.cli.cache import Cache
from exercises.cli.check import row_of
from exercises.cli.details import shown
from exercises.cli.engines import engine_for, runtimes_of
from exercises.cli.shown import LANGUAGES, Say, Unusable, table
from exercises.format import FormatErrors, Loaded, load_folder
from exercises.format.paths import is_noise
from graders import gate
from graders.contracts import CheckLine
from graders.engine import Engine

HELP = "Check a folder again whenever one of its files is saved. Ctrl-C ends."
PAUSE = 0.4
"""Seconds between two looks at the folder; a change must last as long to count."""
_CLEAR = "\033[2J\033[3J\033[H"
State = dict[str, tuple[int, int]]


class Changed(Exception):
    """A file was saved while the gate ran: what it finds is out of date."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The folder and the language."""
    parser.add_argument("folder", metavar="FOLDER")
    parser.add_argument("--language", choices=LANGUAGES, default="en")


def run(options: dict[str, Any], say: Say) -> int:
    """Watch until Ctrl-C, which is the way to end it: 0. Raises ``Unusable``."""
    folder = Path(options["folder"])
    if not folder.is_dir():
        raise Unusable(f"{folder}: there is no such folder.")
    with _warm() as engine_of:
        try:
            while True:
                before = state_of(folder)
                if sys.stdout.isatty():
                    say(_CLEAR)
                _once(folder, before, engine_of, options["language"], say)
                if state_of(folder) == before:
                    say("Waiting for a change. Ctrl-C ends.")
                    wait(folder, before)
        except KeyboardInterrupt:
            say("")
            return 0


def state_of(folder: Path) -> State:
    """Size and time of change of every file that counts, by path."""
    found: State = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        try:
            if path.is_file() and not is_noise(name):
                facts = path.stat()
                found[name] = (facts.st_size, facts.st_mtime_ns)
        except OSError:  # an editor replaces a file by moving another one there
            continue
    return found


def wait(folder: Path, before: State) -> None:
    """Return when the folder is another one than ``before`` and has come to rest."""
    while True:
        time.sleep(PAUSE)
        now = state_of(folder)
        if now != before:
            time.sleep(PAUSE)
            if state_of(folder) == now:
                return


@contextmanager
def _warm() -> Iterator[Callable[[Loaded], Engine]]:
    """An engine that stays warm between two checks, as long as it has the runtimes needed."""
    with ExitStack() as stack:
        running: dict[str, Engine] = {}

        def engine_of(loaded: Loaded) -> Engine:
            wanted = ",".join(runtimes_of([loaded]))
            if wanted not in running:
                stack.close()
                running.clear()
                running[wanted] = stack.enter_context(engine_for([loaded]))
            return running[wanted]

        yield engine_of


def _once(
    folder: Path, before: State, engine_of: Callable[[Loaded], Engine], language: str, say: Say
) -> None:
    """The problems of the files at once; without any, the gate, line by line."""
    try:
        loaded = load_folder(folder)
    except FormatErrors as errors:
        for problem in errors.problems:
            say(f"{folder}/{problem.text(language)}")
        return
    cache = Cache(settings.VAR / "gate")
    kept = cache.get(loaded.gate_hash)
    if kept is not None:
        say(f"{loaded.slug}: ok, as in an earlier run.")
        return

    def tell(line: CheckLine) -> None:
        if state_of(folder) != before:
            raise Changed
        for row in (*table([row_of(line, language)]), *shown(line)):
            say(row)

    say(f"{loaded.slug}: the files are in order. The gate:")
    try:
        report = gate.check(engine_of(loaded), loaded.bundle, tell)
    except Changed:
        return
    cache.put(loaded.gate_hash, report)
    say(f"{loaded.slug}: {'ok' if report.ok else 'FAILED'}")
