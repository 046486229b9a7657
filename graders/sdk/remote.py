"""The judge's view of the student process: calls by copy, objects as handles."""

from collections.abc import Iterable
from typing import Any

from graders.sdk.channel import Channel
from graders.sdk.errors import SuiteError, Violation
from graders.sdk.probe import Seen, seen_of


class Remote:
    """A function of the student's by name: calling it is a round trip."""

    def __init__(self, owner: "Handle", name: str, mode: str = "call") -> None:
        self._owner, self._name, self._mode = owner, name, mode

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it over there."""
        return _ask(self._owner, "call", self._mode, self._owner, self._name, args, kwargs)


class _Observed(Remote):
    def __call__(self, *args: Any, **kwargs: Any) -> tuple[Any, Seen]:
        channel = _channel(self._owner)
        if not channel.probing:
            raise SuiteError(f"{channel.test} uses a probe: declare it with probe=True")
        found = _ask(self._owner, "probe", self._owner, self._name, args, kwargs)
        if not isinstance(found, tuple) or len(found) != 2:
            raise Violation("an observation that is none")
        return found[0], seen_of(found[1])


class Modes:
    """``x.keep.f``, ``x.after.f``, ``x.probe.f``: the same names, called another way."""

    def __init__(self, owner: "Handle", mode: str) -> None:
        self._owner, self._mode = owner, mode

    def __getattr__(self, name: str) -> Remote:
        _channel(self._owner).named.add(name)
        if self._mode == "probe":
            return _Observed(self._owner, name)
        return Remote(self._owner, name, self._mode)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the object itself."""
        return getattr(self, "")(*args, **kwargs)


class Items:
    """What an object of the student's yields, one round trip an item, none ahead of need."""

    def __init__(self, source: "Handle") -> None:
        self._source, self._ended = source, False

    def __iter__(self) -> "Items":
        return self

    def __next__(self) -> Any:
        if self._ended:
            raise StopIteration
        found = _ask(self._source, "next", self._source)
        if type(found) is not list or len(found) not in (0, 1):
            raise Violation("an item that is none")
        if not found:
            self._ended = True
            raise StopIteration
        return found[0]

    def close(self) -> None:
        """End it over there: its ``finally`` blocks run now. What the test leaves ends with it."""
        if not self._ended:
            self._ended = True
            _ask(self._source, "close", self._source)


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
        """Call the object itself."""
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
        if found is None:
            raise TypeError("this object of the submission has no length")
        if type(found) is not int or found < 0:
            raise Violation("a length that is none")
        return found

    def __setitem__(self, key: Any, value: Any) -> None:
        _ask(self, "put", self, key, value)

    def __contains__(self, key: Any) -> bool:
        return _ask(self, "contains", self, key) is True

    def __iter__(self) -> Items:
        found = _ask(self, "iterate", self)
        if not isinstance(found, Handle):
            raise Violation("an iterator that is none")
        return Items(found)


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
        _channel(self).named.add(name)
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
        object.__setattr__(self, "_source", source)

    @property
    def source(self) -> str:
        """The text of the submission."""
        _channel(self).source_read = True
        text: str = object.__getattribute__(self, "_source")
        return text


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


class Handles:
    """How the channel tells handles from data."""

    @staticmethod
    def number_of(value: Any) -> int | None:
        """The number of a handle, or None. Raises ``SuiteError`` for a bare function."""
        if isinstance(value, Handle):
            return _number(value)
        if isinstance(value, Remote):
            raise SuiteError("a function of the student's cannot be an argument: keep it first")
        return None

    @staticmethod
    def handle(channel: Channel, number: int) -> Handle:
        """A handle of an object of the student's."""
        return Handle(channel, number)
