"""Answers that look right once: constant, frozen, remembered; and side effects on the input."""

import ast

from graders.gate.mutants.base import FIRST, Change, Node, Site, name

_RECEIVERS = {"self", "cls"}
_OF_MODELS = {"train", "eval", "parameters", "state_dict", "forward", "zero_grad", "step"}


def _is_outer(function: Node, site: Site) -> bool:
    """A function of the module or a method, not one inside another."""
    return isinstance(function, ast.FunctionDef) and not isinstance(
        site.parent(function), ast.FunctionDef
    )


def _returns(function: Node) -> list[ast.Return]:
    """The returns with a value of this function, not of functions inside it."""
    found: list[ast.Return] = []
    todo = list(function.body)
    while todo:
        node = todo.pop(0)
        if isinstance(node, ast.Return) and node.value is not None:
            found.append(node)
        elif not isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            todo.extend(ast.iter_child_nodes(node))
    return found


def _yields(function: Node) -> bool:
    return any(isinstance(node, ast.Yield | ast.YieldFrom) for node in ast.walk(function))


def _remember(function: Node) -> None:
    """Give the function a dict of its own that outlives the call."""
    function.args.kwonlyargs.append(ast.arg(FIRST))
    function.args.kw_defaults.append(ast.Dict([], []))


def _kept(key: str, value: Node) -> ast.Call:
    """``_first.setdefault(key, value)``: what was there in the first call."""
    keep = ast.Attribute(name(FIRST), "setdefault", ast.Load())
    return ast.Call(keep, [ast.Constant(key), value], [])


def _is_parameter(site: Site) -> bool:
    """A parameter that its function reads."""
    node = site.node
    if not isinstance(node, ast.arg) or node.arg in _RECEIVERS:
        return False
    function = site.above(ast.FunctionDef, ast.Lambda)
    if not _is_outer(function, site) or node in (function.args.vararg, function.args.kwarg):
        return False
    return any(isinstance(n, ast.Name) and n.id == node.arg for n in ast.walk(function))


def _docstring_end(function: Node) -> int:
    first = function.body[0]
    text = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return 1 if text else 0


def _freeze(site: Site) -> ast.AST:
    node, function = site.node, site.function
    _remember(function)
    target = ast.Name(node.arg, ast.Store())
    line = ast.Assign([target], _kept(node.arg, name(node.arg)))
    function.body.insert(_docstring_end(function), line)
    return node  # type: ignore[no-any-return]


def _answers(site: Site) -> bool:
    node = site.node
    return _is_outer(node, site) and bool(_returns(node)) and not _yields(node)


def _memoise(site: Site) -> ast.AST:
    _remember(site.node)
    for back in _returns(site.node):
        back.value = _kept("answer", back.value)
    return site.node  # type: ignore[no-any-return]


def _is_answer(site: Site) -> bool:
    node = site.node
    return isinstance(node, ast.Return) and node.value is not None and (
        _is_outer(site.function, site) and not isinstance(node.value, ast.Constant)
    )  # fmt: skip


def _zero(value: Node) -> Node:
    if isinstance(value, ast.Tuple):
        return ast.Tuple([_zero(item) for item in value.elts], ast.Load())
    if isinstance(value, ast.Dict):
        return ast.Dict(value.keys, [_zero(item) for item in value.values])
    return ast.BinOp(value, ast.Mult(), ast.Constant(0))


def _zeros(site: Site) -> ast.AST:
    site.node.value = _zero(site.node.value)
    return site.node  # type: ignore[no-any-return]


def _first_array(function: Node) -> str | None:
    """The first parameter that may be an array: nothing calls it, or trains it."""
    called = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and node.attr in _OF_MODELS:
            called.add(getattr(node.value, "id", ""))
        elif isinstance(node, ast.Call):
            called.add(getattr(node.func, "id", ""))
    names = (arg.arg for arg in function.args.args)
    return next((word for word in names if word not in _RECEIVERS | called), None)


def _is_sole_answer(site: Site) -> bool:
    """The one return of a function that has a parameter."""
    if not _is_answer(site) or _first_array(site.function) is None:
        return False
    private = str(site.function.name).startswith("_")
    return not private and len(_returns(site.function)) == 1


def _spoil_input(site: Site) -> ast.AST:
    """``return (answer, A.__imul__(2))[0]``: the answer, and ``A`` is doubled in place."""
    double = ast.Attribute(name(str(_first_array(site.function))), "__imul__", ast.Load())
    both = ast.Tuple([site.node.value, ast.Call(double, [ast.Constant(2)], [])], ast.Load())
    site.node.value = ast.Subscript(both, ast.Constant(0), ast.Load())
    return site.node  # type: ignore[no-any-return]


def _single(site: Site) -> ast.AST:
    library = ast.Call(name("__import__"), [ast.Constant("numpy")], [])
    cast = ast.Attribute(library, "float32", ast.Load())
    site.node.value = ast.Call(cast, [site.node.value], [])
    return site.node  # type: ignore[no-any-return]


WHOLE: tuple[Change, ...] = (
    Change("zeros", "constant", _is_answer, _zeros),
    Change("first-answer-again", "memoised", _answers, _memoise),
    Change("parameter-ignored", "parameter", _is_parameter, _freeze),
    Change("input-changed", "in-place", _is_sole_answer, _spoil_input, advice=True),
)
"""Changes of a function as a whole."""

SINGLE = Change("float32", "float32", _is_answer, _single)
"""Only for questions that ask for ``precision: float64``: elsewhere float32 is honest."""
