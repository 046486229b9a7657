"""An exercise's files as one blob: deterministic, named by its SHA-256.

``exercise.json`` inside is the normalised definition; the other paths are the
folder's own (``code/jacobian/suite.py``, ``data/student/x.npy``).
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property

import msgspec

DEFINITION = "exercise.json"
MAX_BYTES = 20 * 2**20


@dataclass(frozen=True)
class Bundle:
    """Files by POSIX path relative to the exercise folder."""

    files: dict[str, bytes]

    @cached_property
    def blob(self) -> bytes:
        """The bundle as bytes, the same for the same files."""
        return msgspec.msgpack.encode(sorted(self.files.items()))

    @cached_property
    def hash(self) -> str:
        """SHA-256 of ``blob``, in hexadecimal."""
        return hashlib.sha256(self.blob).hexdigest()

    @classmethod
    def unpack(cls, blob: bytes) -> "Bundle":
        """Read a blob. Raises ``msgspec.ValidationError`` if it is not one."""
        return cls(dict(msgspec.msgpack.decode(blob, type=list[tuple[str, bytes]])))

    def text(self, path: str) -> str:
        """A file as UTF-8 text. Raises ``KeyError`` when it is missing."""
        return self.files[path].decode()

    def under(self, folder: str) -> dict[str, bytes]:
        """The files below ``folder``, by path relative to it."""
        start = folder.rstrip("/") + "/"
        return {p[len(start) :]: b for p, b in self.files.items() if p.startswith(start)}

    @property
    def definition(self) -> dict[str, object]:
        """The normalised exercise (``exercises.format``)."""
        return msgspec.json.decode(self.files[DEFINITION], type=dict[str, object])
