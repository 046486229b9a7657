"""What a watch is given, keeps and finds: orders, budget, logs, ending."""

import struct
from dataclasses import dataclass, field
from typing import Any

import msgpack

_LENGTHS = struct.Struct("<II")


def framed(header: dict[str, Any]) -> bytes:
    """A frame without payload."""
    text: bytes = msgpack.packb(header)
    return _LENGTHS.pack(len(text), 0) + text


@dataclass(frozen=True)
class Budget:
    """What is left for this pair: CPU and wall seconds; the fixed limits."""

    cpu: float
    wall: float
    memory: int
    processes: int
    output: int


@dataclass
class Log:
    """What a process printed: kept up to a cap, drained beyond it."""

    cap: int
    text: bytearray = field(default_factory=bytearray)
    seen: int = 0
    sealed: bool = False
    cut: bool = False
    """Whether something that might have been shown was dropped."""

    def add(self, data: bytes) -> None:
        """Take in a chunk; what comes after the seal is dropped."""
        self.seen += len(data)
        if not self.sealed:
            room = max(0, self.cap - len(self.text))
            self.text += data[:room]
            self.cut = self.cut or len(data) > room


@dataclass
class Ending:
    """How the pair's work ended.

    ``last``: the judge's last frame (None: it died or was killed). ``cause``: what ended the
    student process, if anything did: time, cpu, test-time, memory, processes, output, exit,
    crashed, closed.
    """

    last: dict[str, Any] | None = None
    cause: str = ""
    signal: int = 0
    judge: str = ""
    cpu: float = 0.0
    judge_cpu: float = 0.0
    wall: float = 0.0
    peak: int = 0
    starved: bool = False
    """Whether a fork or a thread was refused to the student process."""
