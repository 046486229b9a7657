"""Frames: sizes are checked before anything is read; one speaker, one frame."""

import os
import struct
from collections.abc import Iterator

import msgpack
import pytest

from graders.sdk import frames
from graders.sdk.errors import Lost, Refused, Violation


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    read, write = os.pipe()
    yield read, write
    for descriptor in (read, write):
        try:
            os.close(descriptor)
        except OSError:
            continue


def test_a_frame_crosses(pipe: tuple[int, int]) -> None:
    frames.write(pipe[1], [1, "ok", None], [b"abcd", b"ef"])
    assert frames.read(pipe[0], header=100, payload=100) == ([1, "ok", None], bytearray(b"abcdef"))


@pytest.mark.parametrize("sizes", [(5, 2**32 - 1), (2**32 - 1, 0), (101, 0), (5, 101)])
def test_an_announced_size_is_refused_before_it_is_read(
    pipe: tuple[int, int], sizes: tuple[int, int]
) -> None:
    os.write(pipe[1], struct.pack("<II", *sizes))
    with pytest.raises(Refused):
        frames.read(pipe[0], header=100, payload=100)


@pytest.mark.parametrize("text", [b"", b"\xc1", b"\x93\x01", b"\x01\x02", b"\x91" * 90])
def test_garbage_is_a_violation(pipe: tuple[int, int], text: bytes) -> None:
    os.write(pipe[1], struct.pack("<II", len(text), 0) + text)
    with pytest.raises(Violation):
        frames.read(pipe[0], header=100, payload=100)


def test_two_frames_at_once_are_a_violation(pipe: tuple[int, int]) -> None:
    text = msgpack.packb([1])
    os.write(pipe[1], (struct.pack("<II", len(text), 0) + text) * 2)
    with pytest.raises(Violation):
        frames.read(pipe[0], header=100, payload=100)


@pytest.mark.parametrize("sent", [b"", b"\x01\x00", struct.pack("<II", 9, 0) + b"\x01"])
def test_a_torn_frame_means_the_process_is_gone(pipe: tuple[int, int], sent: bytes) -> None:
    os.write(pipe[1], sent)
    os.close(pipe[1])
    with pytest.raises(Lost):
        frames.read(pipe[0], header=100, payload=100)


def test_writing_to_nobody_means_the_same(pipe: tuple[int, int]) -> None:
    os.close(pipe[0])
    with pytest.raises(Lost):
        frames.write(pipe[1], [1])


def test_something_unread_is_seen(pipe: tuple[int, int]) -> None:
    assert not frames.pending(pipe[0])
    os.write(pipe[1], b"x")
    assert frames.pending(pipe[0])
