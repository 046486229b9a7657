"""``exercise new SLUG``: a folder that passes the gate, to be changed into one's own."""

import argparse
import re
from pathlib import Path
from typing import Any

from exercises.cli.shown import Say, Unusable

HELP = "Start an exercise: a small working folder to change."
STARTS = Path(__file__).with_name("starts")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_MINE = "my-exercise"
_HEAD = "=== "


def kinds() -> list[str]:
    """The kinds that there is a start for."""
    return sorted(path.stem for path in STARTS.glob("*.txt"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The slug, the kind of its question, and where to put it."""
    parser.add_argument("slug", metavar="SLUG", help="name of the exercise and of its folder")
    parser.add_argument("--kind", choices=kinds(), default="numeric")
    parser.add_argument("--into", default=".", metavar="DIR", help="parent folder (default: here)")


def run(options: dict[str, Any], say: Say) -> int:
    """Write the folder. Raises ``Unusable`` for a bad slug or a folder that exists."""
    slug, parent = options["slug"], Path(options["into"])
    if not _SLUG.fullmatch(slug):
        raise Unusable(f"`{slug}` is no slug: use small letters, digits and hyphens.")
    folder = parent / slug
    if folder.exists():
        raise Unusable(f"{folder} exists already.")
    try:
        for path, text in files_of(options["kind"], slug).items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Unusable(f"{folder}: {error.strerror}.") from None
    say(f"{folder} is there. Change it, then: python manage.py exercise check {folder}")
    return 0


def files_of(kind: str, slug: str) -> dict[str, str]:
    """The files of a start by path."""
    files: dict[str, str] = {}
    path = ""
    for line in (STARTS / f"{kind}.txt").read_text(encoding="utf-8").splitlines(keepends=True):
        if line.startswith(_HEAD):
            path = line.removeprefix(_HEAD).strip()
            files[path] = ""
        else:
            files[path] += line.replace(_MINE, slug)
    return files
