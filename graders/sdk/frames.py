"""Frames on a pipe: two lengths, a msgpack header, raw array bytes. Never pickle.

The reader checks both lengths before it reads, so a reply can be no larger than the
reader allows, whatever it announces.
"""

import os
import select
import struct
from typing import Any

import msgpack

from graders.sdk.errors import Lost, Refused, Violation, message

_LENGTHS = struct.Struct("<II")
MEGABYTE = 2**20
_FIRST = 2**16
REPLY_HEADER, REPLY_BYTES = 4 * MEGABYTE, 8 * MEGABYTE
JOB_HEADER, JOB_BYTES = 64 * MEGABYTE, 64 * MEGABYTE


def write(
    descriptor: int, header: Any, buffers: list[bytes] | None = None, *, limit: int = JOB_HEADER
) -> None:
    """Write one frame. Raises ``Lost`` if nobody reads any more, ``Refused`` if it is too large."""
    text = msgpack.packb(header)
    if len(text) > limit:
        raise Refused(message("sdk.reply-too-large", megabytes=limit // MEGABYTE))
    payload = b"".join(buffers) if buffers else b""
    rest = memoryview(_LENGTHS.pack(len(text), len(payload)) + text + payload)
    try:
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    except OSError as error:
        raise Lost(str(error)) from None


def _more(descriptor: int, buffer: bytearray, count: int) -> None:
    """Read on until ``buffer`` has ``count`` bytes."""
    start = len(buffer)
    buffer.extend(bytes(count - start))
    view = memoryview(buffer)[start:]
    while view:
        got = os.readv(descriptor, [view])
        if not got:
            raise Lost("end of the pipe")
        view = view[got:]


def read(descriptor: int, *, header: int, payload: int) -> tuple[Any, bytearray]:
    """Read one frame within these sizes; small ones in one system call.

    Raises ``Lost`` at the end of the pipe, ``Refused`` if it is too large, ``Violation`` if
    it is malformed or followed by more: nobody speaks twice without being asked.
    """
    buffer = bytearray(os.read(descriptor, _FIRST))
    if not buffer:
        raise Lost("end of the pipe")
    if len(buffer) < _LENGTHS.size:
        _more(descriptor, buffer, _LENGTHS.size)
    head, body = _LENGTHS.unpack_from(buffer)
    for size, limit in ((body, payload), (head, header)):
        if size > limit:
            raise Refused(message("sdk.reply-too-large", megabytes=limit // MEGABYTE))
    start, end = _LENGTHS.size + head, _LENGTHS.size + head + body
    if len(buffer) > end:
        raise Violation("more than one frame")
    _more(descriptor, buffer, end)
    try:
        value = msgpack.unpackb(
            memoryview(buffer)[_LENGTHS.size : start], strict_map_key=True, use_list=True
        )
    except (ValueError, msgpack.UnpackException, RecursionError) as error:
        raise Violation(str(error)) from None
    return value, buffer[start:]


def pending(descriptor: int) -> bool:
    """Whether something unread waits: before a call there must be nothing."""
    waiting = select.poll()
    waiting.register(descriptor, select.POLLIN)
    return any(event & select.POLLIN for _fd, event in waiting.poll(0))
