"""The student process: loads one submission, answers the judge's calls, and knows nothing else.

Everything here may be patched, read and abused by the submission. Nothing here decides anything.
"""

import contextlib
import gc
import hashlib
import linecache
import os
import random
import sys
import threading
import traceback
from types import BuiltinMethodType, MethodType, MethodWrapperType, ModuleType
from typing import Any

import numpy as np

from graders.sdk import frames, values
from graders.sdk.errors import Lost, Refused
from graders.sdk.inside import autograd, probes, rehearsal

CALLS, REPLIES = 3, 4
FILE = "solution.py"
TEXT = 2000
_DATA = "/tmp/data"


def warm() -> None:
    """What the first call of a fork would pay: codecs, traceback machinery."""
    encoder = values.Encoder()
    form = encoder.value([np.zeros(2), np.float64(0), {"a": (1, 2.5)}])
    values.Decoder(bytearray(b"".join(encoder.buffers))).value(form)
    compile("def f(x):\n    return x\n", FILE, "exec")
    try:
        int("warm")
    except ValueError as error:
        told(error)
    np.random.default_rng([1, 2])


def seed(number: int) -> None:
    """Seed the generators of this process: forks would share the nursery's."""
    random.seed(number)
    np.random.seed(number % 2**32)
    if (torch := values.torch()) is not None:
        torch.default_generator.manual_seed(number % 2**63)
    if (keras := sys.modules.get("keras")) is not None:  # it has a generator of its own
        keras.utils.set_random_seed(number % 2**32)


def derived(number: int, name: str) -> int:
    """A seed of its own for each test: from the request's seed and the test's name."""
    return int.from_bytes(hashlib.sha256(f"{number}:{name}".encode()).digest()[:8], "little")


def put_files(files: dict[str, bytes], folder: str = _DATA) -> None:
    """Write an exercise's data files into our own /tmp and make them importable, last."""
    for path, data in files.items():
        target = os.path.join(folder, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as file:
            file.write(data)
    if files:
        sys.path.append(folder)


def told(error: BaseException) -> dict[str, Any]:
    """An exception as data: names, text, and the submission's own frames."""
    try:
        text = str(error)
    except BaseException:  # a hostile __str__
        text = ""
    frames_ = [
        {"line": line or 0, "function": frame.f_code.co_name[:80]}
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename == FILE
    ]
    fact: dict[str, Any] = {
        "type": type(error).__name__[:80],
        "types": [base.__name__[:80] for base in type(error).__mro__[:20]],
        "text": text[:TEXT],
        "frames": frames_[-8:],
    }
    if isinstance(error, SyntaxError) and error.filename == FILE:
        fact["line"], fact["column"] = error.lineno or 0, error.offset or 0
        fact["text"] = str(error.msg)[:TEXT]
    return fact


class Callback:
    """A function of the judge's: calling it asks the judge."""

    def __init__(self, process: "Process", number: int) -> None:
        self._process, self._number = process, number

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Ask the judge."""
        return self._process.call_back(self._number, args, kwargs)


class Process:
    """One submission and the objects that the judge holds handles of (0: the module itself)."""

    def __init__(self) -> None:
        self.objects: dict[int, Any] = {}
        self._next = 1
        self._current: int | None = None
        self._lock = threading.Lock()

    def keep(self, value: Any) -> list[Any]:
        """A handle of an object."""
        self.objects[self._next] = value
        self._next += 1
        return ["h", self._next - 1]

    def _known(self, value: Any) -> list[Any] | None:
        """The handle of an object that has one: ``model.eval()`` returns the model."""
        for number, kept in self.objects.items():
            if kept is value and number:
                return ["h", number]
        return None

    def serve(self) -> None:
        """Answer calls until the judge is gone."""
        own = os.getpid()
        while True:
            header, payload = frames.read(CALLS, header=frames.JOB_HEADER, payload=frames.JOB_BYTES)
            self._current = header[0]
            try:
                encoder = values.Encoder(last=self._known)
                answer = [header[0], "ok", self._do(header[1:], payload, encoder)]
            except Refused as error:
                answer, encoder = [header[0], "refused", error.said], values.Encoder()
            except BaseException as error:
                answer, encoder = [header[0], "error", told(error)], values.Encoder()
            if os.getpid() != own:  # a child of the submission's own: its parent answers
                os._exit(0)
            self._current = None
            _flush()
            try:
                frames.write(REPLIES, answer, encoder.buffers, limit=frames.REPLY_HEADER)
            except Refused as error:
                frames.write(REPLIES, [header[0], "refused", error.said])

    def _do(self, asked: list[Any], payload: bytearray, encoder: values.Encoder) -> Any:
        if asked[2] is not None:
            self._fresh_test(asked[2])
        operation = getattr(self, f"_do_{asked[0]}")
        arguments = values.Decoder(payload, self._special).value(asked[1])
        return operation(encoder, *arguments)

    def _special(self, tag: str, number: int) -> Any:
        return self.objects[number] if tag == "h" else Callback(self, number)

    def call_back(self, number: int, args: Any, kwargs: Any) -> Any:
        """Ask the judge's function; only while the judge waits for us."""
        with self._lock:
            if self._current is None:
                raise RuntimeError("the function can only be called during the call it came with")
            encoder = values.Encoder()
            form = encoder.value([args, kwargs])
            frames.write(REPLIES, [self._current, "callback", number, form], encoder.buffers)
            header, payload = frames.read(CALLS, header=frames.JOB_HEADER, payload=frames.JOB_BYTES)
        if header[1] != "back":
            raise RuntimeError("the judge has stopped this call")
        return values.Decoder(payload, self._special).value(header[2])

    def _do_load(self, encoder: values.Encoder, source: str, files: Any, number: int) -> Any:
        put_files(files)
        seed(number)
        linecache.cache[FILE] = (len(source), None, source.splitlines(True), FILE)
        module = ModuleType("solution")
        module.__file__ = FILE
        sys.modules["solution"] = module
        self.objects[0] = module
        exec(compile(source, FILE, "exec", dont_inherit=True), module.__dict__)
        return encoder.value(_names(module))

    def _fresh_test(self, number: int) -> None:
        for handle in list(self.objects):
            if handle:
                del self.objects[handle]
        seed(number)

    def _do_call(self, encoder: values.Encoder, mode: str, *asked: Any) -> Any:
        target, name, args, kwargs = asked
        function = getattr(target, name) if name else target
        result = function(*args, **kwargs)
        if mode == "keep":
            return self.keep(result)
        return encoder.value((result, args) if mode == "after" else result)

    def _do_many(self, encoder: values.Encoder, target: Any, name: str, calls: Any) -> Any:
        function = getattr(target, name) if name else target
        return encoder.value([function(*args) for args in calls])

    def _do_get(self, encoder: values.Encoder, target: Any, name: str) -> Any:
        value = getattr(target, name)
        if isinstance(value, MethodType | BuiltinMethodType | MethodWrapperType):
            return ["l", "method", None]
        try:
            return ["l", "data", encoder.value(value)]
        except Refused:
            encoder.buffers.clear()
            return ["l", "object", self.keep(value)]

    def _do_set(self, encoder: values.Encoder, target: Any, name: str, value: Any) -> None:
        setattr(target, name, value)

    def _do_item(self, encoder: values.Encoder, target: Any, key: Any) -> Any:
        return self._data_or_handle(encoder, target[key])

    def _do_put(self, encoder: values.Encoder, target: Any, key: Any, value: Any) -> None:
        target[key] = value

    def _do_contains(self, encoder: values.Encoder, target: Any, key: Any) -> Any:
        return bool(key in target)

    def _do_iterate(self, encoder: values.Encoder, target: Any) -> Any:
        return self.keep(iter(target))

    def _do_next(self, encoder: values.Encoder, target: Any) -> Any:
        try:
            value = next(target)
        except StopIteration:
            return ["l"]
        return ["l", self._data_or_handle(encoder, value)]

    def _do_close(self, encoder: values.Encoder, target: Any) -> None:
        if (close := getattr(target, "close", None)) is not None:
            close()

    def _data_or_handle(self, encoder: values.Encoder, value: Any) -> Any:
        try:
            return encoder.value(value)
        except Refused:
            encoder.buffers.clear()
            return self.keep(value)

    def _do_length(self, encoder: values.Encoder, target: Any) -> Any:
        return len(target) if hasattr(type(target), "__len__") else None

    def _do_has(self, encoder: values.Encoder, target: Any, name: str) -> Any:
        return hasattr(target, name)

    def _do_module(self, encoder: values.Encoder, name: str) -> Any:
        __import__(name)
        module = sys.modules[name]
        return ["l", self.keep(module), encoder.value(_names(module))]

    def _do_vjp(
        self, encoder: values.Encoder, target: Any, name: str, args: Any, vector: Any
    ) -> Any:
        function = getattr(target, name) if name else target
        return encoder.value(autograd.vjp(function, args, vector))

    def _do_jacobian(
        self, encoder: values.Encoder, target: Any, name: str, args: Any, wrt: int
    ) -> Any:
        function = getattr(target, name) if name else target
        return encoder.value(autograd.jacobian_of(function, args, wrt))

    def _do_probe(
        self, encoder: values.Encoder, target: Any, name: str, args: Any, kwargs: Any
    ) -> Any:
        function = getattr(target, name) if name else target
        return encoder.value(probes.observe(function, args, kwargs))


def _names(module: ModuleType) -> tuple[list[str], list[str]]:
    """Public names of a module: what can be called, and the rest."""
    public = [name for name in vars(module) if type(name) is str and not name.startswith("_")]
    called = [name for name in public if callable(vars(module)[name])]
    return called[:300], [name for name in public if name not in called][:300]


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BaseException:  # the submission may have replaced or closed it
            continue


def main(ahead: bool) -> None:
    """Serve with our own streams: text, UTF-8, a line at a time."""
    sys.stdout = open(1, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)
    sys.stderr = open(2, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)
    sys.stdin = open(0, encoding="utf-8", closefd=False)
    sys.argv = [FILE]
    gc.enable()
    if ahead:
        rehearsal.rehearse(CALLS, (warm,))
    with contextlib.suppress(Lost):  # the judge is done: nothing that the student should read
        Process().serve()
