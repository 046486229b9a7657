"""What a change is, and the questions that changes ask about the place where they stand."""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Node = Any  # one of the many node classes; each change knows which it takes
_MODULES = {"np", "numpy", "torch", "math", "F", "nn", "functional", "scipy", "linalg", "fft"}
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
FIRST = "_first"
"""A parameter that mutants add: a dict that lives as long as the function."""


@dataclass(frozen=True)
class Site:
    """A node and what stands around it. ``node`` is what a change may replace."""

    node: Node
    parents: Mapping[int, ast.AST]

    def parent(self, node: Node = None) -> Node:
        """The node around ``node`` (around the site's own by default); None at the top."""
        return self.parents.get(id(self.node if node is None else node))

    def above(self, *kinds: type[ast.AST]) -> Node:
        """The nearest node around this one that is of one of these kinds, or None."""
        node = self.parent()
        while node is not None and not isinstance(node, kinds):
            node = self.parents.get(id(node))
        return node

    @property
    def function(self) -> Node:
        """The function in which the site stands, or None."""
        return self.above(*_FUNCTIONS)


@dataclass(frozen=True)
class Change:
    """One small mistake. ``make`` works on a copy; it returns what stands there instead.

    ``means`` names the sentence ``mutant.<means>``: what a survivor tells and what to add.
    ``advice``: a survivor is worth a look, but no reason to refuse the exercise.
    """

    name: str
    means: str
    fits: Callable[[Site], bool]
    make: Callable[[Site], ast.AST]
    advice: bool = False


def parents_of(tree: ast.AST) -> dict[int, ast.AST]:
    """Each node's parent by the node's ``id``."""
    return {id(child): node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}


def called(node: Node) -> str:
    """The last name of what a call calls: ``exp`` of ``np.exp(x)``; empty if it is no call."""
    function = node.func if isinstance(node, ast.Call) else None
    return str(getattr(function, "attr", None) or getattr(function, "id", ""))


def is_module(node: Node) -> bool:
    """Whether this names a library rather than a value."""
    return getattr(node, "id", getattr(node, "attr", "")) in _MODULES


def is_method(node: Node) -> bool:
    """Whether a call is ``x.f(…)`` of a value."""
    return isinstance(node.func, ast.Attribute) and not is_module(node.func.value)


def integer(node: Node) -> int | None:
    """The integer that is written here, with its sign; None if it is none."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        below = integer(node.operand)
        return -below if below is not None else None
    value = getattr(node, "value", None) if isinstance(node, ast.Constant) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def same(one: Node, other: Node) -> bool:
    """Whether two expressions are written alike."""
    return ast.dump(one) == ast.dump(other)


def name(text: str) -> ast.Name:
    """A name that is read."""
    return ast.Name(text, ast.Load())


def shifted(node: Node) -> ast.AST:
    """``node - 1``."""
    return ast.BinOp(node, ast.Sub(), ast.Constant(1))


def even(site: Site) -> bool:
    """Whether a sign makes no difference here: in ``abs(…)``, ``(…)**2``, ``cos(…)``."""
    parent = site.parent()
    if isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Pow):
        power = integer(parent.right)
        return parent.left is site.node and power is not None and power % 2 == 0
    names = {"abs", "fabs", "square", "cos", "cosh", "norm", "absolute"}
    return isinstance(parent, ast.Call) and called(parent) in names
