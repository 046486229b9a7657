"""Sentences about shapes that do not fit: which ones, and what would fit."""

from dataclasses import replace

from graders.maths.errors import ExpressionError, fault
from graders.maths.language import printing
from graders.maths.language.tree import (
    Big,
    Hadamard,
    Product,
    Sum,
    Symbol,
    Transpose,
    Tree,
    walk,
)
from graders.maths.meaning.shape import MisfitError, Shape, multiplied, transposed
from graders.maths.meaning.typing import Typing


def misfit(
    reason: str, tree: Tree, typing: Typing, *, number: int = 0, left: Shape | None = None
) -> ExpressionError:
    """The error for two parts of ``tree`` whose shapes do not combine."""
    if not isinstance(tree, Sum | Product | Hadamard):
        return fault(f"shape.{reason}", tree.at[0], tree=printing.latex(tree))
    parts = [t for _, t in tree.terms] if isinstance(tree, Sum) else list(tree.factors)
    if isinstance(tree, Sum):
        number = _first_odd(parts, typing)
    one, other = parts[number - 1], parts[number]
    shapes = left if left is not None and number == 1 else typing.of(one)
    other_shape = typing.of(other) if id(other) in typing.shapes else Shape()
    if isinstance(tree, Product) and left is not None:
        shapes = left
        one = one if number == 1 else Product(tuple(parts[:number]))
    params = {
        "left": printing.latex(one), "right": printing.latex(other),
        "left_shape": str(shapes), "right_shape": str(other_shape),
    }  # fmt: skip
    at = other.at[0]
    if isinstance(tree, Product) and (better := _better(one, shapes, other, other_shape, typing)):
        return fault(f"shape.{reason}.hint", at, **params, better=better)
    return fault(f"shape.{reason}", at, **params)


def product_shape(tree: Big, shape: Shape, typing: Typing) -> ExpressionError:
    """The error for a ∏ whose factors have no product; often it holds what should follow it."""
    factors = tree.body.factors if isinstance(tree.body, Product) else ()
    for size in range(len(factors) - 1, 0, -1):
        rest = factors[size:]
        if not typing.of(factors[size - 1]).square or any(_mentions(f, tree.index) for f in rest):
            continue
        inner = factors[0] if size == 1 else Product(factors[:size])
        better = printing.latex(Product((replace(tree, body=inner), *rest)))
        said = printing.latex(rest[0] if len(rest) == 1 else Product(rest))
        return fault("product-open", tree.at[0], rest=said, better=better)
    return fault("product-shape", tree.at[0], shape=str(shape))


def _mentions(tree: Tree, index: str) -> bool:
    return any(isinstance(node, Symbol) and node.name == index for node in walk(tree))


def _first_odd(parts: list[Tree], typing: Typing) -> int:
    """The first term that does not fit the one before it."""
    for number in range(1, len(parts)):
        if id(parts[number]) not in typing.shapes:
            break
        if typing.of(parts[number]) != typing.of(parts[number - 1]):
            return number
    return max(1, min(len(parts) - 1, number if len(parts) > 1 else 1))


def _better(left: Tree, left_shape: Shape, right: Tree, right_shape: Shape, typing: Typing) -> str:
    """A product that would fit: a transpose, the other order, or another matrix of the world."""
    tries = [
        (*_turned(left, left_shape), right, right_shape),
        (left, left_shape, *_turned(right, right_shape)),
    ]
    for one, one_shape, other, other_shape in tries:
        if _fits(one_shape, other_shape):
            return printing.latex(Product((one, other)))
    return _other_matrix(left, left_shape, right, right_shape, typing)


def _other_matrix(
    left: Tree, left_shape: Shape, right: Tree, right_shape: Shape, typing: Typing
) -> str:
    """A given matrix that has the rows of ``left`` and takes ``right``: U x_t for W x_t."""
    if not isinstance(left, Symbol) or not left_shape.axes:
        return ""
    for entry in typing.world.entries:
        matrix = entry.given and not entry.index and len(entry.axes) == 2
        if matrix and entry.axes[0] == left_shape.axes[0] and _fits(Shape(entry.axes), right_shape):
            return printing.latex(Product((_named(entry.name), right)))
    return ""


def _named(name: str) -> Symbol:
    base, _, label = name.partition("_")
    return Symbol(base, (Symbol(label),)) if label else Symbol(base)


def _turned(tree: Tree, shape: Shape) -> tuple[Tree, Shape]:
    """The transpose; of a transpose, what it was."""
    if isinstance(tree, Transpose):
        return tree.base, transposed(shape)
    try:
        return Transpose(tree), transposed(shape)
    except MisfitError:
        return tree, shape


def _fits(left: Shape, right: Shape) -> bool:
    try:
        multiplied(left, right)
    except MisfitError:
        return False
    return bool(left.axes and right.axes)
