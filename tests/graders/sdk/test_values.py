"""Plain data crosses by value; what a hostile process writes is never more than refused."""

import math
from typing import Any

import msgpack
import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from graders.sdk.errors import Refused, Violation
from graders.sdk.values import Decoder, Encoder


def crossed(value: Any) -> Any:
    encoder = Encoder()
    form = msgpack.unpackb(msgpack.packb(encoder.value(value)))
    return Decoder(bytearray(b"".join(encoder.buffers))).value(form)


SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
KEYS = st.text() | st.integers() | st.tuples(st.integers(), st.text())
DATA = st.recursive(
    SCALARS | st.binary() | st.complex_numbers(allow_nan=False),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(KEYS, inner),
    max_leaves=20,
)


@given(DATA)
def test_plain_data_arrives_as_it_was(value: Any) -> None:
    assert crossed(value) == value
    assert type(crossed(value)) is type(value)


@pytest.mark.parametrize("dtype", ["bool", "int8", "uint64", "float16", "float64", "complex128"])
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 4), (2, 3, 4)])
def test_arrays_arrive_with_dtype_and_shape_writable_and_unshared(
    dtype: str, shape: tuple[int, ...]
) -> None:
    array = np.arange(math.prod(shape)).reshape(shape).astype(dtype)
    one, other = crossed([array, array])
    assert (one.dtype, one.shape) == (array.dtype, array.shape)
    assert np.array_equal(one, array)
    assert one.flags.writeable
    assert not np.shares_memory(one, other)


def test_odd_layouts_and_subclasses_are_flattened_by_value() -> None:
    class Always(np.ndarray):
        def __eq__(self, other: object) -> Any:
            return True

        __hash__ = None

    array = np.arange(12.0).reshape(3, 4)
    for odd in (array.T, array[::2, ::-1], np.asfortranarray(array), array.astype(">f8")):
        assert np.array_equal(crossed(odd), odd)
    assert type(crossed(array.view(Always))) is np.ndarray


def test_numpy_scalars_sets_iterators_and_large_integers() -> None:
    assert crossed(np.float32(1.5)) == np.float32(1.5)
    assert type(crossed(np.int16(3))) is np.int16
    assert crossed({1, "a"}) == {1, "a"}
    assert crossed(iter([1, 2])) == crossed(range(1, 3)) == [1, 2]
    assert crossed(-(10**40)) == -(10**40)


def test_tensors_arrive_as_tensors() -> None:

    tensor = torch.arange(6.0).reshape(2, 3).T.requires_grad_()
    got = crossed({"w": tensor, "b": torch.ones(2, dtype=torch.bfloat16), "m": tensor > 2})
    assert torch.equal(got["w"], tensor)
    assert not got["w"].requires_grad
    assert got["b"].dtype == torch.bfloat16
    assert got["m"].dtype == torch.bool
    state = torch.nn.Linear(2, 3).state_dict()
    assert list(crossed(state)) == ["weight", "bias"]


@pytest.mark.parametrize(
    "value",
    [object(), lambda: 1, np.array([object()]), np.array(["text"]), np.ma.masked_array([1, 2])],
)
def test_what_is_no_data_is_refused(value: Any) -> None:
    with pytest.raises(Refused):
        crossed(value)


def test_cycles_and_masses_are_refused() -> None:
    cycle: list[Any] = []
    cycle.append(cycle)
    masses: list[Any] = [cycle, np.zeros(2**21), "x" * 2**24, [[] for _ in range(200_000)]]
    for value in masses:
        with pytest.raises(Refused):
            crossed(value)


HOSTILE = [
    [],
    ["?"],
    [1, 2],
    ["a", "float64", [2], 0],
    ["a", "object", [1], 0],
    ["a", "float64", [-1], 0],
    ["a", "float64", [2**62, 2**62], 0],
    ["a", "float64", [0, 2**62, 2**62], 0],
    ["a", "float64", [1], 8],
    ["a", "float64", [1], -16],
    ["a", "float64", [True], 0],
    ["a", "float64", "1", 0],
    ["a", "float64", [1] * 40, 0],
    ["n", "float64", [2], 0],
    ["T", "float64", [1], 0],
    ["i", "0x" + "f" * 10_000],
    ["i", "one"],
    ["z", "1", 2],
    ["d", [1]],
    ["d", [["l"], 1]],
    ["e", ["d"]],
    ["h", 1],
    ["c", 1],
    {"a": 1},
    msgpack.Timestamp(1),
    msgpack.ExtType(1, b""),
]


@pytest.mark.parametrize("form", HOSTILE, ids=str)
def test_a_malformed_header_is_a_violation(form: Any) -> None:
    with pytest.raises(Violation):
        Decoder(bytearray(8)).value(form)


def test_a_bomb_of_depth_is_a_violation() -> None:
    form: list[Any] = ["l"]
    for _ in range(200):
        form = ["l", form]
    with pytest.raises(Violation):
        Decoder(bytearray()).value(form)


FORMS = st.recursive(
    st.none() | st.integers(-5, 40) | st.floats() | st.text(max_size=3) | st.binary(max_size=4),
    lambda inner: st.lists(
        inner | st.sampled_from(["l", "t", "e", "d", "a", "n", "T", "i", "z", "h", "float64"]),
        max_size=5,
    ),
    max_leaves=30,
)


@given(FORMS, st.binary(max_size=64))
def test_whatever_is_sent_it_is_data_or_a_violation(form: Any, payload: bytes) -> None:
    try:
        value = Decoder(bytearray(payload)).value(form)
    except Violation:
        return
    assert isinstance(
        value,
        type(None) | bool | int | float | complex | str | bytes | list | tuple | dict | set
        | np.ndarray | np.generic,
    ) or type(value).__name__ == "Tensor"  # fmt: skip


def test_bytes_that_are_no_booleans_become_some() -> None:
    got = Decoder(bytearray(b"\x07" * 16)).value(["a", "bool", [3], 0])
    assert got.view("uint8").tolist() == [1, 1, 1]
