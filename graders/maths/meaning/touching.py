"""The same formula with a small change somewhere, to see whether its value depends on that."""

from collections.abc import Callable, Collection, Container
from dataclasses import dataclass, field

from graders.maths.language.tree import Tree
from graders.maths.meaning.evaluation import Env, Evaluation
from graders.maths.meaning.values import Value


@dataclass(frozen=True)
class Touch:
    """A small change of some nodes, to see its effect; ``env``: only where indices are these."""

    nodes: frozenset[int]
    change: Callable[[Value], Value]
    env: Env = field(default_factory=dict)

    def of(self, tree: Tree, value: Value, env: Env) -> Value:
        """The value of ``tree``, changed if it is one of them."""
        if id(tree) not in self.nodes or any(env.get(n) != v for n, v in self.env.items()):
            return value
        return self.change(value)


class Touched(Evaluation):
    """The same formula with a small change; what does not hold a changed node stays as it was.

    ``changed``: the nodes of ``touch`` and all above them.
    """

    def __init__(self, before: Evaluation, touch: Touch, changed: Container[int]) -> None:
        super().__init__(before.typing, before.draw, before.functions)
        self.before, self.touch, self.changed = before, touch, changed

    def value(self, tree: Tree, env: Env) -> Value:
        """The value after the change. Raises ``ExpressionError``."""
        if id(tree) not in self.changed:
            return self.before.value(tree, env)
        return super().value(tree, env)

    def _evaluated(self, tree: Tree, env: Env) -> Value:
        return self.touch.of(tree, super()._evaluated(tree, env), env)

    def _names(self, tree: Tree) -> Collection[str]:
        return {*super()._names(tree), *self.touch.env}
