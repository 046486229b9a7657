"""Infer the shapes of a formula. Each mismatch names the product or sum where it is."""

from collections.abc import Callable
from dataclasses import replace

from graders.maths.errors import ExpressionError, fault
from graders.maths.language import printing
from graders.maths.language.names import ELEMENTWISE
from graders.maths.language.tree import (
    Big,
    Call,
    Component,
    Derivative,
    Hadamard,
    Matrix,
    Norm,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Transpose,
    Tree,
    children,
)  # fmt: skip
from graders.maths.meaning import shape as rules
from graders.maths.meaning import symbols
from graders.maths.meaning.advice import misfit, product_shape
from graders.maths.meaning.declared import Declared
from graders.maths.meaning.indices import downwards
from graders.maths.meaning.shape import IDENTITY, SCALAR, MisfitError, Shape
from graders.maths.meaning.typing import Scope, Typing


def infer(tree: Tree, world: Declared, typing: Typing | None = None) -> Typing:
    """The shapes of every node of ``tree``. Raises ``ExpressionError`` with place and reason."""
    typing = typing or Typing(world)
    shape_of(tree, typing, Scope.outermost(world))
    return typing


def shape_of(tree: Tree, typing: Typing, scope: Scope) -> Shape:
    """The shape of one node, noted with those below it."""
    rule = _RULES[type(tree)]
    try:
        return typing.note(tree, rule(tree, typing, scope))
    except MisfitError as reason:
        raise misfit(str(reason), tree, typing) from None


def _number(tree: Number, typing: Typing, scope: Scope) -> Shape:
    limit = typing.world.literal_limit
    if isinstance(tree.value, int) and tree.value > limit:
        raise fault("large-literal", tree.at[0], limit=limit)
    return SCALAR


def _sum(tree: Sum, typing: Typing, scope: Scope) -> Shape:
    found: Shape | None = None
    before: Tree | None = None
    for _, term in tree.terms:
        shape = shape_of(term, typing, scope)
        if found is None or before is None:
            found, before = shape, term
            continue
        either = literal(term) or literal(before)
        found, before = rules.added(found, shape, literal=either), _wider(before, term, typing)
    assert found is not None
    return found


def _wider(left: Tree, right: Tree, typing: Typing) -> Tree:
    return right if len(typing.of(right).axes) > len(typing.of(left).axes) else left


def literal(tree: Tree) -> bool:
    """Whether it is a number written out, such as ``1`` or ``1/2``."""
    return isinstance(tree, Number) or (
        isinstance(tree, Quotient | Sum | Product) and all(map(literal, children(tree)))
    )


def _product(tree: Product, typing: Typing, scope: Scope) -> Shape:
    found = shape_of(tree.factors[0], typing, scope)
    for number, factor in enumerate(tree.factors[1:], start=1):
        shape = shape_of(factor, typing, scope)
        try:
            found = rules.multiplied(found, shape)
        except MisfitError as reason:
            raise misfit(str(reason), tree, typing, number=number, left=found) from None
    return found


def _hadamard(tree: Hadamard, typing: Typing, scope: Scope) -> Shape:
    found = shape_of(tree.factors[0], typing, scope)
    for number, factor in enumerate(tree.factors[1:], start=1):
        shape = shape_of(factor, typing, scope)
        try:
            found = rules.entrywise(found, shape)
        except MisfitError as reason:
            raise misfit(str(reason), tree, typing, number=number, left=found) from None
    return found


def _quotient(tree: Quotient, typing: Typing, scope: Scope) -> Shape:
    top, bottom = shape_of(tree.top, typing, scope), shape_of(tree.bottom, typing, scope)
    if bottom.scalar:
        return top
    if bottom.vector and literal(tree.top):
        return bottom
    reason = "division-vector" if bottom.vector else "division-matrix"
    raise fault(reason, tree.bottom.at[0], bottom=printing.latex(tree.bottom))


def _power(tree: Power, typing: Typing, scope: Scope) -> Shape:
    if symbols.euler(tree, typing):
        typing.note(tree.base, SCALAR)
        return shape_of(tree.exponent, typing, scope)
    base, exponent = shape_of(tree.base, typing, scope), shape_of(tree.exponent, typing, scope)
    if not exponent.scalar:
        raise fault("exponent", tree.exponent.at[0], exponent=printing.latex(tree.exponent))
    if base.scalar or base.neutral or base.square:
        return base
    if base.vector and isinstance(tree.exponent, Number):
        return base
    raise fault("power", tree.at[0], base=printing.latex(tree.base), shape=str(base))


def _transpose(tree: Transpose, typing: Typing, scope: Scope) -> Shape:
    return rules.transposed(shape_of(tree.base, typing, scope))


def _call(tree: Call, typing: Typing, scope: Scope) -> Shape:
    found = [shape_of(argument, typing, scope) for argument in tree.arguments]
    if tree.function in {"max", "min"}:
        if all(shape.scalar for shape in found):
            return SCALAR
        raise fault("scalars-only", tree.at[0], name=tree.function)
    if len(found) != 1:
        raise fault("arguments", tree.at[0], name=tree.function, given=len(found))
    return _applied(tree, found[0], typing)


def _applied(tree: Call, shape: Shape, typing: Typing) -> Shape:
    name, said = tree.function, printing.latex(tree.arguments[0])
    if name in {"Diag", "diag"}:
        if shape.neutral:
            return IDENTITY
        if shape.vector:
            return Shape(shape.axes * 2)
        if name == "diag" and shape.square:
            return Shape(shape.axes[:1])
        raise fault("diag", tree.at[0], argument=said, shape=str(shape))
    if name == "tr" and shape.square:
        return SCALAR
    if name == "norm":
        return SCALAR
    if name == "softmax" and shape.vector:
        return replace(shape, orientation="column")
    if name in ELEMENTWISE or name in typing.world.functions:
        if name == "exp" and shape.square:
            raise fault("exp-matrix", tree.at[0], argument=said)
        return SCALAR if shape.neutral else shape
    raise fault("function-shape", tree.at[0], name=name, argument=said, shape=str(shape))


def _big(tree: Big, typing: Typing, scope: Scope) -> Shape:
    if tree.index in typing.world.by_name or tree.index in typing.world.sizes:
        raise fault("index-taken", tree.at[0], name=tree.index)
    lower, upper = symbols.bounds(tree, typing)
    for limit in (lower, upper):
        if limit is not None:
            symbols.check_index(limit, typing, scope)
    inside = scope.inside(tree, lower, upper)
    shape = shape_of(tree.body, typing, inside)
    if tree.operator == "sum":
        return shape
    if lower is not None and upper is not None:
        typing.down[id(tree)] = downwards(lower, upper, list(scope.envs))
    if shape.scalar or shape.neutral or shape.square or shape.vector:
        return shape
    raise product_shape(tree, shape, typing)


def _derivative(tree: Derivative, typing: Typing, scope: Scope) -> Shape:
    top = symbols.operand(tree.top, typing, scope)
    bottom = symbols.operand(tree.bottom, typing, scope)
    if symbols.refers(tree.bottom, typing).entry.constant:
        raise fault("constant", tree.bottom.at[0], symbol=printing.latex(tree.bottom))
    axes = top.axes + bottom.axes
    return Shape(axes, "free" if not top.axes and len(axes) == 1 else "column")


def _component(tree: Component, typing: Typing, scope: Scope) -> Shape:
    base = shape_of(tree.base, typing, scope)
    if len(tree.indices) != len(base.axes):
        raise fault(
            "component", tree.at[0], base=printing.latex(tree.base), shape=str(base),
            given=len(tree.indices),
        )  # fmt: skip
    symbols.count(tree.indices, base.axes, typing, scope)
    return SCALAR


def _norm(tree: Norm, typing: Typing, scope: Scope) -> Shape:
    shape = shape_of(tree.body, typing, scope)
    if tree.kind == "abs" and not shape.scalar:
        raise fault("absolute", tree.at[0], body=printing.latex(tree.body))
    return SCALAR


def _matrix(tree: Matrix, typing: Typing, scope: Scope) -> Shape:
    for row in tree.rows:
        for cell in row:
            if not shape_of(cell, typing, scope).scalar:
                raise fault("matrix-entry", cell.at[0])
    height, width = len(tree.rows), len(tree.rows[0])
    return Shape((str(height),)) if width == 1 else Shape((str(height), str(width)))


_Rule = Callable[..., Shape]
_RULES: dict[type, _Rule] = {
    Number: _number, Symbol: symbols.symbol, Sum: _sum, Product: _product, Hadamard: _hadamard,
    Quotient: _quotient, Power: _power, Transpose: _transpose, Call: _call, Big: _big,
    Derivative: _derivative, Component: _component, Norm: _norm, Matrix: _matrix,
}  # fmt: skip
__all__ = ["ExpressionError", "infer", "literal", "shape_of"]
