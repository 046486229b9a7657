"""Evaluate a formula on one draw of a world, in float64. Only numbers decide equality."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Protocol

import numpy as np

from graders.maths.errors import fault
from graders.maths.language import printing
from graders.maths.language.tree import (
    Big,
    Call,
    Component,
    Derivative,
    Hadamard,
    Matrix,
    Norm,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Transpose,
    Tree,
)  # fmt: skip
from graders.maths.meaning import symbols, values
from graders.maths.meaning.dependence import names_in
from graders.maths.meaning.indices import whole
from graders.maths.meaning.shape import multiplied
from graders.maths.meaning.typing import Typing
from graders.maths.meaning.values import Array, Value

Env = Mapping[str, int]
Key = tuple[str, int | None]
Function = Callable[[Array], Array]


class Drawn(Protocol):
    """What an evaluation asks of a draw."""

    sizes: dict[str, int]

    def size(self, axis: str) -> int:
        """The number of entries along an axis."""
        ...

    def value(self, key: Key) -> Array:
        """The value of a symbol. Raises ``KeyError`` beyond a family's bounds."""
        ...

    def derivative(self, top: Key, bottom: Key, *, immediate: bool) -> Array:
        """The derivative of a symbol by another."""
        ...


class Evaluation:
    """One formula on one draw. What does not depend on an index is evaluated once for all of it."""

    def __init__(
        self, typing: Typing, draw: Drawn, functions: Mapping[tuple[str, int], Function]
    ) -> None:
        self.typing, self.draw, self.functions = typing, draw, functions
        self._found: dict[tuple[object, ...], Value] = {}
        self._indices: dict[int, list[str]] = {}

    def value(self, tree: Tree, env: Env) -> Value:
        """The value of a node where the indices have these values. Raises ``ExpressionError``."""
        key = self._key(tree, env)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._evaluated(tree, env)
        return found

    def _evaluated(self, tree: Tree, env: Env) -> Value:
        found: Value = _RULES[type(tree)](self, tree, env)
        return found

    def _key(self, tree: Tree, env: Env) -> tuple[object, ...]:
        names = self._indices.get(id(tree))
        if names is None:
            names = self._indices[id(tree)] = sorted(self._names(tree))
        return (id(tree), *[env.get(name) for name in names])

    def _names(self, tree: Tree) -> Collection[str]:
        return names_in(tree, self.typing)

    def index(self, tree: Tree, env: Env) -> int:
        """The value of an index expression."""
        return whole(tree, {**self.draw.sizes, **env})


def _number(at: Evaluation, tree: Number, env: Env) -> Value:
    return Value.exact(float(tree.value))


def _symbol(at: Evaluation, tree: Symbol, env: Env) -> Value:
    reference = at.typing.references.get(id(tree))
    if reference is None:
        return _other(at, tree, env)
    array = at.draw.value(_key(at, tree, env))
    return Value.exact(_entry(at, array, reference.component, env))


def _other(at: Evaluation, tree: Symbol, env: Env) -> Value:
    if tree.name in env:
        return Value.exact(env[tree.name])
    if tree.name in at.draw.sizes:
        return Value.exact(at.draw.sizes[tree.name])
    if tree.name in {"I", "ones"}:
        if not tree.indices:
            return Value.exact(1.0)
        size = at.index(tree.indices[0], env)
        return Value.exact(np.eye(size) if tree.name == "I" else np.ones(size))
    return Value.exact(np.pi if tree.name == "pi" else np.e)


def _key(at: Evaluation, tree: Symbol, env: Env) -> Key:
    reference = at.typing.references[id(tree)]
    member = None if reference.member is None else at.index(reference.member, env)
    key = (reference.entry.name, member)
    try:
        at.draw.value(key)
    except KeyError:
        raise fault("no-member", tree.at[0], symbol=printing.latex(tree), value=member) from None
    return key


def _entry(at: Evaluation, array: Array, indices: tuple[Tree, ...], env: Env) -> Any:
    for index in indices:
        number = at.index(index, env)
        if not 1 <= number <= array.shape[0]:
            raise fault("no-entry", index.at[0], index=printing.latex(index))
        array = array[number - 1]
    return array


def _sum(at: Evaluation, tree: Sum, env: Env) -> Value:
    found = [at.value(term, env) for _, term in tree.terms]
    widest = max(found, key=lambda value: value.array.ndim)
    total: Value | None = None
    for (sign, term), value in zip(tree.terms, found, strict=True):
        full = values.spread(value, widest, at.typing.of(term).neutral)
        one = 1 if sign == "+" else -1
        total = (
            Value(one * full.array, full.terms) if total is None else values.add(total, full, one)
        )
    assert total is not None
    return total


def _product(at: Evaluation, tree: Product, env: Env) -> Value:
    total = at.value(tree.factors[0], env)
    shape = at.typing.of(tree.factors[0])
    for factor in tree.factors[1:]:
        value, other = at.value(factor, env), at.typing.of(factor)
        if "ones" in {shape.neutral, other.neutral}:
            total = _with_ones(total, shape.neutral, value, other.neutral)
        else:
            outer = shape.vector and other.vector and bool(multiplied(shape, other).axes)
            total = values.contract(total, value, outer=outer)
        shape = multiplied(shape, other)
    return total


def _with_ones(left: Value, left_neutral: str, right: Value, right_neutral: str) -> Value:
    """A vector of ones sums what it meets."""
    if left_neutral == "ones" and right.array.ndim:
        return Value(left.array * right.array.sum(0), left.terms * right.terms.sum(0))
    if right_neutral == "ones" and left.array.ndim:
        return Value(right.array * left.array.sum(-1), right.terms * left.terms.sum(-1))
    return values.times(left, right)


def _hadamard(at: Evaluation, tree: Hadamard, env: Env) -> Value:
    found = [at.value(factor, env) for factor in tree.factors]
    widest = max(found, key=lambda value: value.array.ndim)
    total: Value | None = None
    for factor, value in zip(tree.factors, found, strict=True):
        full = values.spread(value, widest, at.typing.of(factor).neutral)
        total = full if total is None else values.times(total, full)
    assert total is not None
    return total


def _quotient(at: Evaluation, tree: Quotient, env: Env) -> Value:
    top, bottom = at.value(tree.top, env), at.value(tree.bottom, env)
    if not np.all(bottom.array):
        raise fault("zero-division", tree.bottom.at[0])
    return Value(top.array / bottom.array, top.terms / np.abs(bottom.array))


def _power(at: Evaluation, tree: Power, env: Env) -> Value:
    exponent = at.value(tree.exponent, env)
    if symbols.euler(tree, at.typing):
        return Value.exact(np.exp(exponent.array))
    base = at.value(tree.base, env)
    if at.typing.of(tree.base).square:
        if float(exponent.array) % 1:
            raise fault("matrix-exponent", tree.exponent.at[0])
        return _matrix_power(base, int(exponent.array), tree)
    if np.any(base.array < 0) and float(exponent.array) % 1:
        raise fault("undefined", tree.at[0])
    if not np.all(base.array) and float(exponent.array) < 0:
        raise fault("zero-division", tree.at[0])
    return Value(base.array**exponent.array, np.abs(base.array) ** exponent.array)


def _matrix_power(base: Value, exponent: int, tree: Power) -> Value:
    if abs(exponent) > 64:
        raise fault("matrix-exponent", tree.exponent.at[0])
    try:
        return values.power(base, exponent)
    except np.linalg.LinAlgError:
        raise fault("singular", tree.at[0]) from None


def _transpose(at: Evaluation, tree: Transpose, env: Env) -> Value:
    value = at.value(tree.base, env)
    if at.typing.of(tree.base).scalar and tree.bare and "T" in at.draw.sizes:
        return Value.exact(value.array ** at.draw.sizes["T"])
    return Value(value.array.T, value.terms.T)


def _call(at: Evaluation, tree: Call, env: Env) -> Value:
    found = [at.value(argument, env) for argument in tree.arguments]
    rule = _STRUCTURAL.get(tree.function)
    if rule is not None:
        return rule(at, tree, found)
    function = at.functions.get((tree.function, tree.primes))
    if function is None:
        raise fault("no-derivative", tree.at[0], name=printing.latex(Symbol(tree.function)))
    if tree.function in {"log", "sqrt"} and np.any(found[0].array < 0):
        raise fault("undefined", tree.at[0])
    return Value.exact(function(found[0].array))


def _diag(at: Evaluation, tree: Call, found: list[Value]) -> Value:
    value = found[0]
    if not value.array.ndim:
        return value  # of a neutral one: the identity
    return Value(np.diag(value.array), np.diag(value.terms))


def _trace(at: Evaluation, tree: Call, found: list[Value]) -> Value:
    return Value(np.trace(found[0].array), np.trace(found[0].terms))


def _extreme(at: Evaluation, tree: Call, found: list[Value]) -> Value:
    pick = max if tree.function == "max" else min
    return pick(found, key=lambda value: float(value.array))


def _softmax(at: Evaluation, tree: Call, found: list[Value]) -> Value:
    shifted = np.exp(found[0].array - found[0].array.max())
    return Value.exact(shifted / shifted.sum())


def _euclidean(at: Evaluation, tree: Call, found: list[Value]) -> Value:
    return _normed(found[0].array, "")


def _normed(array: Array, kind: str) -> Value:
    """Euclidean of a vector; of a matrix the spectral norm, unless another is written."""
    if kind == "abs" or not array.ndim:
        return Value.exact(np.abs(array))
    order = {"": 2, "2": 2, "1": 1, "inf": np.inf, "F": None}[kind]
    return Value.exact(np.linalg.norm(array, order if array.ndim == 2 or order else None))


def _norm(at: Evaluation, tree: Norm, env: Env) -> Value:
    return _normed(at.value(tree.body, env).array, tree.kind)


def _big(at: Evaluation, tree: Big, env: Env) -> Value:
    numbers = _range(at, tree, env)
    if len(numbers) > 64:
        raise fault("too-many-terms", tree.at[0])
    found = [at.value(tree.body, {**env, tree.index: number}) for number in numbers]
    if tree.operator == "sum":
        return _summed(at, tree, found)
    shape = at.typing.of(tree.body)
    total = _empty_product(at, tree)
    for value in found:
        if shape.vector:
            total = values.times(total, value)
        else:
            total = values.contract(total, value, outer=False)
    return total


def _empty_product(at: Evaluation, tree: Big) -> Value:
    """The identity, ones or 1, of the size of the factors."""
    shape = at.typing.of(tree.body)
    if shape.square:
        return Value.exact(np.eye(at.draw.size(shape.axes[0])))
    return Value.exact(np.ones(tuple(at.draw.size(axis) for axis in shape.axes)))


def _summed(at: Evaluation, tree: Big, found: list[Value]) -> Value:
    shape = at.typing.of(tree.body)
    if not found:
        return Value.exact(np.zeros(tuple(at.draw.size(axis) for axis in shape.axes)))
    total = found[0]
    for value in found[1:]:
        total = values.add(total, value, 1)
    return total


def _range(at: Evaluation, tree: Big, env: Env) -> list[int]:
    lower, upper = symbols.bounds(tree, at.typing)
    if lower is None or upper is None:
        axis = at.typing.axes.get(tree.index)
        if axis is None:
            raise fault("no-range", tree.at[0], name=tree.index)
        return list(range(1, at.draw.size(axis) + 1))
    low, high = at.index(lower, env), at.index(upper, env)
    if at.typing.down.get(id(tree)):
        return list(range(low, high - 1, -1))
    return list(range(low, high + 1))


def _derivative(at: Evaluation, tree: Derivative, env: Env) -> Value:
    (top, top_entry), (bottom, bottom_entry) = (
        _operand(at, part, env) for part in (tree.top, tree.bottom)
    )
    array = at.draw.derivative(top, bottom, immediate=tree.immediate)
    array = _entry(at, array, top_entry, env)
    if bottom_entry:
        # the entries of the denominator are the last axes
        axes = len(bottom_entry)
        array = np.moveaxis(array, range(array.ndim - axes, array.ndim), range(axes))
        array = _entry(at, array, bottom_entry, env)
    return Value.exact(array)


def _operand(at: Evaluation, tree: Tree, env: Env) -> tuple[Key, tuple[Tree, ...]]:
    if isinstance(tree, Component):
        key, _ = _operand(at, tree.base, env)
        return key, tree.indices
    assert isinstance(tree, Symbol)
    return _key(at, tree, env), at.typing.references[id(tree)].component


def _component(at: Evaluation, tree: Component, env: Env) -> Value:
    value = at.value(tree.base, env)
    return Value(
        np.asarray(_entry(at, value.array, tree.indices, env)),
        np.asarray(_entry(at, value.terms, tree.indices, env)),
    )


def _matrix(at: Evaluation, tree: Matrix, env: Env) -> Value:
    rows = [[float(at.value(cell, env).array) for cell in row] for row in tree.rows]
    array = np.array(rows)
    return Value.exact(array[:, 0] if array.shape[1] == 1 else array)


_STRUCTURAL: dict[str, Callable[[Evaluation, Call, list[Value]], Value]] = {
    "Diag": _diag, "diag": _diag, "tr": _trace,
    "max": _extreme, "min": _extreme, "softmax": _softmax, "norm": _euclidean,
}  # fmt: skip
_RULES: dict[type, Callable[..., Value]] = {
    Number: _number, Symbol: _symbol, Sum: _sum, Product: _product, Hadamard: _hadamard,
    Quotient: _quotient, Power: _power, Transpose: _transpose, Call: _call, Big: _big,
    Derivative: _derivative, Component: _component, Norm: _norm, Matrix: _matrix,
}  # fmt: skip
