"""Reports of the gate that need not be made again: the same exercise, the same graders.

Only reports in which nothing failed are kept: a failure may have been the machine's.
"""

import contextlib
import hashlib
import os
import platform
import tempfile
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

import graders
from graders.contracts import Report

_SUFFIXES = {".py", ".json", ".txt"}
_LIBRARIES = ("numpy", "torch", "msgpack")


@cache
def engine_mark() -> str:
    """SHA-256 over the graders' own code and the libraries that student code meets."""
    root = Path(graders.__file__).parent
    digest = hashlib.sha256(platform.python_version().encode())
    for path in sorted(root.rglob("*")):
        if path.suffix in _SUFFIXES and path.is_file():
            digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    for library in _LIBRARIES:
        with contextlib.suppress(PackageNotFoundError):
            digest.update(f"{library}={version(library)}".encode())
    return digest.hexdigest()


class Cache:
    """Reports in a folder, one file each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, gate_hash: str) -> Path:
        """Where the report of an exercise lies."""
        key = hashlib.sha256(f"{gate_hash}:{engine_mark()}".encode()).hexdigest()
        return self.folder / f"{key}.json"

    def get(self, gate_hash: str) -> Report | None:
        """The kept report; None if there is none that can be read."""
        try:
            return msgspec.json.decode(self.path(gate_hash).read_bytes(), type=Report)
        except (OSError, msgspec.MsgspecError):
            return None

    def put(self, gate_hash: str, report: Report) -> None:
        """Keep a report in which nothing failed, without its variants."""
        if not report.ok:
            return
        slim = msgspec.structs.replace(report, variants=())
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder)
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.encode(slim))
        Path(name).replace(self.path(gate_hash))
