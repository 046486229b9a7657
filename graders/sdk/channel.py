"""One conversation between judge and student process: a question, an answer, checked.

Only the judge asks. While it waits the student process may call back, once at a time.
"""

from collections.abc import Callable
from typing import Any, Protocol

from graders.sdk import frames, values
from graders.sdk.errors import Refused, StudentError, SuiteError, Violation, message

REPLIES, CALLS = 5, 6
_TEXT = 2000


class Objects(Protocol):
    """What stands for the student's objects on the judge's side."""

    def number_of(self, value: Any) -> int | None:
        """The number of the object that ``value`` stands for, or None."""

    def handle(self, channel: "Channel", number: int) -> Any:
        """Something that stands for an object."""


class Channel:
    """Asks the student process one thing at a time; every answer is checked."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self.replies = 0
        """How many answers came in this test."""
        self.test, self.probing, self.source_read = "", True, False
        """The running test, whether it may use probes, whether it has read the source."""
        self.named: set[str] = set()
        """The submission's functions that the running test has named."""
        self.broken = False
        self._last = 0
        self._callbacks: dict[int, Callable[..., Any]] = {}
        self._busy = False
        self._reset: int | None = None

    def fresh_test(self, seed: int, test: str = "", *, probing: bool = True) -> None:
        """With the next call the student process drops its handles and seeds its generators."""
        self.replies, self._reset = 0, seed
        self.test, self.probing, self.source_read = test, probing, False
        self.named.clear()

    def ask(self, operation: str, *arguments: Any) -> Any:
        """One round trip.

        Raises ``StudentError`` (the submission raised), ``Refused`` (the answer is no data),
        ``Violation`` (it is malformed), ``Lost``.
        """
        self.begin(operation, *arguments)
        return self.finish()

    def begin(self, operation: str, *arguments: Any) -> None:
        """Send a call without waiting for its answer."""
        if self._busy:
            raise SuiteError("a callback cannot call the student: the student waits for it")
        if frames.pending(REPLIES):
            self._break("something was written between two calls")
        self._last += 1
        self._callbacks.clear()
        encoder = values.Encoder(self._outgoing, limit=frames.JOB_BYTES, leaves=True)
        try:
            form = encoder.value(list(arguments))
        except Refused as error:
            raise SuiteError(f"an argument cannot cross: {error.said['params']}") from None
        frames.write(CALLS, [self._last, operation, form, self._reset], encoder.buffers)
        self._reset = None

    def finish(self) -> Any:
        """Wait for the answer, serving callbacks meanwhile."""
        while True:
            try:
                header, payload = frames.read(
                    REPLIES, header=frames.REPLY_HEADER, payload=frames.REPLY_BYTES
                )
            except (Refused, Violation):
                self.broken = True
                raise
            status = self._status(header)
            if status != "callback":
                self.replies += 1
                return self._result(status, header[2], payload)
            self._serve(header, payload)

    def _status(self, header: Any) -> str:
        if not isinstance(header, list) or not 3 <= len(header) <= 4 or header[0] != self._last:
            self._break("an answer to no question")
        if header[1] not in ("ok", "refused", "error", "callback"):
            self._break("an answer of an unknown kind")
        if (header[1] == "callback") != (len(header) == 4):
            self._break("an answer of the wrong length")
        return str(header[1])

    def _break(self, why: str) -> None:
        self.broken = True
        raise Violation(why)

    def _decode(self, form: Any, payload: bytearray) -> Any:
        try:
            return values.Decoder(payload, self._incoming).value(form)
        except (Violation, ValueError, TypeError, OverflowError, RuntimeError) as error:
            self._break(str(error)[:200])

    def _result(self, status: str, form: Any, payload: bytearray) -> Any:
        if status == "ok":
            return self._decode(form, payload)
        if status == "refused":
            raise Refused(_refusal(form))
        raise _student_error(form)

    def _serve(self, header: list[Any], payload: bytearray) -> None:
        function = self._callbacks.get(header[2]) if type(header[2]) is int else None
        asked = self._decode(header[3], payload)
        if function is None or not isinstance(asked, list) or len(asked) != 2:
            self._break("a callback that was not offered")
        args, kwargs = asked
        if not isinstance(args, tuple) or not isinstance(kwargs, dict):
            self._break("a callback with malformed arguments")
        assert function is not None
        encoder = values.Encoder(self._outgoing, limit=frames.JOB_BYTES, leaves=True)
        self._busy = True
        try:
            form = encoder.value(function(*args, **kwargs))
        except BaseException:
            self._busy = False
            frames.write(CALLS, [self._last, "stop"])
            self._drain()
            raise
        self._busy = False
        frames.write(CALLS, [self._last, "back", form], encoder.buffers)

    def _drain(self) -> None:
        """Let the stopped call end, so that the next one starts clean."""
        try:
            self.finish()
        except (StudentError, Refused, Violation):
            return

    def _outgoing(self, value: Any) -> list[Any] | None:
        if (known := self._objects.number_of(value)) is not None:
            return ["h", known]
        if callable(value) and not isinstance(value, type):
            number = len(self._callbacks) + 1
            self._callbacks[number] = value
            return ["c", number]
        return None

    def _incoming(self, tag: str, number: int) -> Any:
        if tag != "h":
            raise Violation("a callback where none can be")
        return self._objects.handle(self, number)


def _refusal(form: Any) -> dict[str, Any]:
    params = form.get("params") if isinstance(form, dict) else None
    known = {"sdk.not-data", "sdk.dtype", "sdk.reply-too-many", "sdk.reply-too-deep",
             "sdk.reply-too-large"}  # fmt: skip
    if not isinstance(params, dict) or form.get("id") not in known:
        raise Violation("a refusal that is none")
    plain = {
        str(key)[:20]: value if isinstance(value, int) else str(value)[:80]
        for key, value in list(params.items())[:4]
    }
    return message(form["id"], **plain)


def _student_error(form: Any) -> Exception:
    if not isinstance(form, dict):
        return Violation("an error that is none")
    rows = form.get("frames")
    frames_ = [
        {"line": row.get("line"), "function": str(row.get("function"))[:80]}
        for row in (rows if isinstance(rows, list) else [])[:8]
        if isinstance(row, dict) and type(row.get("line")) is int
    ]
    types = form.get("types")
    error = StudentError(
        str(form.get("type"))[:80],
        [str(name)[:80] for name in (types if isinstance(types, list) else [])[:20]],
        str(form.get("text"))[:_TEXT],
        frames_,
    )
    where = form.get("line"), form.get("column")
    error.where = where if all(type(n) is int for n in where) else None  # type: ignore[attr-defined]
    return error
