"""What the guards look at: the files of the repository."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_FOREIGN = ("exercises/library", "tests/sandbox/programs")
"""Content and hostile programs: not our code."""


@cache
def files() -> tuple[Path, ...]:
    """Every file of the repository that is not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    found = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(sorted(path for path in found if path.is_file()))


def sources(*suffixes: str) -> list[Path]:
    """The files with one of these endings, without generated migrations and exercise content."""
    return [
        path
        for path in files()
        if path.suffix in suffixes
        and "migrations" not in path.parts
        and not any(path.is_relative_to(ROOT / folder) for folder in _FOREIGN)
    ]


def short(path: Path) -> str:
    """The path as the repository names it."""
    return path.relative_to(ROOT).as_posix()
