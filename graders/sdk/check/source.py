"""What a submission's source uses, read from its syntax tree: advice, not protection."""

import ast
from typing import Any

from graders.sdk.check.closeness import said
from graders.sdk.errors import Mismatch, message

_STATEMENTS: dict[str, tuple[type[ast.AST], ...]] = {
    "for": (ast.For, ast.comprehension),
    "while": (ast.While,),
    "try": (ast.Try,),
    "import": (ast.Import, ast.ImportFrom),
    "lambda": (ast.Lambda,),
    "class": (ast.ClassDef,),
}
_ALIASES = {"np": "numpy", "F": "torch.nn.functional", "nn": "torch.nn"}


def _imports(tree: ast.AST) -> dict[str, str]:
    known = dict(_ALIASES)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                known[alias.asname or alias.name.split(".")[0]] = (
                    alias.name if alias.asname else alias.name.split(".")[0]
                )
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                known[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return known


def _dotted(node: ast.AST) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        base = _dotted(node.value)
        return f"{base}.{node.attr}" if base else f"?.{node.attr}"
    return None


def _expanded(name: str, known: dict[str, str]) -> str:
    head, _, rest = name.partition(".")
    return f"{known.get(head, head)}.{rest}" if rest else known.get(head, head)


def found(source: str, thing: str) -> int | None:
    """The first line that uses a statement (``for``) or a name (``np.linalg.inv``), or None."""
    tree = ast.parse(source)
    if thing in _STATEMENTS:
        nodes: list[Any] = [n for n in ast.walk(tree) if isinstance(n, _STATEMENTS[thing])]
        lines = [getattr(n, "lineno", None) or n.target.lineno for n in nodes]
        return min(lines, default=None)
    known = _imports(tree)
    wanted = _expanded(thing, known)
    lines = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.Attribute)
        and (name := _dotted(node)) is not None
        and (_expanded(name, known) == wanted or ("." not in thing and name == f"?.{thing}"))
    ]
    return min(lines, default=None)


def uses(student: Any, *things: str, say: Any = None) -> None:
    """The source uses each of these names or statements."""
    for thing in things:
        if found(student.source, thing) is None:
            raise Mismatch(*said(say), message("sdk.not-used", name=thing))


def avoids(student: Any, *things: str, say: Any = None) -> None:
    """The source uses none of these names or statements."""
    for thing in things:
        if (line := found(student.source, thing)) is not None:
            raise Mismatch(*said(say), message("sdk.used", name=thing, line=line))
