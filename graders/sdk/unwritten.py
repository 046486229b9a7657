"""What of the given code still stands in a submission: functions that nobody has written yet.

Read from syntax trees, so comments, blank lines, formatting and docstrings do not matter. In
doubt code counts as written: the worst that may happen is that the tests run for nothing.
"""

import ast
from collections.abc import Iterable

_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
_DEFINITION = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
_REBINDS = frozenset({"exec", "eval", "globals", "vars", "setattr"})
"""With one of these a name may mean something else than what its ``def`` says."""


class Given:
    """A submission beside the code that its author was given. Texts that do not parse: no facts.

    ``untouched``: the submission is the given code. ``names``: the functions and classes of the
    given code that were to be written and still stand as they were.
    """

    def __init__(self, source: str, given: str) -> None:
        mine, theirs = (_tree(source), _tree(given)) if given.strip() else (None, None)
        self.untouched = False
        self._lines: dict[int, str] = {}
        self.names: frozenset[str] = frozenset()
        self.silent: frozenset[str] = frozenset()
        """Those of them that return None instead of raising."""
        if mine is None or theirs is None:
            return
        self.untouched = ast.dump(mine) == ast.dump(theirs)
        asked = {node.name: node for node in theirs.body if isinstance(node, _DEFINITION)}
        left = [n for n in _bound_once(mine) if n.name in asked and _stands(n, asked[n.name])]
        self.names = frozenset(node.name for node in left)
        self.silent = frozenset(n.name for n in left if isinstance(n, _FUNCTION) and not n.body)
        self._lines = _raising(mine, theirs)

    def unwritten(self, names: Iterable[str]) -> list[str]:
        """Those of ``names`` that are not written yet, in their order."""
        return [name for name in names if name in self.names]

    def at(self, line: int) -> str:
        """The function whose given ``raise NotImplementedError`` stands at a line, or nothing."""
        return self._lines.get(line, "")


class _Bare(ast.NodeTransformer):
    """Leaves out what does nothing: docstrings, ``...``, ``pass``."""

    def visit_Expr(self, node: ast.Expr) -> ast.Expr | None:
        return None if isinstance(node.value, ast.Constant) else node

    def visit_Pass(self, _node: ast.Pass) -> None:
        return None


def _tree(source: str) -> ast.Module | None:
    try:
        tree: ast.Module = _Bare().visit(ast.parse(source))
        ast.dump(tree)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return tree


def _bound_once(tree: ast.Module) -> list[_Definition]:
    """Definitions at the top whose name is bound nowhere else; none where names may be rebound."""
    bound: dict[str, int] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in _REBINDS:
            return []
        if name := _binds(node):
            bound[name] = bound.get(name, 0) + 1
    tops = [node for node in tree.body if isinstance(node, _DEFINITION)]
    return [node for node in tops if bound[node.name] == 1]


def _binds(node: ast.AST) -> str:
    """The name that a node binds. A class whose attribute is set counts as bound once more."""
    if isinstance(node, _DEFINITION):
        return node.name
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
        return node.value.id if isinstance(node.value, ast.Name) else ""
    if isinstance(node, ast.alias):
        return (node.asname or node.name).partition(".")[0]
    return ""


def _stands(mine: _Definition, given: _Definition) -> bool:
    """Whether a definition was to be written and is still the given one."""
    if type(mine) is not type(given) or _dumped(mine) != _dumped(given):
        return False
    if isinstance(given, ast.ClassDef):
        methods = [node for node in given.body if isinstance(node, _FUNCTION)]
        return any(_to_write(node) for node in methods) or not given.body
    return _to_write(given)


def _to_write(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return not node.body or _gives_up(node.body[-1])


def _gives_up(node: ast.stmt) -> bool:
    """``raise NotImplementedError``, called or not."""
    if not isinstance(node, ast.Raise):
        return False
    raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"


def _dumped(node: _Definition) -> str:
    """The body, and what decorates it: arguments may have got other names."""
    return "\n".join(map(ast.dump, [*node.decorator_list, *node.body]))


def _raising(mine: ast.Module, theirs: ast.Module) -> dict[int, str]:
    """Lines of the submission that give up as the given code does → the name to write there."""
    asked = dict(_functions(theirs))
    return {
        node.body[-1].lineno: _shown(name)
        for name, node in _functions(mine)
        if name in asked and node.body and _stands(node, asked[name])
    }


def _functions(
    tree: ast.Module,
) -> Iterable[tuple[tuple[str, str], ast.FunctionDef | ast.AsyncFunctionDef]]:
    for node in tree.body:
        if isinstance(node, _FUNCTION):
            yield ("", node.name), node
        elif isinstance(node, ast.ClassDef):
            yield from (((node.name, one.name), one) for one in node.body
                        if isinstance(one, _FUNCTION))  # fmt: skip


def _shown(name: tuple[str, str]) -> str:
    """A method by its own name; ``__init__`` and its like by their class."""
    return name[0] if name[0] and name[1].startswith("__") else name[1]
