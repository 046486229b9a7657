"""Mistakes in formulas: signs, terms, factors, operands, comparisons, tests."""

import ast

from graders.gate.mutants.base import Change, Node, Site, called, even, integer, same

_ARITHMETIC: tuple[tuple[str, str, type[ast.operator], type[ast.operator]], ...] = (
    ("minus-for-plus", "sign", ast.Add, ast.Sub),
    ("plus-for-minus", "sign", ast.Sub, ast.Add),
    ("divide-for-times", "operator", ast.Mult, ast.Div),
    ("times-for-divide", "operator", ast.Div, ast.Mult),
    ("divide-for-floor", "operator", ast.FloorDiv, ast.Div),
    ("times-for-power", "operator", ast.Pow, ast.Mult),
    ("times-for-matmul", "matmul", ast.MatMult, ast.Mult),
)
_COMPARISONS: tuple[tuple[str, type[ast.cmpop], type[ast.cmpop]], ...] = (
    ("less-or-equal", ast.Lt, ast.LtE),
    ("less", ast.LtE, ast.Lt),
    ("greater-or-equal", ast.Gt, ast.GtE),
    ("greater", ast.GtE, ast.Gt),
    ("not-equal", ast.Eq, ast.NotEq),
    ("equal", ast.NotEq, ast.Eq),
)
_TERMS = (ast.Add, ast.Sub)


def _operator(name: str, means: str, old: type[ast.operator], new: type[ast.operator]) -> Change:
    def fits(site: Site) -> bool:
        node = site.node
        return isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, old)

    def make(site: Site) -> ast.AST:
        site.node.op = new()
        return site.node  # type: ignore[no-any-return]

    return Change(name, means, fits, make)


def _comparison(name: str, old: type[ast.cmpop], new: type[ast.cmpop]) -> Change:
    def make(site: Site) -> ast.AST:
        site.node.ops = [new(), *site.node.ops[1:]]
        return site.node  # type: ignore[no-any-return]

    def fits(site: Site) -> bool:
        return isinstance(site.node, ast.Compare) and isinstance(site.node.ops[0], old)

    return Change(name, "comparison", fits, make)


def _term(site: Site) -> bool:
    return isinstance(site.node, ast.BinOp) and isinstance(site.node.op, _TERMS)


def _factor(site: Site) -> bool:
    return isinstance(site.node, ast.BinOp) and isinstance(site.node.op, ast.Mult)


def _swappable(site: Site, operator: type[ast.operator]) -> bool:
    node = site.node
    fits = isinstance(node, ast.BinOp) and isinstance(node.op, operator)
    return fits and not same(node.left, node.right)


def _swap(site: Site) -> ast.AST:
    site.node.left, site.node.right = site.node.right, site.node.left
    return site.node  # type: ignore[no-any-return]


def _left_dropped(site: Site) -> ast.AST:
    right = site.node.right
    return ast.UnaryOp(ast.USub(), right) if isinstance(site.node.op, ast.Sub) else right


def _doubled(site: Site) -> ast.AST:
    """``a + b`` to ``a + b + b``: a term that is counted twice."""
    node = site.node
    return ast.BinOp(node, type(node.op)(), node.right)


def _slope(node: Node) -> bool:
    """Whether this looks like a derivative: ``1 - h**2``, ``1 - s``, ``dsigmoid(z)``."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
        return integer(node.left) == 1 or getattr(node.left, "value", None) == 1.0
    word = called(node) or getattr(node, "id", "")
    return any(piece in word.lower() for piece in ("prime", "deriv", "slope", "dsig", "dtanh"))


def _has_slope(site: Site) -> bool:
    return _factor(site) and (_slope(site.node.right) or _slope(site.node.left))


def _slope_dropped(site: Site) -> ast.AST:
    node = site.node
    return node.left if _slope(node.right) else node.right  # type: ignore[no-any-return]


def _assigned(site: Site) -> ast.AST:
    """``dW += x`` to ``dW = x``: only the last of the terms is kept."""
    node = site.node
    return ast.Assign([node.target], node.value)


def _negate_test(site: Site) -> ast.AST:
    site.node.test = ast.UnaryOp(ast.Not(), site.node.test)
    return site.node  # type: ignore[no-any-return]


def _other_word(site: Site) -> ast.AST:
    site.node.op = ast.Or() if isinstance(site.node.op, ast.And) else ast.And()
    return site.node  # type: ignore[no-any-return]


def _sign(site: Site) -> bool:
    node = site.node
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and not even(site)


FORMULAS: tuple[Change, ...] = (
    *(_operator(*row) for row in _ARITHMETIC),
    *(_comparison(*row) for row in _COMPARISONS),
    Change(
        "operands-of-matmul", "order", lambda site: _swappable(site, ast.MatMult), _swap
    ),
    Change(
        "operands-of-minus",
        "sign",
        lambda site: _swappable(site, ast.Sub) and not even(site),
        _swap,
    ),
    Change("operands-of-divide", "order", lambda site: _swappable(site, ast.Div), _swap),
    Change("sign-dropped", "sign", _sign, lambda site: site.node.operand),
    Change("derivative-dropped", "derivative", _has_slope, _slope_dropped),
    Change("left-term-dropped", "term", _term, _left_dropped),
    Change("right-term-dropped", "term", _term, lambda site: site.node.left),
    Change("term-doubled", "term", _term, _doubled),
    Change("left-factor-dropped", "factor", _factor, lambda site: site.node.right),
    Change("right-factor-dropped", "factor", _factor, lambda site: site.node.left),
    Change(
        "division-dropped",
        "factor",
        lambda site: isinstance(site.node, ast.BinOp) and isinstance(site.node.op, ast.Div),
        lambda site: site.node.left,
    ),
    Change(
        "sum-not-kept",
        "accumulate",
        lambda site: isinstance(site.node, ast.AugAssign) and isinstance(site.node.op, _TERMS),
        _assigned,
    ),
    Change(
        "not-dropped",
        "branch",
        lambda site: isinstance(site.node, ast.UnaryOp) and isinstance(site.node.op, ast.Not),
        lambda site: site.node.operand,
    ),
    Change(
        "truth",
        "branch",
        lambda site: isinstance(site.node, ast.Constant) and isinstance(site.node.value, bool),
        lambda site: ast.Constant(not site.node.value),
    ),
    Change(
        "test-negated", "branch", lambda site: isinstance(site.node, ast.If | ast.IfExp),
        _negate_test,
    ),
    Change("and-or", "branch", lambda site: isinstance(site.node, ast.BoolOp), _other_word),
)  # fmt: skip
"""Changes of arithmetic and of decisions."""
