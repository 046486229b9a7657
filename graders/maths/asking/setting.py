"""A question in its world: what the author wrote, read once, with draws that show every part."""

from collections.abc import Sequence
from functools import cached_property
from types import ModuleType
from typing import Any

from graders.maths.errors import ExpressionError
from graders.maths.judging.draws import Draws
from graders.maths.judging.formula import Formula
from graders.maths.language import read, read_expression
from graders.maths.language.tree import Tree
from graders.maths.meaning.declared import Declared
from graders.maths.meaning.inference import infer
from graders.maths.meaning.typing import Typing
from graders.maths.worlds.ready import READY
from graders.maths.worlds.world import World


class SettingError(Exception):
    """The author has to mend something: ``path`` in the question, ``error`` why."""

    def __init__(self, path: list[str | int], error: ExpressionError) -> None:
        super().__init__(f"{path}: {error.message}")
        self.path, self.error = path, error


def world_of(name: str, source: str) -> World:
    """The world that a question names, or that ``world()`` of its ``world.py`` makes."""
    if not source:
        return READY[name]()
    module = ModuleType("world")
    exec(compile(source, "world.py", "exec", dont_inherit=True), module.__dict__)  # noqa: S102
    found = module.world()
    if not isinstance(found, World):
        raise TypeError(f"world() must return a World, not {type(found).__name__}")
    return found


class Setting:
    """``question`` as the kinds keep it; the world; the target; draws of a seed.

    ``accepted``: the numbers of the draws that are worth comparing on, if they are known.
    """

    def __init__(
        self, question: dict[str, Any], source: str, seed: int, accepted: Sequence[int] = ()
    ) -> None:
        self.question = question
        self.world = world_of(str(question.get("world", "")), source)
        self.declared: Declared = self.world.declared()
        self._seed, self._accepted = seed, accepted

    @cached_property
    def target(self) -> Tree:
        """What a derivation derives, what an expression must equal."""
        found = self.tree(self.question["target"], ["target"])
        try:
            infer(found, self.declared)
        except ExpressionError as error:
            raise SettingError(["target"], error) from None
        return found

    def tree(self, said: str, path: list[str | int]) -> Tree:
        """A formula of the author's. Raises ``SettingError``."""
        try:
            return read_expression(said, self.declared.known)
        except ExpressionError as error:
            raise SettingError(path, error) from None

    def answers(self) -> list[tuple[Tree, str, list[str | int]]]:
        """The author's own lines: left side, the text, where it stands in the question."""
        if "answer" in self.question:
            return [(self.target, str(self.question["answer"]), ["answer"])]
        found: list[tuple[Tree, str, list[str | int]]] = []
        for n, stage in enumerate(self.question.get("stages", ())):
            path: list[str | int] = ["stages", n]
            left = self.tree(stage["of"], [*path, "of"]) if "of" in stage else self.target
            found.append((left, str(stage["answer"]), [*path, "answer"]))
        return found

    @cached_property
    def draws(self) -> Draws:
        """Draws on which every part of the author's answers shows. Raises ``SettingError``."""
        return Draws(self.world, self._seed, lambda: self._formulas, self._accepted)

    @cached_property
    def _formulas(self) -> list[Formula]:
        """The author's answers that are equations."""
        formulas = []
        for left, said, path in self.answers():
            try:
                line = read(said, self.declared.known)
                typing = Typing(self.declared)
                Formula(line.left or left, self.declared, typing)
                if (line.relation or "=") == "=":
                    formulas.append(Formula(line.right, self.declared, typing))
            except ExpressionError as error:
                raise SettingError(path, error) from None
        return formulas
