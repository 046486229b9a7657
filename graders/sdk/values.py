"""Plain data over the pipe: what may cross, by value, and the strict reading of it.

Scalars and texts stand for themselves; everything else is a list that begins with a tag:

    l t e   list, tuple, set          d   pairs of a dict
    a T     array, tensor: dtype, shape, offset of its bytes (T: requires_grad too)
    n       NumPy scalar              i   int beyond 64 bits
    z       complex                   h   handle                 c   callback
"""

import math
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from enum import Enum
from typing import Any

import numpy as np

from graders.sdk.errors import Refused, Violation, message
from graders.sdk.frames import MEGABYTE, REPLY_BYTES

DEPTH, ITEMS, AXES, ALIGN = 32, 100_000, 16, 16
DTYPES = frozenset(
    ("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16",
     "float32", "float64", "complex64", "complex128")
)  # fmt: skip
_AS_INT16 = "bfloat16"
LAZY: tuple[type, ...] = (
    range,
    type({}.keys()),
    type({}.values()),
    type({}.items()),
    map,
    zip,
    filter,
)
_SEQUENCES: tuple[tuple[str, Any], ...] = (
    ("t", tuple), ("l", list), ("e", AbstractSet), ("l", (*LAZY, Iterator)),
)  # fmt: skip
Special = Callable[[Any], list[Any] | None]


def torch() -> Any:
    """PyTorch if this runtime has it, else None."""
    return sys.modules.get("torch")


class Encoder:
    """Turns values into a header and buffers.

    ``special`` is asked first, ``last`` for what is no data: each gives a form or None.
    ``leaves``: tensors that require a gradient do so over there too.
    """

    def __init__(
        self,
        special: Special | None = None,
        *,
        last: Special | None = None,
        limit: int = REPLY_BYTES,
        leaves: bool = False,
    ) -> None:
        self.buffers: list[bytes] = []
        self._special, self._last, self._limit = special, last, limit
        self._leaves = leaves
        self._items = self._bytes = self._end = 0

    def value(self, value: Any, depth: int = 0) -> Any:
        """The header form. Raises ``Refused`` for what cannot cross."""
        kind = type(value)
        if value is None or kind is bool or kind is float or kind is str or kind is bytes:
            return self._small(value)
        self._items += 1
        if self._items > ITEMS:
            raise Refused(message("sdk.reply-too-many", items=ITEMS))
        if depth > DEPTH:
            raise Refused(message("sdk.reply-too-deep", depth=DEPTH))
        form = self._special(value) if self._special else None
        if form is not None:
            return form
        if isinstance(value, np.ndarray):
            return self._array(value)
        if isinstance(value, np.generic):
            return ["n", *self._array(np.asarray(value))[1:]]
        if (t := torch()) is not None and isinstance(value, t.Tensor):
            return self._tensor(value)
        return self._plain(value, depth)

    def _small(self, value: Any) -> Any:
        if isinstance(value, str | bytes):
            self._count(len(value))
        return value

    def _count(self, size: int) -> None:
        self._bytes += size
        if self._bytes > self._limit:
            raise Refused(message("sdk.reply-too-large", megabytes=self._limit // MEGABYTE))

    def _plain(self, value: Any, depth: int) -> Any:
        if isinstance(value, Enum):
            return self.value(value.value, depth + 1)
        if isinstance(value, int | float | complex | str | bytes | bytearray):
            return self._scalar(value)
        if isinstance(value, Mapping):
            pairs = [[self.value(k, depth + 1), self.value(v, depth + 1)] for k, v in value.items()]
            return ["d", *pairs]
        for tag, type_ in _SEQUENCES:
            if isinstance(value, type_):
                many: Iterable[Any] = value
                return [tag, *(self.value(item, depth + 1) for item in many)]
        if (t := torch()) is not None and isinstance(value, t.dtype | t.device):
            return str(value)
        if self._last is not None and (form := self._last(value)) is not None:
            return form
        raise Refused(message("sdk.not-data", type=type(value).__name__))

    def _scalar(self, value: Any) -> Any:
        """Subclasses of plain scalars, as what they are below."""
        if isinstance(value, int):
            number = int(value)
            return number if -(2**63) <= number < 2**63 else ["i", hex(number)]
        if isinstance(value, float):
            return float(value)
        if isinstance(value, complex):
            return ["z", value.real, value.imag]
        return self._small(str(value) if isinstance(value, str) else bytes(value))

    def _array(self, value: np.ndarray[Any, Any]) -> list[Any]:
        plain = np.asarray(value)
        if isinstance(value, np.ma.MaskedArray):
            raise Refused(message("sdk.not-data", type="MaskedArray"))
        name = plain.dtype.name
        if name not in DTYPES:
            raise Refused(message("sdk.dtype", dtype=str(plain.dtype)[:60]))
        self._count(plain.nbytes)
        return ["a", name, list(plain.shape), self._place(plain.astype(name).tobytes())]

    def _tensor(self, value: Any) -> list[Any]:
        t = torch()
        name = str(value.dtype).removeprefix("torch.")
        if value.layout is not t.strided or (name not in DTYPES and name != _AS_INT16):
            raise Refused(message("sdk.dtype", dtype=f"{name}, {value.layout}"))
        self._count(value.numel() * value.element_size())
        plain = value.detach().resolve_conj().resolve_neg().cpu().contiguous()
        raw = (plain.view(t.int16) if name == _AS_INT16 else plain).numpy().tobytes()
        return [
            "T",
            name,
            list(plain.shape),
            self._place(raw),
            self._leaves and value.requires_grad,
        ]

    def _place(self, raw: bytes) -> int:
        offset = self._end
        self.buffers.append(raw + bytes(-len(raw) % ALIGN))
        self._end += len(self.buffers[-1])
        return offset


class Decoder:
    """Reads a header with its payload: strict, for the other side may be hostile.

    ``special`` makes handles and callbacks of their numbers; without it they are malformed.
    """

    def __init__(
        self, payload: bytearray, special: Callable[[str, int], Any] | None = None
    ) -> None:
        self._payload, self._special = payload, special
        self._items = 0

    def value(self, form: Any, depth: int = 0) -> Any:
        """The value. Raises ``Violation`` for what no honest encoder writes."""
        if not isinstance(form, list):
            if form is None or isinstance(form, bool | int | float | str | bytes):
                return form
            raise Violation(f"a bare {type(form).__name__}")
        self._items += 1
        if self._items > ITEMS or depth > DEPTH + 1 or not form:
            raise Violation("too many, too deep or empty")
        reader = _READERS.get(form[0]) if isinstance(form[0], str) else None
        if reader is None:
            raise Violation("an unknown tag")
        return reader(self, form[1:], depth)

    def _many(self, rest: list[Any], depth: int) -> list[Any]:
        return [self.value(item, depth + 1) for item in rest]

    def _dict(self, rest: list[Any], depth: int) -> dict[Any, Any]:
        result = {}
        for pair in rest:
            if not isinstance(pair, list) or len(pair) != 2:
                raise Violation("a pair that is none")
            key = self._hashable(pair[0], depth)
            result[key] = self.value(pair[1], depth + 1)
        return result

    def _hashable(self, form: Any, depth: int) -> Any:
        key = self.value(form, depth + 1)
        try:
            hash(key)
        except TypeError:
            raise Violation("a key that cannot be one") from None
        return key

    def _set(self, rest: list[Any], depth: int) -> set[Any]:
        return {self._hashable(item, depth) for item in rest}

    def _bigint(self, rest: list[Any], depth: int) -> int:
        if len(rest) != 1 or not isinstance(rest[0], str) or len(rest[0]) > 4000:
            raise Violation("an integer that is none")
        try:
            return int(rest[0], 16)
        except ValueError:
            raise Violation("an integer that is none") from None

    def _complex(self, rest: list[Any], depth: int) -> complex:
        if len(rest) != 2 or not all(isinstance(part, int | float) for part in rest):
            raise Violation("a complex number that is none")
        return complex(*rest)

    def _buffer(self, rest: list[Any], length: int) -> tuple[str, tuple[int, ...], int, int]:
        if len(rest) != length:
            raise Violation("an array with too few facts")
        name, shape, offset = rest[:3]
        if not isinstance(name, str) or (name not in DTYPES and name != _AS_INT16):
            raise Violation("an unknown dtype")
        numbers = [*shape, offset] if isinstance(shape, list) else [-1]
        if len(numbers) > AXES + 1 or not all(type(n) is int and n >= 0 for n in numbers):
            raise Violation("a shape that is none")
        if math.prod(n for n in shape if n) > 2**40:
            raise Violation("a shape that is none")
        size = 2 if name == _AS_INT16 else np.dtype(name).itemsize
        count = math.prod(shape)
        if offset % ALIGN or offset + count * size > len(self._payload):
            raise Violation("an array outside the payload")
        return name, tuple(shape), offset, count

    def _array(self, rest: list[Any], depth: int) -> Any:
        name, shape, offset, count = self._buffer(rest, 3)
        if name == _AS_INT16:
            raise Violation("an unknown dtype")
        if not count:
            return np.empty(shape, name)
        if name == "bool":  # bytes other than 0 and 1 are no booleans
            return (np.frombuffer(self._payload, "uint8", count, offset) != 0).reshape(shape)
        return np.frombuffer(self._payload, name, count, offset).reshape(shape).copy()

    def _scalar(self, rest: list[Any], depth: int) -> Any:
        value = self._array(rest, depth)
        if value.shape != ():
            raise Violation("a scalar with axes")
        return value[()]

    def _tensor(self, rest: list[Any], depth: int) -> Any:
        name, shape, offset, count = self._buffer(rest, 4)
        t = torch()
        if t is None:
            raise Violation("a tensor where there is no PyTorch")
        dtype = getattr(t, name)
        if not count:
            tensor = t.empty(shape, dtype=dtype)
        elif name == "bool":
            tensor = t.from_numpy(self._array(rest[:3], depth))
        else:
            tensor = t.frombuffer(self._payload, dtype=dtype, count=count, offset=offset)
            tensor = tensor.reshape(shape).clone()
        differentiable = tensor.is_floating_point() or tensor.is_complex()
        return tensor.requires_grad_(rest[3] is True) if differentiable else tensor

    def _reference(self, tag: str, rest: list[Any]) -> Any:
        if self._special is None or len(rest) != 1 or type(rest[0]) is not int:
            raise Violation("an unknown tag")
        return self._special(tag, rest[0])


_READERS: dict[str, Callable[[Decoder, list[Any], int], Any]] = {
    "l": Decoder._many,
    "t": lambda self, rest, depth: tuple(self._many(rest, depth)),
    "e": Decoder._set,
    "d": Decoder._dict,
    "a": Decoder._array,
    "n": Decoder._scalar,
    "T": Decoder._tensor,
    "i": Decoder._bigint,
    "z": Decoder._complex,
    "h": lambda self, rest, _depth: self._reference("h", rest),
    "c": lambda self, rest, _depth: self._reference("c", rest),
}
