"""Scalar arithmetic: the formulas of ``let:``, of answers and of misconceptions.

>>> evaluate("n_h*(n_in + n_h + 1)", {"n_in": 72, "n_h": 100})
17300
"""

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise

from graders.maths.arithmetic import (
    Number,
    UnboundedError,
    add,
    divide,
    magnitude,
    multiply,
    nearest,
    power,
    root,
    settled,
    sigmoid,
    through,
)  # fmt: skip
from graders.maths.errors import ExpressionError, fault
from graders.maths.parser import parse
from graders.maths.plain import tokens
from graders.maths.tree import Call, Literal, Name, Power, Product, Sum, Tree

__all__ = [
    "CONSTANTS", "FUNCTIONS", "RESERVED", "ExpressionError", "Number", "evaluate", "names_in",
]  # fmt: skip

CONSTANTS: Mapping[str, float] = {"pi": math.pi, "e": math.e}
_ONE: Mapping[str, Callable[[Number], Number]] = {
    "sqrt": root,
    "exp": through(math.exp),
    "ln": through(math.log),
    "log": through(math.log),
    "sin": through(math.sin),
    "cos": through(math.cos),
    "tan": through(math.tan),
    "tanh": through(math.tanh),
    "sigmoid": sigmoid,
    "abs": magnitude,
    "floor": math.floor,
    "ceil": math.ceil,
    "round": nearest,
}
_MANY: Mapping[str, Callable[..., Number]] = {"min": min, "max": max}
FUNCTIONS = frozenset(_ONE) | frozenset(_MANY)
RESERVED = FUNCTIONS | frozenset(CONSTANTS)
"""Words that a parameter should not be called."""


def evaluate(text: str, names: Mapping[str, Number]) -> Number:
    """The value of ``text``: an ``int`` or ``Fraction`` as long as it is exact, else a ``float``.

    A given name hides a constant. Raises ``ExpressionError``.
    """
    return _value(parse(text), names)


def names_in(text: str) -> set[str]:
    """The names ``text`` needs: neither functions nor constants. Raises ``ExpressionError``."""
    parse(text)
    words = tokens(text)
    called = {w.position for w, then in pairwise(words) if then.text == "("}
    return {
        word.text
        for word in words
        if word.kind == "name" and word.position not in called and word.text not in CONSTANTS
    }


def _value(tree: Tree, names: Mapping[str, Number]) -> Number:
    try:
        match tree:
            case Literal():
                return settled(tree.value)
            case Name():
                return _named(tree, names)
            case Sum():
                return _sum(tree, names)
            case Product():
                return _product(tree, names)
            case Power():
                return power(_value(tree.base, names), _value(tree.exponent, names))
            case Call():
                return _called(tree, [_value(part, names) for part in tree.arguments])
    except UnboundedError as reason:
        raise fault(str(reason), tree.position) from None


def _named(tree: Name, names: Mapping[str, Number]) -> Number:
    value = names.get(tree.name, CONSTANTS.get(tree.name))
    if value is None:
        reason = "not-called" if tree.name in FUNCTIONS else "unknown-name"
        raise fault(reason, tree.position, name=tree.name)
    if isinstance(value, bool) or not isinstance(value, int | Fraction | float):
        raise fault("not-a-number", tree.position, name=tree.name)
    return settled(value)


def _sum(tree: Sum, names: Mapping[str, Number]) -> Number:
    total: Number = 0
    for sign, term in tree.terms:
        value = _value(term, names)
        total = add(total, value if sign == "+" else -value)
    return total


def _product(tree: Product, names: Mapping[str, Number]) -> Number:
    total: Number = 1
    for sign, factor in tree.factors:
        value = _value(factor, names)
        total = multiply(total, value) if sign == "*" else divide(total, value)
    return total


def _called(tree: Call, arguments: list[Number]) -> Number:
    if tree.function in _MANY:
        return settled(_MANY[tree.function](*arguments) if len(arguments) > 1 else arguments[0])
    if tree.function not in _ONE:
        raise fault("unknown-function", tree.position, name=tree.function)
    if len(arguments) != 1:
        raise fault("arguments", tree.position, name=tree.function, given=len(arguments))
    return settled(_ONE[tree.function](arguments[0]))
