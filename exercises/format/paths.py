"""Which files a folder may have, and under which names."""

import re
import sys
from collections.abc import Iterable

from exercises.format.bounds import MAX_DEPTH
from exercises.format.problems import WHOLE, Notes

_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.\-]{0,79}")
_WINDOWS = {"con", "prn", "aux", "nul"} | {f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10)}

RESERVED = frozenset(sys.stdlib_module_names) | {
    "numpy", "torch", "scipy", "pandas", "msgpack", "msgspec", "graders", "exercises",
    "sitecustomize", "usercustomize", "conftest", "setup",
    "submission", "solution", "student", "starter", "reference", "suite", "test",
}  # fmt: skip
"""Names that Python in ``data/`` must not take: it would stand before a library."""

_IGNORED_FOLDERS = {"__MACOSX", "__pycache__"}
_IGNORED_FILES = {"Thumbs.db", "desktop.ini"}


def is_noise(path: str) -> bool:
    """A file that systems and editors leave behind and nobody means: hidden ones, caches."""
    *folders, name = path.split("/")
    if any(part.startswith(".") and part not in (".", "..") for part in (*folders, name)):
        return True
    if any(folder in _IGNORED_FOLDERS for folder in folders):
        return True
    return name in _IGNORED_FILES or name.endswith(("~", ".pyc", ".swp"))


def printable(path: str) -> str:
    """A name as it can be shown: one with controls, or that is no Unicode, is spelt out."""
    return path if path.isprintable() else ascii(path)


def safe(path: str, notes: Notes) -> bool:
    """Whether ``path`` stays inside the folder and has an ordinary name everywhere."""
    shown = printable(path)
    parts = path.split("/")
    if path.startswith("/") or "\\" in path or ".." in parts or re.match(r"[A-Za-z]:", path):
        notes.add(shown, WHOLE, "path-outside")
        return False
    if len(parts) - 1 > MAX_DEPTH:
        notes.add(shown, WHOLE, "path-too-deep", most=MAX_DEPTH)
        return False
    for part in parts:
        if not _PART.fullmatch(part) or part.split(".")[0].lower() in _WINDOWS:
            notes.add(shown, WHOLE, "path-odd")
            return False
    return True


def check_shadowing(path: str, notes: Notes) -> None:
    """A file of ``data/`` must not shadow a library nor hook into the start of Python."""
    side, _, rest = path.removeprefix("data/").partition("/")
    first = rest.split("/")[0]
    if path.endswith(".pth"):
        notes.add(path, WHOLE, "hooks-python")
    elif first.split(".")[0].lower() in RESERVED and (rest.endswith(".py") or "/" in rest):
        notes.add(path, WHOLE, "shadows", name=first.split(".")[0], side=side)


def check_folding(paths: Iterable[str], notes: Notes) -> None:
    """Two names that differ in upper and lower case only are one on many systems."""
    seen: dict[str, str] = {}
    for path in sorted(paths):
        other = seen.setdefault(path.casefold(), path)
        if other != path:
            notes.add(path, WHOLE, "same-but-case", other=other)
