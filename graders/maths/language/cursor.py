"""Where a parser stands in its words, and how deep."""

from collections.abc import Callable
from dataclasses import dataclass

from graders.maths.errors import ExpressionError, fault
from graders.maths.language.known import Known
from graders.maths.language.tree import Span, Tree, children
from graders.maths.language.words import Word

MAX_DEPTH = 40
MAX_NODES = 1500


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules that refer to each other, so that no module has to import the one above it."""

    expression: "Callable[[Cursor], Tree]"
    entrywise: "Callable[[Cursor], Tree]"
    factor: "Callable[[Cursor], Tree]"


class Cursor:
    """The words, the present one, and the bounds every reading keeps."""

    def __init__(self, words: list[Word], known: Known, length: int, grammar: Grammar) -> None:
        self.words = [*words, Word("end", "", length, length)]
        self.index = 0
        self.known = known
        self.grammar = grammar
        self.depth = 0
        self.bars = 0

    def expression(self) -> Tree:
        """A sum, from here."""
        return self.grammar.expression(self)

    @property
    def word(self) -> Word:
        """The present word."""
        return self.words[self.index]

    def ahead(self, by: int = 1) -> Word:
        """A later word, or the end."""
        return self.words[min(self.index + by, len(self.words) - 1)]

    def take(self, *signs: str) -> Word | None:
        """The present word if it is one of these signs, and go on."""
        word = self.word
        if not word.is_sign(*signs):
            return None
        self.index += 1
        return word

    def need(self, sign: str, opened: Word) -> Word:
        """The sign that closes what ``opened`` opened."""
        if word := self.take(sign):
            return word
        if self.word.kind == "end" or self.word.is_sign(")", "]", "}"):
            raise fault("unclosed", self.word.start, opened=opened.start + 1)
        raise self.unexpected()

    def unexpected(self) -> ExpressionError:
        """The error that the present word does not belong here."""
        if self.word.kind == "end":
            return fault("ends", self.word.start)
        return fault("unexpected", self.word.start, word=self.word.text)

    def deeper(self) -> None:
        """One level down; bounded."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise fault("too-deep", self.word.start, limit=MAX_DEPTH)

    def since(self, start: int) -> Span:
        """The span from ``start`` to the end of the last word taken."""
        return (start, self.words[self.index - 1].stop if self.index else start)


def bounded(tree: Tree) -> Tree:
    """The tree, if it is not too large."""
    seen = 0
    waiting = [tree]
    while waiting:
        seen += 1
        waiting += children(waiting.pop())
    if seen > MAX_NODES:
        raise fault("too-long", 0, limit=MAX_NODES)
    return tree
