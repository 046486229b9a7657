"""Scalar arithmetic of ``let:``, answers and misconceptions: exact where it can be.

Grammar: ``+ - * / ^`` (``**`` too), unary minus, parentheses, numbers, names (dotted ones
for cells, ``rnn1.sum``), functions. ``^`` binds tighter than unary minus and to the right.
Integers and fractions stay exact (``fractions.Fraction``); functions give floats.
Length, depth and the size of numbers are bounded, so that nothing hangs.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from graders.maths.errors import ExpressionError
from graders.maths.lexer import Token, tokens

Number = int | Fraction | float
MAX_DEPTH = 60
MAX_BITS = 4096
"""Largest exact number: about 1,200 digits."""

CONSTANTS: dict[str, float] = {"pi": math.pi, "e": math.e}


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


FUNCTIONS: dict[str, Callable[..., Number]] = {
    "sqrt": math.sqrt,
    "exp": math.exp,
    "ln": math.log,
    "log": math.log,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "tanh": math.tanh,
    "sigmoid": _sigmoid,
    "abs": abs,
    "min": min,
    "max": max,
    "floor": math.floor,
    "ceil": math.ceil,
    "round": round,
}
_SEVERAL = {"min", "max"}


@dataclass(frozen=True)
class Node:
    """A tree with positions. ``op``: number, name, call, neg or a sign."""

    op: str
    at: int
    value: Number | str = 0
    args: tuple["Node", ...] = ()


class _Parser:
    """Recursive descent by binding power."""

    POWER = {"+": 10, "-": 10, "*": 20, "/": 20}

    def __init__(self, text: str) -> None:
        self.tokens = tokens(text)
        self.index = 0

    @property
    def here(self) -> Token:
        return self.tokens[self.index]

    def take(self) -> Token:
        token = self.here
        self.index += 1
        return token

    def whole(self) -> Node:
        tree = self.sum(0, 0)
        if self.here.kind != "end":
            raise ExpressionError(f"{self.here.text!r} was not expected", self.here.at)
        return tree

    def sum(self, floor: int, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise ExpressionError("nested too deeply", self.here.at)
        left = self.signed(depth)
        while self.here.kind == "sign" and self.POWER.get(self.here.text, -1) > floor:
            sign = self.take()
            right = self.sum(self.POWER[sign.text], depth + 1)
            left = Node(sign.text, sign.at, args=(left, right))
        return left

    def signed(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise ExpressionError("nested too deeply", self.here.at)
        token = self.here
        if token.kind == "sign" and token.text in "+-":
            self.take()
            inner = self.signed(depth + 1)
            return inner if token.text == "+" else Node("neg", token.at, args=(inner,))
        return self.power(depth)

    def power(self, depth: int) -> Node:
        base = self.atom(depth)
        if self.here.kind == "sign" and self.here.text == "^":
            sign = self.take()
            return Node("^", sign.at, args=(base, self.signed(depth + 1)))
        return base

    def atom(self, depth: int) -> Node:
        token = self.take()
        if token.kind == "number":
            return Node("number", token.at, exact(token.text, token.at))
        if token.kind == "name":
            if self.here.text == "(":
                return Node("call", token.at, token.text, self.arguments(depth))
            return Node("name", token.at, token.text)
        if token.text == "(":
            inner = self.sum(0, depth + 1)
            self.close()
            return inner
        what = "the end" if token.kind == "end" else repr(token.text)
        raise ExpressionError(f"a number or a name is missing before {what}", token.at)

    def arguments(self, depth: int) -> tuple[Node, ...]:
        self.take()
        found = [self.sum(0, depth + 1)]
        while self.here.text == ",":
            self.take()
            found.append(self.sum(0, depth + 1))
        self.close()
        return tuple(found)

    def close(self) -> None:
        if self.here.text != ")":
            raise ExpressionError("')' is missing", self.here.at)
        self.take()


def exact(text: str, at: int = 0) -> int | Fraction:
    """A typed number, exactly. Raises ``ExpressionError`` when it is beyond all use."""
    mantissa, _, exponent = text.lower().partition("e")
    if exponent and (len(exponent) > 5 or abs(int(exponent)) > 400):
        raise ExpressionError("this number is too large or too small", at)
    value = Fraction(text)
    return int(value) if value.denominator == 1 else value


def parse(text: str) -> Node:
    """The tree of an expression. Raises ``ExpressionError``."""
    return _Parser(text).whole()


def names_in(text: str) -> set[str]:
    """The names that an expression uses, without functions and constants."""
    found: set[str] = set()
    _collect(parse(text), found)
    return found - CONSTANTS.keys()


def _collect(node: Node, found: set[str]) -> None:
    if node.op == "name":
        found.add(str(node.value))
    for arg in node.args:
        _collect(arg, found)


def evaluate(text: str, names: Mapping[str, Number]) -> Number:
    """The value of an expression. Raises ``ExpressionError`` (unknown name, division by zero)."""
    return value_of(parse(text), names)


def value_of(node: Node, names: Mapping[str, Number]) -> Number:
    """The value of a tree."""
    if node.op == "number":
        return node.value  # type: ignore[return-value]
    if node.op == "name":
        return _name(node, names)
    args = [value_of(arg, names) for arg in node.args]
    try:
        result = _apply(node, args)
    except ZeroDivisionError as error:
        raise ExpressionError("division by zero", node.at) from error
    except (ValueError, OverflowError, TypeError) as error:
        raise ExpressionError(f"cannot be computed: {error}", node.at) from error
    return _tidy(result, node.at)


def _name(node: Node, names: Mapping[str, Number]) -> Number:
    name = str(node.value)
    if name in names:
        value = names[name]
        if isinstance(value, bool) or not isinstance(value, int | Fraction | float):
            raise ExpressionError(f"{name!r} is not a number", node.at)
        return value
    if name in CONSTANTS:
        return CONSTANTS[name]
    raise ExpressionError(f"nothing is called {name!r} here", node.at)


def _apply(node: Node, args: list[Number]) -> Number:
    if node.op == "neg":
        return -args[0]
    if node.op == "call":
        return _call(node, args)
    left, right = args
    if node.op == "+":
        return left + right
    if node.op == "-":
        return left - right
    if node.op == "*":
        return left * right
    if node.op == "/":
        return _divide(left, right)
    return _power(left, right)


def _divide(left: Number, right: Number) -> Number:
    if isinstance(left, float) or isinstance(right, float):
        return left / right
    return Fraction(left) / Fraction(right)


def _power(base: Number, exponent: Number) -> Number:
    if isinstance(exponent, Fraction) or isinstance(base, float) or isinstance(exponent, float):
        result = float(base) ** float(exponent)
        if isinstance(result, complex):
            raise ValueError("a root of a negative number")
        return result
    if _bits(base) * abs(exponent) > MAX_BITS:
        raise OverflowError("the power is too large")
    return Fraction(base) ** exponent


def _bits(value: int | Fraction) -> int:
    number = Fraction(value)
    return max(number.numerator.bit_length(), number.denominator.bit_length())


def _call(node: Node, args: list[Number]) -> Number:
    name = str(node.value)
    function = FUNCTIONS.get(name)
    if function is None:
        raise ExpressionError(f"there is no function {name!r}", node.at)
    if name not in _SEVERAL and len(args) != 1:
        raise ExpressionError(f"{name} takes one argument", node.at)
    return function(*args) if len(args) > 1 else (args[0] if name in _SEVERAL else function(args[0]))


def _tidy(value: Number, at: int) -> Number:
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ExpressionError("the value is not finite", at)
        return value
    if _bits(value) > MAX_BITS:
        raise ExpressionError("the value is too large", at)
    if isinstance(value, Fraction) and value.denominator == 1:
        return int(value)
    return value
