"""The two sides of a line: they must have one shape. Nothing is computed here.

So a page may check a line while somebody types it.
"""

from graders.maths.errors import fault
from graders.maths.language import printing
from graders.maths.language.tree import Number, Tree
from graders.maths.meaning.declared import Declared
from graders.maths.meaning.inference import infer
from graders.maths.meaning.shape import equal_sides
from graders.maths.meaning.typing import Typing


def shape_of_line(left: Tree, right: Tree, world: Declared) -> str:
    """The shape of a line, in words of sizes. Raises ``ExpressionError``."""
    typing = Typing(world)
    infer(left, world, typing)
    infer(right, world, typing)
    alike(left, right, typing)
    return str(typing.of(right))


def alike(left: Tree, right: Tree, typing: Typing) -> None:
    """Raises ``ExpressionError`` if the sides differ in shape."""
    if same_shape(left, right, typing):
        return
    raise fault(
        "sides",
        right.at[0],
        left=printing.latex(left),
        left_shape=str(typing.of(left)),
        right=printing.latex(right),
        right_shape=str(typing.of(right)),
    )


def same_shape(left: Tree, right: Tree, typing: Typing) -> bool:
    """Whether two sides may be compared; a plain 0 stands for a zero of any shape."""
    return zero(left) or zero(right) or equal_sides(typing.of(left), typing.of(right))


def zero(tree: Tree) -> bool:
    """Whether it is a plain 0."""
    return isinstance(tree, Number) and tree.value == 0
