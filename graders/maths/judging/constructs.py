"""What a formula is made of, for stages that ask for a construct, and whether it matters there.

A construct counts only if changing all its occurrences a little changes the value of the line:
``+ 0·∏`` earns nothing.
"""

import numpy as np

from graders.maths.errors import ExpressionError
from graders.maths.judging.formula import Formula
from graders.maths.language import Known, read_expression
from graders.maths.language.tree import (
    Big,
    Call,
    Derivative,
    Hadamard,
    Node,
    Power,
    Symbol,
    Transpose,
    Tree,
    children,
)  # fmt: skip
from graders.maths.meaning.touching import Touch
from graders.maths.meaning.values import Value, nudged
from graders.maths.worlds.graph import Draw

_CHANGE, _SEEN = 0.01, 1e-6
_WORDS = {
    "sum": (Big, "sum"), "prod": (Big, "prod"), "transpose": (Transpose, ""),
    "hadamard": (Hadamard, ""), "power": (Power, ""), "derivative": (Derivative, ""),
}  # fmt: skip


class Construct:
    """``sum``, ``prod``, ``Diag``, ``sigma'``, ``W``, ``∂⁺h/∂W``: a construct by name.

    Indices do not count: ``∂h_t/∂h_k`` finds every derivative of h by h. Raises
    ``ExpressionError`` if it cannot be read.
    """

    def __init__(self, said: str, known: Known) -> None:
        self.said = said
        self._word = _WORDS.get(said)
        self._tree = None if self._word else read_expression(said, known)

    def nodes(self, tree: Tree) -> list[Node]:
        """Where it stands in ``tree``."""
        found: list[Node] = []
        waiting = [tree]
        while waiting:
            node = waiting.pop()
            if self._is(node):
                found.append(node)
            waiting += children(node)
        return found

    def _is(self, node: Tree) -> bool:
        if self._word:
            kind, operator = self._word
            return isinstance(node, kind) and getattr(node, "operator", "") == operator
        wanted = self._tree
        if isinstance(wanted, Derivative):
            return isinstance(node, Derivative) and _same_derivative(node, wanted)
        if isinstance(wanted, Symbol):
            if isinstance(node, Call):
                return (node.function, node.primes) == (wanted.name, wanted.primes)
            return isinstance(node, Symbol) and _same_symbol(node, wanted)
        return node == wanted

    def matters(self, formula: Formula, draw: Draw) -> bool:
        """Whether it stands in the formula and its value depends on it."""
        nodes = frozenset(id(node) for node in self.nodes(formula.tree)) & set(
            formula.typing.shapes
        )
        if not nodes:
            return False
        touch = Touch(nodes, lambda value: Value(nudged(value.array, _CHANGE), value.terms))
        try:
            plain, touched = formula.values(draw), formula.values(draw, touch)
        except ExpressionError:
            return False
        return any(_moved(a, b) for a, b in zip(plain, touched, strict=True))


def _moved(plain: Value, touched: Value) -> bool:
    scale = float(np.max(plain.terms, initial=0.0))
    apart = float(np.max(np.abs(plain.array - touched.array), initial=0.0))
    return scale > 0 and apart >= _SEEN * scale


def _same_symbol(node: Symbol, wanted: Symbol) -> bool:
    """The same name; a label that the wanted one has must be there, an index need not."""
    same = (node.name, node.primes) == (wanted.name, wanted.primes)
    return same and (not wanted.indices or node.indices[: len(wanted.indices)] == wanted.indices)


def _same_derivative(node: Derivative, wanted: Derivative) -> bool:
    return (
        node.immediate == wanted.immediate
        and _name(node.top) == _name(wanted.top)
        and _name(node.bottom) == _name(wanted.bottom)
    )


def _name(tree: Tree) -> str:
    while not isinstance(tree, Symbol):
        tree = children(tree)[0]
    return tree.name
