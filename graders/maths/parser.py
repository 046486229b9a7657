"""Parser of expressions: recursive descent over the words of a lexer.

``sum = product (+|- product)*``; ``product = factor (*|/ factor)*``; ``factor = [+|-] factor``
or ``power``; ``power = atom [^ factor]``; ``atom`` is a number, a name, a call or ``( sum )``.
"""

from fractions import Fraction
from functools import lru_cache

from graders.maths.errors import fault
from graders.maths.plain import Token, tokens
from graders.maths.tree import Call, Literal, Name, Power, Product, Sum, Tree

MAX_DEPTH = 40
MAX_EXPONENT = 1000


@lru_cache(maxsize=1024)
def parse(text: str) -> Tree:
    """The tree of ``text``. Raises ``ExpressionError`` with the place."""
    return _Parser(tokens(text)).whole()


class _Parser:
    def __init__(self, words: list[Token]) -> None:
        self.words = words
        self.index = 0
        self.depth = 0

    def word(self) -> Token:
        return self.words[self.index]

    def take(self, *signs: str) -> Token | None:
        """The present word if it is one of these signs, and go on."""
        word = self.word()
        if word.kind != "sign" or word.text not in signs:
            return None
        self.index += 1
        return word

    def whole(self) -> Tree:
        if self.word().kind == "end":
            raise fault("empty", 0)
        tree = self.sum()
        if self.word().kind != "end":
            raise fault("unexpected", self.word().position, word=self.word().text)
        return tree

    def sum(self) -> Tree:
        start = self.word().position
        terms = [("+", self.product())]
        while sign := self.take("+", "-"):
            terms.append((sign.text, self.product()))
        return terms[0][1] if len(terms) == 1 else Sum(tuple(terms), start)

    def product(self) -> Tree:
        start = self.word().position
        factors = [("*", self.factor())]
        while sign := self.take("*", "/"):
            factors.append((sign.text, self.factor()))
        return factors[0][1] if len(factors) == 1 else Product(tuple(factors), start)

    def factor(self) -> Tree:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise fault("too-deep", self.word().position, limit=MAX_DEPTH)
        if sign := self.take("+", "-"):
            inner = self.factor()
            tree = inner if sign.text == "+" else Sum((("-", inner),), sign.position)
        else:
            tree = self.power()
        self.depth -= 1
        return tree

    def power(self) -> Tree:
        base = self.atom()
        if sign := self.take("^"):
            return Power(base, self.factor(), sign.position)
        return base

    def atom(self) -> Tree:
        word = self.word()
        if self.take("("):
            return self.closed(self.sum(), word)
        if word.kind == "end":
            raise fault("ends", word.position)
        if word.kind == "sign":
            raise fault("unexpected", word.position, word=word.text)
        self.index += 1
        if word.kind == "number":
            return Literal(_number(word), word.position)
        return self.call(word) if self.take("(") else Name(word.text, word.position)

    def call(self, name: Token) -> Tree:
        arguments = [self.sum()]
        while self.take(","):
            arguments.append(self.sum())
        return self.closed(Call(name.text, tuple(arguments), name.position), name)

    def closed(self, tree: Tree, opened: Token) -> Tree:
        if self.take(")") is None:
            raise fault("unclosed", self.word().position, opened=opened.position + 1)
        return tree


def _number(word: Token) -> int | Fraction:
    exponent = word.text.lower().partition("e")[2]
    if exponent and (len(exponent) > 6 or abs(int(exponent)) > MAX_EXPONENT):
        raise fault("too-large", word.position)
    value = Fraction(word.text)
    return value.numerator if value.denominator == 1 else value
