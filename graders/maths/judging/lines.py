"""The verdict of each line of a derivation, from two facts (design, section 10).

T: it equals its left side on every draw. P: it equals the line before. T is ``equal`` (without P:
back on track); P without T ``follows``; neither ``not-equal``: it broke here.
"""

from dataclasses import dataclass, field
from typing import Literal

from graders.contracts import Message
from graders.maths.errors import ExpressionError, fault
from graders.maths.judging.compare import Comparison, Example, compare
from graders.maths.judging.draws import Draws
from graders.maths.judging.formula import Formula
from graders.maths.language import Line, read_typed
from graders.maths.language.tree import Tree
from graders.maths.meaning.declared import Declared
from graders.maths.meaning.sides import alike
from graders.maths.meaning.typing import Typing

State = Literal[
    "equal", "follows", "not-equal", "repeat", "shape", "syntax", "unknown-symbol", "undecided"
]
FREE: frozenset[str] = frozenset({"shape", "syntax", "unknown-symbol", "undecided"})
"""What costs no try."""
_UNKNOWN = frozenset({"maths.unknown-symbol", "maths.unknown-symbol-near", "maths.unknown-index"})
_COMPOSED = {
    ("=", "="): "=", ("=", "<="): "<=", ("<=", "="): "<=", ("<=", "<="): "<=",
    ("=", ">="): ">=", (">=", "="): ">=", (">=", ">="): ">=",
}  # fmt: skip


@dataclass(slots=True)
class Judged:
    """One line: its state, and what can be told of it.

    ``back`` is true for a line that is right although the one before was not. ``of`` is the left
    side of its chain, ``relation`` that of the whole chain up to here; ``line`` is what was read.
    """

    text: str
    state: State
    of: Tree | None = None
    relation: str = "="
    right: Formula | None = None
    back: bool = False
    reason: Message | None = None
    position: int = 0
    example: Example | None = None
    line: Line | None = None


@dataclass(slots=True)
class _Chain:
    """Lines that go on from each other: one left side."""

    left: Tree
    relation: str = "="
    rights: list[Tree] = field(default_factory=list)
    broken: bool = False


def judge(texts: list[str], target: Tree, world: Declared, draws: Draws) -> list[Judged]:
    """The verdict of each line of an answer whose question asks for ``target = …``."""
    chains = _Chains(target, world, draws)
    return [chains.judge(text) for text in texts]


class _Chains:
    def __init__(self, target: Tree, world: Declared, draws: Draws) -> None:
        self.world, self.draws = world, draws
        self.present = _Chain(target)
        self.all = [self.present]

    def judge(self, text: str) -> Judged:
        try:
            line = read_typed(text, self.world.known)
        except ExpressionError as error:
            return Judged(text, "syntax", reason=error.said, position=error.position)
        self._choose(line)
        try:
            return self._judge(text, line)
        except ExpressionError as error:
            state: State = "unknown-symbol" if error.said.id in _UNKNOWN else "shape"
            found = Judged(text, state, self.present.left, line=line)
            found.reason, found.position = error.said, error.position
            return found

    def _choose(self, line: Line) -> None:
        """The chain that the line goes on with: its own left side, or the present one."""
        if line.left is None:
            return
        known = next((chain for chain in self.all if chain.left == line.left), None)
        self.present = known or _Chain(line.left)
        if known is None:
            self.all.append(self.present)

    def _judge(self, text: str, line: Line) -> Judged:
        chain = self.present
        relation = line.relation or "="
        composed = _COMPOSED.get((chain.relation, relation))
        if composed is None:
            raise fault("mixed-relations", 0)
        typing = Typing(self.world)
        left = Formula(chain.left, self.world, typing)
        right = Formula(line.right, self.world, typing)
        alike(chain.left, line.right, typing)
        found = Judged(text, "repeat", chain.left, composed, right, line=line)
        if line.right == chain.left or line.right in chain.rights:
            return found
        true = compare(left, composed, right, self.draws)
        # of a line that is right after right ones it does not matter
        matters = chain.broken or true.state == "different"
        follows = self._follows(chain, relation, right, typing) if matters else None
        found.state = _state(true, follows)
        if found.state == "not-equal":
            found.example = true.example
        found.back = found.state == "equal" and chain.broken and follows is False
        chain.rights.append(line.right)
        chain.relation = composed
        chain.broken = found.state in {"not-equal", "follows"}
        return found

    def _follows(self, chain: _Chain, relation: str, right: Formula, typing: Typing) -> bool | None:
        """Whether the line follows from the one before; ``None`` for a first line."""
        if not chain.rights:
            return None
        before = Formula(chain.rights[-1], self.world, typing)
        return compare(before, relation, right, self.draws).state == "equal"


def _state(true: Comparison, follows: bool | None) -> State:
    if true.state == "undecided":
        return "undecided"
    if true.state == "equal":
        return "equal"
    return "follows" if follows else "not-equal"
