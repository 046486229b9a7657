"""The small mistakes that make mutants: signs, operands, axes, bounds, forgotten statements.

Each change takes a node of a fresh copy of the tree and gives what stands there instead.
"""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Node = Any  # one of the many node classes; each change knows which it takes


@dataclass(frozen=True)
class Change:
    """``make`` returns the new node; it may be the given one, changed."""

    name: str
    fits: Callable[[Node], bool]
    make: Callable[[Node], ast.AST]


_ARITHMETIC: tuple[tuple[str, type[ast.operator], type[ast.operator]], ...] = (
    ("minus-for-plus", ast.Add, ast.Sub),
    ("plus-for-minus", ast.Sub, ast.Add),
    ("divide-for-times", ast.Mult, ast.Div),
    ("times-for-divide", ast.Div, ast.Mult),
    ("divide-for-floor", ast.FloorDiv, ast.Div),
    ("times-for-power", ast.Pow, ast.Mult),
    ("times-for-matmul", ast.MatMult, ast.Mult),
)
_COMPARISONS: tuple[tuple[str, type[ast.cmpop], type[ast.cmpop]], ...] = (
    ("less-or-equal", ast.Lt, ast.LtE),
    ("less", ast.LtE, ast.Lt),
    ("greater-or-equal", ast.Gt, ast.GtE),
    ("greater", ast.GtE, ast.Gt),
    ("not-equal", ast.Eq, ast.NotEq),
    ("equal", ast.NotEq, ast.Eq),
)
_AXES = {"axis", "dim", "dim0", "dim1"}
_IDENTITY = {
    "abs", "exp", "log", "sqrt", "tanh", "sigmoid", "relu", "softmax", "log_softmax", "transpose",
    "conj", "flip", "sorted", "reversed", "copy", "clone", "detach", "array", "asarray", "float",
}  # fmt: skip
_SIDE_EFFECTS = (ast.Expr, ast.AugAssign)


def _operator(name: str, old: type[ast.operator], new: type[ast.operator]) -> Change:
    def make(node: Node) -> ast.AST:
        node.op = new()
        return node  # type: ignore[no-any-return]

    def fits(node: Node) -> bool:
        return isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, old)

    return Change(name, fits, make)


def _comparison(name: str, old: type[ast.cmpop], new: type[ast.cmpop]) -> Change:
    def make(node: Node) -> ast.AST:
        node.ops = [new(), *node.ops[1:]]
        return node  # type: ignore[no-any-return]

    def fits(node: Node) -> bool:
        return isinstance(node, ast.Compare) and isinstance(node.ops[0], old)

    return Change(name, fits, make)


def _swap_operands(node: Node) -> ast.AST:
    node.left, node.right = node.right, node.left
    return node  # type: ignore[no-any-return]


def _number(node: Node) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
    )


def _off_by_one(node: Node) -> ast.AST:
    value = node.value
    return ast.Constant(value + 1 if isinstance(value, int) else value * 1.5 + (value == 0))


def _has_axis(node: Node) -> bool:
    return isinstance(node, ast.keyword) and node.arg in _AXES and _integer(node.value) is not None


def _integer(node: Node) -> int | None:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        below = _integer(node.operand)
        return -below if below is not None else None
    value = getattr(node, "value", None) if isinstance(node, ast.Constant) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _other_axis(node: Node) -> ast.AST:
    node.value = ast.Constant(1 if _integer(node.value) == 0 else 0)
    return node  # type: ignore[no-any-return]


def _called(node: Node) -> str:
    function = node.func if isinstance(node, ast.Call) else None
    return str(getattr(function, "attr", None) or getattr(function, "id", ""))


def _is_identity(node: Node) -> bool:
    """``np.exp(x)``, ``x.clone()``: a call that can be forgotten and leaves a value."""
    if _called(node) not in _IDENTITY:
        return False
    method = isinstance(node.func, ast.Attribute) and not _is_module(node.func.value)
    return method or (len(node.args) >= 1 and not isinstance(node.args[0], ast.Starred))


def _is_module(node: Node) -> bool:
    names = {"np", "numpy", "torch", "math", "F", "nn", "functional", "scipy", "linalg"}
    return getattr(node, "id", getattr(node, "attr", "")) in names


def _argument(node: Node) -> ast.AST:
    method = isinstance(node.func, ast.Attribute) and not _is_module(node.func.value)
    return node.func.value if method else node.args[0]  # type: ignore[no-any-return]


def _is_statement(node: Node) -> bool:
    return isinstance(node, _SIDE_EFFECTS)


def _is_truth(node: Node) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, bool)


def _negate_test(node: Node) -> ast.AST:
    node.test = ast.UnaryOp(ast.Not(), node.test)
    return node  # type: ignore[no-any-return]


def _other_word(node: Node) -> ast.AST:
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    return node  # type: ignore[no-any-return]


def _shorter_range(node: Node) -> ast.AST:
    place = 0 if len(node.args) == 1 else 1
    node.args[place] = ast.BinOp(node.args[place], ast.Sub(), ast.Constant(1))
    return node  # type: ignore[no-any-return]


def _is_binary(kind: type[ast.operator]) -> Callable[[Node], bool]:
    return lambda node: isinstance(node, ast.BinOp) and isinstance(node.op, kind)


def _is_unary(kind: type[ast.unaryop]) -> Callable[[Node], bool]:
    return lambda node: isinstance(node, ast.UnaryOp) and isinstance(node.op, kind)


OPERATORS: tuple[Change, ...] = (
    *(_operator(*row) for row in _ARITHMETIC),
    *(_comparison(*row) for row in _COMPARISONS),
    Change("operands-of-matmul", _is_binary(ast.MatMult), _swap_operands),
    Change("operands-of-minus", _is_binary(ast.Sub), _swap_operands),
    Change("operands-of-divide", _is_binary(ast.Div), _swap_operands),
    Change("sign-dropped", _is_unary(ast.USub), lambda node: node.operand),
    Change("not-dropped", _is_unary(ast.Not), lambda node: node.operand),
    Change(
        "transpose-dropped",
        lambda node: isinstance(node, ast.Attribute) and node.attr in ("T", "mT", "H"),
        lambda node: node.value,
    ),
    Change(
        "real-dropped",
        lambda node: isinstance(node, ast.Attribute) and node.attr == "real",
        lambda node: node.value,
    ),
    Change("call-dropped", _is_identity, _argument),
    Change("axis", _has_axis, _other_axis),
    Change("off-by-one", _number, _off_by_one),
    Change("truth", _is_truth, lambda node: ast.Constant(not node.value)),
    Change("test-negated", lambda node: isinstance(node, ast.If | ast.IfExp), _negate_test),
    Change("and-or", lambda node: isinstance(node, ast.BoolOp), _other_word),
    Change(
        "range-short",
        lambda node: _called(node) == "range" and 1 <= len(node.args) <= 3,
        _shorter_range,
    ),
    Change("statement-dropped", _is_statement, lambda _node: ast.Pass()),
)
"""All changes; a name is part of the ids that authors write down, so it stays."""
