"""What a submission's source uses, read from its syntax tree: advice, not protection."""

import ast
from collections.abc import Iterator
from typing import Any

from graders.sdk.check.closeness import said
from graders.sdk.errors import Mismatch, message

_STATEMENTS: dict[str, tuple[type[ast.AST], ...]] = {
    "for": (ast.For, ast.AsyncFor, ast.comprehension),
    "while": (ast.While,),
    "if": (ast.If, ast.IfExp),
    "try": (ast.Try,),
    "import": (ast.Import, ast.ImportFrom),
    "lambda": (ast.Lambda,),
    "class": (ast.ClassDef,),
    "@": (ast.MatMult,),
    "**": (ast.Pow,),
}
_OPERATIONS = (ast.BinOp, ast.AugAssign)
_CUSTOMARY = {"np": "numpy", "F": "torch.nn.functional", "nn": "torch.nn", "plt": "matplotlib"}


def _tree(source: str) -> ast.AST:
    """The syntax tree. Raises ``Mismatch``: a program that runs may still be too deep to read."""
    try:
        return ast.parse(source)
    except (RecursionError, MemoryError, SyntaxError, ValueError):
        raise Mismatch(message("sdk.unreadable"), outcome="refused") from None


def _dotted(node: ast.AST) -> str | None:
    """``a.b.c`` as text; ``?.c`` where what stands before is no plain name."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) and not names:
        return None
    names.append(node.id if isinstance(node, ast.Name) else "?")
    return ".".join(reversed(names))


class _Names:
    """What the names of a program stand for, as far as its imports and plain assignments tell."""

    def __init__(self, tree: ast.AST) -> None:
        self.known, self.modules = dict(_CUSTOMARY), set(_CUSTOMARY)
        self.starred: list[str] = []
        nodes = list(ast.walk(tree))
        for node in nodes:
            self._imported(node)
        for node in nodes:
            if isinstance(node, ast.Assign) and (name := _dotted(node.value)) is not None:
                self._assigned(node, name)

    def _imported(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import):
            for alias in node.names:
                own = alias.asname or alias.name.partition(".")[0]
                self.known[own] = alias.name if alias.asname else own
                self.modules.add(own)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                if alias.name == "*":
                    self.starred.append(node.module)
                else:
                    self.known[alias.asname or alias.name] = f"{node.module}.{alias.name}"

    def _assigned(self, node: ast.Assign, name: str) -> None:
        if name.partition(".")[0] in self.known:
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id not in self.known:
                    self.known[target.id] = self.whole(name)

    def whole(self, name: str) -> str:
        """The name with what its beginning stands for."""
        head, dot, rest = name.partition(".")
        return f"{self.known.get(head, head)}{dot}{rest}"

    def readings(self, node: ast.AST) -> Iterator[str]:
        """The names under which a place of the program may be asked for."""
        name = _dotted(node) or _by_text(node)
        if name is None:
            return
        whole = self.whole(name)
        yield whole
        head, _, rest = name.partition(".")
        if not rest:
            yield name
            if head not in self.known:
                yield from (f"{module}.{name}" for module in self.starred)
            return
        last = name.rpartition(".")[2]
        yield f".{last}"
        if head not in self.modules:  # a method of some value
            yield last


def _by_text(node: ast.AST) -> str | None:
    """``getattr(x, "name")`` is ``x.name``."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return None
    called, given = node.func.id, node.args
    if called != "getattr" or len(given) < 2 or not isinstance(given[1], ast.Constant):
        return None
    name = given[1].value
    return f"{_dotted(given[0]) or '?'}.{name}" if isinstance(name, str) else None


def _customary(thing: str) -> str:
    head, dot, rest = thing.partition(".")
    return f"{_CUSTOMARY.get(head, head)}{dot}{rest}"


def found(source: str, thing: str) -> int | None:
    """The first line that uses ``thing``, or None.

    A statement (``for``, ``while``), an operator (``@``), a name with its module
    (``np.linalg.inv``, or ``np.linalg`` for all of it), a method of anything (``.backward``), or
    a bare name: a function or a method of a value (``eval``, ``backward``).
    """
    tree = _tree(source)
    if thing in _STATEMENTS:
        return min(_lines(tree, _STATEMENTS[thing]), default=None)
    names, wanted = _Names(tree), _customary(thing)
    lines = [
        getattr(node, "lineno", 0)
        for node in ast.walk(tree)
        if any(name == wanted or name.startswith(f"{wanted}.") for name in names.readings(node))
    ]
    return min(lines, default=None)


def _lines(tree: ast.AST, kinds: tuple[type[ast.AST], ...]) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.comprehension) and isinstance(node, kinds):
            yield node.target.lineno
        elif isinstance(node, ast.stmt | ast.expr):
            operator = node.op if isinstance(node, _OPERATIONS) else node
            if isinstance(operator, kinds) or isinstance(node, kinds):
                yield node.lineno


def uses(student: Any, *things: str, say: Any = None) -> None:
    """The source uses each of these names, statements or operators."""
    for thing in things:
        if _asked(student, thing, say) is None:
            raise Mismatch(*said(say), message("sdk.not-used", name=thing))


def avoids(student: Any, *things: str, say: Any = None) -> None:
    """The source uses none of these names, statements or operators."""
    for thing in things:
        if (line := _asked(student, thing, say)) is not None:
            raise Mismatch(*said(say), message("sdk.used", name=thing, line=line))


def _asked(student: Any, thing: str, say: Any) -> int | None:
    try:
        return found(student.source, thing)
    except Mismatch as mismatch:
        raise Mismatch(*said(say), *mismatch.messages, outcome=mismatch.outcome) from None
