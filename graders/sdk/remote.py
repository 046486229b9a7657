"""The judge's view of the student process: calls by copy, objects as handles."""

from collections.abc import Callable, Iterable
from typing import Any

from graders.sdk import frames, values
from graders.sdk.errors import Refused, StudentError, SuiteError, Violation, message
from graders.sdk.probe import Seen, seen_of

REPLIES, CALLS = 5, 6
_TEXT = 2000


class Channel:
    """Asks the student process one thing at a time; every answer is checked."""

    def __init__(self) -> None:
        self.replies = 0
        """How many answers came in this test."""
        self.broken = False
        self._last = 0
        self._callbacks: dict[int, Callable[..., Any]] = {}
        self._busy = False
        self._reset: int | None = None

    def fresh_test(self, seed: int) -> None:
        """With the next call the student process drops its handles and seeds its generators."""
        self.replies, self._reset = 0, seed

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
        except BaseException as error:
            self._busy = False
            frames.write(CALLS, [self._last, "stop"])
            self._drain()
            raise error
        self._busy = False
        frames.write(CALLS, [self._last, "back", form], encoder.buffers)

    def _drain(self) -> None:
        """Let the stopped call end, so that the next one starts clean."""
        try:
            self.finish()
        except (StudentError, Refused, Violation):
            return

    def _outgoing(self, value: Any) -> list[Any] | None:
        if isinstance(value, Handle):
            return ["h", _number(value)]
        if isinstance(value, Remote):
            raise SuiteError("a function of the student's cannot be an argument: keep it first")
        if callable(value) and not isinstance(value, type):
            number = len(self._callbacks) + 1
            self._callbacks[number] = value
            return ["c", number]
        return None

    def _incoming(self, tag: str, number: int) -> "Handle":
        if tag != "h":
            raise Violation("a callback where none can be")
        return Handle(self, number)


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


class Remote:
    """A function of the student's by name: calling it is a round trip."""

    def __init__(self, owner: "Handle", name: str, mode: str = "call") -> None:
        self._owner, self._name, self._mode = owner, name, mode

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return _ask(self._owner, "call", self._mode, self._owner, self._name, args, kwargs)


class _Observed(Remote):
    def __call__(self, *args: Any, **kwargs: Any) -> tuple[Any, Seen]:
        found = _ask(self._owner, "probe", self._owner, self._name, args, kwargs)
        if not isinstance(found, tuple) or len(found) != 2:
            raise Violation("an observation that is none")
        return found[0], seen_of(found[1])


class Modes:
    """``x.keep.f``, ``x.after.f``, ``x.probe.f``: the same names, called another way."""

    def __init__(self, owner: "Handle", mode: str) -> None:
        self._owner, self._mode = owner, mode

    def __getattr__(self, name: str) -> Remote:
        if self._mode == "probe":
            return _Observed(self._owner, name)
        return Remote(self._owner, name, self._mode)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return getattr(self, "")(*args, **kwargs)


class Handle:
    """An object that stays with the student."""

    def __init__(self, channel: Channel, number: int) -> None:
        object.__setattr__(self, "_channel", channel)
        object.__setattr__(self, "_number", number)

    @property
    def keep(self) -> Modes:
        """Calls whose result stays with the student, as a handle."""
        return Modes(self, "keep")

    @property
    def after(self) -> Modes:
        """Calls that give ``(result, arguments as they are afterwards)``."""
        return Modes(self, "after")

    @property
    def probe(self) -> Modes:
        """Calls with observers on: ``(result, Seen)``."""
        return Modes(self, "probe")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return Remote(self, "")(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = _ask(self, "get", self, name)
        if not isinstance(found, list) or len(found) != 2:
            raise Violation("an attribute that is none")
        return Remote(self, name) if found[0] == "method" else found[1]

    def __setattr__(self, name: str, value: Any) -> None:
        _ask(self, "set", self, name, value)

    def __getitem__(self, key: Any) -> Any:
        return _ask(self, "item", self, key)

    def __len__(self) -> int:
        found = _ask(self, "length", self)
        if type(found) is not int or found < 0:
            raise Violation("a length that is none")
        return found

    def __iter__(self) -> Any:
        raise SuiteError("a handle cannot be iterated over: index it, or ask for a list")


class Module(Handle):
    """A module of the student's: its functions are known by name, its data come by copy."""

    def __init__(self, channel: Channel, number: int, names: Any) -> None:
        super().__init__(channel, number)
        called, data = names if isinstance(names, tuple) and len(names) == 2 else ([], [])
        object.__setattr__(self, "_called", [n for n in called if isinstance(n, str)])
        object.__setattr__(self, "_data", {n for n in data if isinstance(n, str)})

    def __getattr__(self, name: str) -> Any:
        if name in object.__getattribute__(self, "_data"):
            return super().__getattr__(name)
        if name.startswith("__"):
            raise AttributeError(name)
        return Remote(self, name)

    def many(self, function: Any, calls: Iterable[Any]) -> list[Any]:
        """Call one function with many arguments in one round trip."""
        owner, name = _named(function)
        found = _ask(self, "many", owner, name, [c if type(c) is tuple else (c,) for c in calls])
        if not isinstance(found, list):
            raise Violation("results that are none")
        return found

    def module(self, name: str) -> "Module":
        """A module of ``data/student/``."""
        found = _ask(self, "module", name)
        if not isinstance(found, list) or len(found) != 2 or not isinstance(found[0], Handle):
            raise Violation("a module that is none")
        return Module(_channel(self), _number(found[0]), found[1])

    def has(self, name: str) -> bool:
        """Whether the module has this name."""
        return _ask(self, "has", self, name) is True

    def vjp(self, function: Any, args: tuple[Any, ...], vector: Any) -> tuple[Any, ...]:
        """Gradients of ``sum(vector * function(*args))``, by autograd over there."""
        owner, name = _named(function)
        found = _ask(self, "vjp", owner, name, tuple(args), vector)
        if not isinstance(found, tuple):
            raise Violation("gradients that are none")
        return found

    def jacobian_of(self, function: Any, args: tuple[Any, ...], wrt: int = 0) -> Any:
        """Jacobian with respect to one argument, by autograd over there."""
        owner, name = _named(function)
        return _ask(self, "jacobian", owner, name, tuple(args), wrt)


class Student(Module):
    """The fixture ``student``: the submission's module, and its source."""

    def __init__(self, channel: Channel, names: Any, source: str) -> None:
        super().__init__(channel, 0, names)
        object.__setattr__(self, "source", source)


def _ask(handle: Handle, operation: str, *arguments: Any) -> Any:
    return _channel(handle).ask(operation, *arguments)


def _channel(handle: Handle) -> Channel:
    channel: Channel = object.__getattribute__(handle, "_channel")
    return channel


def _number(handle: Handle) -> int:
    number: int = object.__getattribute__(handle, "_number")
    return number


def _named(function: Any) -> tuple[Handle, str]:
    if isinstance(function, Remote):
        return function._owner, function._name
    if isinstance(function, Handle):
        return function, ""
    raise SuiteError(f"expected a function of the student's, got {type(function).__name__}")
