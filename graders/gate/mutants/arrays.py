"""Mistakes with arrays: transposes, axes, sums and means, indices, slices, arguments."""

import ast

from graders.gate.mutants.base import (
    Change,
    Node,
    Site,
    called,
    integer,
    is_method,
    is_module,
    same,
    shifted,
)  # fmt: skip

_AXES = {"axis", "dim", "dim0", "dim1"}
_IDENTITY = {
    "abs", "exp", "log", "sqrt", "tanh", "sigmoid", "relu", "softmax", "log_softmax", "transpose",
    "conj", "flip", "sorted", "reversed", "copy", "clone", "array", "asarray", "float",
}  # fmt: skip
_COMMUTE = {
    "maximum", "minimum", "add", "multiply", "hypot", "max", "min", "zip", "isinstance", "getattr",
    "hasattr", "super", "print", "range", "allclose", "isclose", "logaddexp", "arange",
}  # fmt: skip
_RETURNS = {"sum": "mean", "mean": "sum", "nansum": "nanmean", "nanmean": "nansum"}


def _other_axis(site: Site) -> ast.AST:
    site.node.value = ast.Constant(1 if integer(site.node.value) == 0 else 0)
    return site.node  # type: ignore[no-any-return]


def _has_axis(site: Site) -> bool:
    node = site.node
    return isinstance(node, ast.keyword) and node.arg in _AXES and integer(node.value) is not None


def _is_identity(site: Site) -> bool:
    """``np.exp(x)``, ``x.clone()``: a call that can be forgotten and leaves a value."""
    node = site.node
    if called(node) not in _IDENTITY:
        return False
    return is_method(node) or (len(node.args) >= 1 and not isinstance(node.args[0], ast.Starred))


def _argument(site: Site) -> ast.AST:
    node = site.node
    return node.func.value if is_method(node) else node.args[0]  # type: ignore[no-any-return]


def _is_mean(site: Site) -> bool:
    return called(site.node) in _RETURNS and isinstance(site.node.func, ast.Attribute)


def _other_mean(site: Site) -> ast.AST:
    site.node.func.attr = _RETURNS[site.node.func.attr]
    return site.node  # type: ignore[no-any-return]


def _number(site: Site) -> bool:
    """A number; that of an axis is changed by ``axis``."""
    value = getattr(site.node, "value", None) if isinstance(site.node, ast.Constant) else None
    axis = any(isinstance(node, ast.keyword) and node.arg in _AXES for node in _around(site))
    return isinstance(value, int | float) and not isinstance(value, bool) and not axis


def _around(site: Site) -> tuple[Node, Node]:
    return site.parent(), site.parent(site.parent())


def _off_by_one(site: Site) -> ast.AST:
    value = site.node.value
    return ast.Constant(value + 1 if isinstance(value, int) else value * 1.5 + (value == 0))


def _is_index(site: Site) -> bool:
    """``h[t]``: a name between brackets, or one of several."""
    parent = site.parent()
    if isinstance(parent, ast.Tuple):
        parent = site.parent(parent)
    read = isinstance(parent, ast.Subscript) and parent.value is not site.node
    return isinstance(site.node, ast.Name) and read


def _is_bound(site: Site) -> bool:
    """``n`` in ``z[n:]``: a name or a product as a bound of a slice."""
    parent = site.parent()
    bound = isinstance(parent, ast.Slice) and site.node is not parent.step
    return bound and isinstance(site.node, ast.Name | ast.BinOp)


def _is_range(site: Site) -> bool:
    node = site.node
    plain = called(node) == "range" and 1 <= len(node.args) <= 3
    return plain and not any(isinstance(arg, ast.Starred) for arg in node.args)


def _shorter_range(site: Site) -> ast.AST:
    args = site.node.args
    place = 0 if len(args) == 1 else 1
    args[place] = shifted(args[place])
    return site.node  # type: ignore[no-any-return]


def _later_range(site: Site) -> ast.AST:
    args = site.node.args
    if len(args) == 1:
        args.insert(0, ast.Constant(1))
    else:
        args[0] = ast.BinOp(args[0], ast.Add(), ast.Constant(1))
    return site.node  # type: ignore[no-any-return]


def _pair(node: Node) -> int | None:
    """Where the two arguments to swap begin; None if there are none worth it."""
    if not isinstance(node, ast.Call) or called(node) in _COMMUTE:
        return None
    plain = [arg for arg in node.args if not isinstance(arg, ast.Starred)]
    texts = isinstance(getattr(plain[0], "value", None), str) if plain else False
    at = 1 if texts else 0
    if len(plain) != len(node.args) or len(plain) < at + 2 or same(plain[at], plain[at + 1]):
        return None
    return at


def _swap_arguments(site: Site) -> ast.AST:
    at = _pair(site.node) or 0
    args = site.node.args
    args[at], args[at + 1] = args[at + 1], args[at]
    return site.node  # type: ignore[no-any-return]


def _left_alone(site: Site) -> ast.AST:
    return site.node.value  # type: ignore[no-any-return]


def _is_transpose(site: Site) -> bool:
    node = site.node
    return isinstance(node, ast.Attribute) and node.attr in ("T", "mT", "H")


def _untransposed(site: Site) -> bool:
    """A matrix in a product, without ``.T``. Matrices have capitals; a vector has no transpose."""
    parent = site.parent()
    product = isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.MatMult)
    written = str(getattr(site.node, "attr", getattr(site.node, "id", "")))
    plain = isinstance(site.node, ast.Name | ast.Attribute) and not is_module(site.node)
    return product and plain and written[:1].isupper() and not _is_transpose(site)


def _transposed(site: Site) -> ast.AST:
    return ast.Attribute(site.node, "T", ast.Load())


ARRAYS: tuple[Change, ...] = (
    Change("transpose-dropped", "transpose", _is_transpose, _left_alone),
    Change("transpose-added", "transpose", _untransposed, _transposed),
    Change(
        "real-dropped",
        "call",
        lambda site: isinstance(site.node, ast.Attribute) and site.node.attr == "real",
        _left_alone,
    ),
    Change("call-dropped", "call", _is_identity, _argument),
    Change("mean-and-sum", "mean", _is_mean, _other_mean),
    Change("axis", "axis", _has_axis, _other_axis),
    Change("off-by-one", "off-by-one", _number, _off_by_one),
    Change("index-early", "index", _is_index, lambda site: shifted(site.node)),
    Change("bound-early", "index", _is_bound, lambda site: shifted(site.node)),
    Change("range-short", "index", _is_range, _shorter_range),
    Change("range-late", "index", _is_range, _later_range),
    Change(
        "arguments-swapped", "arguments", lambda site: _pair(site.node) is not None, _swap_arguments
    ),
)  # fmt: skip
"""Changes of shapes, places and calls."""
