"""Shapes of values, and the rules by which they combine (design, section 10).

A vector has one axis. Declared vectors are columns; a transpose makes a row; a derivative of a
scalar is ``free``: it may stand on either side. A product contracts the last axis of the left
with the first of the right; a column times a row is an outer product.
"""

from dataclasses import dataclass, replace
from typing import Literal

Orientation = Literal["column", "row", "free"]
Neutral = Literal["", "I", "ones"]


@dataclass(frozen=True, slots=True)
class Shape:
    """Axes by name of size (or a number where written out).

    ``neutral`` "I" is the identity, or an empty product, of a size that its neighbours give;
    "ones" the same for a vector of ones.
    """

    axes: tuple[str, ...] = ()
    orientation: Orientation = "column"
    neutral: Neutral = ""

    @property
    def scalar(self) -> bool:
        """Whether it is a plain number."""
        return not self.axes and not self.neutral

    @property
    def vector(self) -> bool:
        """Whether it has one axis."""
        return len(self.axes) == 1

    @property
    def square(self) -> bool:
        """Whether it is a matrix with equal axes."""
        return len(self.axes) == 2 and self.axes[0] == self.axes[1]

    def __str__(self) -> str:
        if self.neutral:
            return "I" if self.neutral == "I" else "𝟏"
        if not self.axes:
            return "()"
        inner = ", ".join(self.axes)
        return f"({inner})" if len(self.axes) > 1 else f"({inner},)"


SCALAR = Shape()
IDENTITY = Shape(neutral="I")
ONES = Shape(neutral="ones")


class MisfitError(Exception):
    """Two shapes do not combine; ``args[0]`` is the name of the reason."""


def added(left: Shape, right: Shape, *, literal: bool = False) -> Shape:
    """Of a sum. ``literal``: one side is a number, which is added to each entry of a vector."""
    if left.neutral == right.neutral and left.neutral:
        return left
    if left.neutral or right.neutral:
        return _with_neutral(left, right) if left.neutral else _with_neutral(right, left)
    if left.axes == right.axes:
        return replace(left, orientation=_joined(left, right))
    if literal and (left.scalar or right.scalar) and max(len(left.axes), len(right.axes)) == 1:
        return right if left.scalar else left
    raise MisfitError("sum")


def _with_neutral(neutral: Shape, other: Shape) -> Shape:
    if neutral.neutral == "I" and (other.square or other.scalar):
        return other
    if neutral.neutral == "ones" and (other.vector or other.scalar):
        return other
    raise MisfitError("sum")


def _joined(left: Shape, right: Shape) -> Orientation:
    if not left.vector:
        return "column"
    if left.orientation == "free":
        return right.orientation
    if right.orientation in {"free", left.orientation}:
        return left.orientation
    raise MisfitError("orientation")


def multiplied(left: Shape, right: Shape) -> Shape:
    """Of a matrix product."""
    if left.scalar or left.neutral == "I":
        return right if not (left.neutral and right.scalar) else left
    if right.scalar or right.neutral == "I":
        return left
    if left.neutral or right.neutral:
        return _with_ones(left, right)
    if left.vector and right.vector:
        return _vectors(left, right)
    if left.vector and left.orientation == "column":
        raise MisfitError("column-left")
    if right.vector and right.orientation == "row":
        raise MisfitError("row-right")
    if left.axes[-1] != right.axes[0]:
        raise MisfitError("product")
    axes = left.axes[:-1] + right.axes[1:]
    return Shape(axes, _of_product(left, right))


def _of_product(left: Shape, right: Shape) -> Orientation:
    if right.vector:
        return right.orientation
    return left.orientation if left.vector else "column"


def _vectors(left: Shape, right: Shape) -> Shape:
    """Row times column is a number, column times row a matrix."""
    if left.orientation == "column" and right.orientation in {"row", "free"}:
        return Shape(left.axes + right.axes)
    if left.orientation == "free" and right.orientation == "row":
        return Shape(left.axes + right.axes)
    if left.orientation == "column":
        raise MisfitError("two-columns")
    if right.orientation == "row":
        raise MisfitError("two-rows")
    if left.axes != right.axes:
        raise MisfitError("product")
    return SCALAR


def _with_ones(left: Shape, right: Shape) -> Shape:
    """A vector of ones takes its size from what it meets."""
    if left.neutral and right.neutral:
        raise MisfitError("ones")
    other = right if left.neutral else left
    ones = left if left.neutral else right
    if other.vector:
        if (ones.orientation == "row") == (ones is left) and other.orientation != ones.orientation:
            return SCALAR
        raise MisfitError("ones")
    axes = other.axes[1:] if ones is left else other.axes[:-1]
    if ones is left and ones.orientation != "row":
        raise MisfitError("column-left")
    return Shape(axes, "row" if ones is left else "column")


def entrywise(left: Shape, right: Shape) -> Shape:
    """Of an entrywise product."""
    if left.scalar or left.neutral == "ones":
        return right
    if right.scalar or right.neutral == "ones":
        return left
    if left.neutral or right.neutral:
        other = right if left.neutral else left
        if other.square:
            return other
        raise MisfitError("hadamard")
    if left.axes != right.axes:
        raise MisfitError("hadamard")
    return replace(left, orientation=_joined(left, right))


def transposed(shape: Shape) -> Shape:
    """Of a transpose."""
    if shape.neutral == "I" or shape.scalar:
        return shape
    if len(shape.axes) > 2:
        raise MisfitError("transpose")
    if shape.vector or shape.neutral == "ones":
        turned: Orientation = {"column": "row", "row": "column", "free": "free"}[shape.orientation]  # type: ignore[assignment]
        return replace(shape, orientation=turned)
    return Shape(shape.axes[::-1])


def equal_sides(left: Shape, right: Shape) -> bool:
    """Whether two sides of a line may be compared."""
    try:
        joined = added(left, right)
    except MisfitError:
        return False
    return joined.axes == left.axes or bool(left.neutral)
