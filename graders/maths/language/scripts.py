"""What is written at the right of an atom: subscripts, powers, transposes, primes, layers."""

from graders.maths.errors import fault
from graders.maths.language.cursor import Cursor
from graders.maths.language.tree import (
    Component,
    Number,
    Power,
    Product,
    Sum,
    Symbol,
    Transpose,
    Tree,
)
from graders.maths.language.words import Word

MINUS_ONE = Sum((("-", Number(1)),))
_NORMS = {"2": "2", "F": "F", "1": "1", "infty": "inf", "inf": "inf", "Fro": "F"}


def accented(at: Cursor) -> str:
    r"""The name at the cursor, with its accent: ``\tilde{c}`` is ``ctilde``."""
    word = at.word
    if word.text.startswith("accent "):
        at.index += 1
        opened = at.take("{")
        name = accented(at) + word.text.removeprefix("accent ")
        if opened:
            at.need("}", opened)
        return name
    if word.kind != "name" or word.text == "⊤":
        raise at.unexpected()
    at.index += 1
    return word.text


def of_symbol(at: Cursor) -> tuple[tuple[Tree, ...], int, Tree | None]:
    """Subscripts, primes and layer, in any order."""
    indices: tuple[Tree, ...] = ()
    primes, layer = 0, None
    while True:
        if at.word.is_sign("_") and not indices:
            indices = subscripts(at)
        elif at.take("'"):
            primes += 1
        elif at.word.is_sign("^") and at.ahead().is_sign("'"):
            at.index += 1
        elif at.word.is_sign("^") and _primed(at):
            at.index += 2
            while at.take("'"):
                primes += 1
            at.take("}")
        elif layer is None and (found := _layer(at)):
            layer = found
        else:
            return indices, primes, layer


def _primed(at: Cursor) -> bool:
    return at.ahead().is_sign("{") and at.ahead(2).is_sign("'")


def _layer(at: Cursor) -> Tree | None:
    """``^{(2)}``: the number of a layer, no power."""
    if not (at.word.is_sign("^") and at.ahead().is_sign("{") and at.ahead(2).is_sign("(")):
        return None
    before = at.index
    at.index += 3
    found = at.expression()
    if at.take(")") and at.take("}"):
        return found
    at.index = before  # ^{(a)(b)} and the like: a power
    return None


def subscripts(at: Cursor) -> tuple[Tree, ...]:
    """``_t``, ``_{t-1}``, ``_{ij}``, ``_{t,i}``, ``_(t-1)``."""
    at.take("_")
    opened = at.take("{", "(")
    if not opened:
        return _bare_subscript(at)
    closing = "}" if opened.text == "{" else ")"
    found = [_index(at)]
    while not at.take(closing):
        if not at.take(",") and at.word.kind == "end":
            at.need(closing, opened)
        found.append(_index(at))
    return tuple(found)


def _bare_subscript(at: Cursor) -> tuple[Tree, ...]:
    word = at.word
    if word.kind == "number":
        at.index += 1
        return (_whole(word),)
    if word.kind != "name":
        raise at.unexpected()
    return tuple(_letters(at))


def _letters(at: Cursor) -> list[Tree]:
    """A name as an index; in plain text ``ij`` is two of them."""
    word = at.word
    at.index += 1
    letters = word.text.rstrip("0123456789")
    found: list[Tree] = [Symbol(letters, at=(word.start, word.stop))]
    if len(letters) == 2 and word.stop - word.start == len(word.text):
        found = [
            Symbol(letter, at=(word.start + n, word.start + n + 1))
            for n, letter in enumerate(letters)
        ]
    if digits := word.text[len(letters) :]:
        found.append(Number(int(digits), at=(word.stop - len(digits), word.stop)))
    return found


def _whole(word: Word) -> Tree:
    if not word.text.isdigit():
        raise fault("index", word.start)
    return Number(int(word.text), at=(word.start, word.stop))


def _index(at: Cursor) -> Tree:
    """One index: a sum of numbers and names, such as ``t-1`` or ``2k+1``."""
    at.deeper()
    start = at.word.start
    sign = at.take("-", "+")
    terms = [(sign.text if sign else "+", _index_term(at))]
    while sign := at.take("-", "+"):
        terms.append((sign.text, _index_term(at)))
    at.depth -= 1
    if len(terms) == 1 and terms[0][0] == "+":
        return terms[0][1]
    return Sum(tuple(terms), at=at.since(start))


def _index_term(at: Cursor) -> Tree:
    word = at.word
    if opened := at.take("("):
        found = _index(at)
        at.need(")", opened)
        return found
    if word.kind == "number":
        at.index += 1
        number = _whole(word)
        at.take("×")
        if at.word.kind == "name" and not at.word.spaced:
            factor = Symbol(at.word.text, at=(at.word.start, at.word.stop))
            at.index += 1
            return Product((number, factor), at=at.since(word.start))
        return number
    if word.kind != "name":
        raise fault("index", word.start)
    at.index += 1
    return Symbol(word.text, at=(word.start, word.stop))


def raised(at: Cursor) -> Tree:
    """The exponent after ``^``: a group, a number, a name."""
    at.take("^")
    if opened := at.take("{", "("):
        found = at.expression()
        at.need("}" if opened.text == "{" else ")", opened)
        return found
    start = at.word.start
    if sign := at.take("-", "+"):
        inner = _one(at)
        return Sum((("-", inner),), at=at.since(start)) if sign.text == "-" else inner
    return _one(at)


def _one(at: Cursor) -> Tree:
    word = at.word
    if word.kind not in {"number", "name"} or word.text == "⊤":
        raise at.unexpected()
    at.index += 1
    if word.kind == "number":
        return _whole(word)
    indices = subscripts(at) if at.word.is_sign("_") else ()
    return Symbol(word.text, indices, at=at.since(word.start))


def after(at: Cursor, base: Tree, start: int) -> Tree:
    """``base`` with its powers, transposes and components."""
    while True:
        if at.word.is_sign("^"):
            base = _power(at, base, start)
        elif at.word.is_sign("_"):
            base = Component(base, subscripts(at), at=at.since(start))
        elif at.word.is_sign("'"):
            raise fault("prime", at.word.start)
        else:
            return base


def _power(at: Cursor, base: Tree, start: int) -> Tree:
    if found := _transposed(at):
        inverse, bare = found
        if inverse:
            base = Power(base, MINUS_ONE, at=at.since(start))
        return Transpose(base, bare, at=at.since(start))
    if at.ahead().is_sign("×"):
        raise fault("star", at.word.start, word="*")
    exponent = raised(at)
    return Power(base, exponent, at=at.since(start))


def _transposed(at: Cursor) -> tuple[bool, bool] | None:
    r"""Whether ``^T``, ``^{\top}``, ``^{-T}`` stands here: (inverse too, bare); goes past it."""
    braced = at.ahead().is_sign("{", "(")
    inverse = at.ahead(1 + braced).is_sign("-")
    word = at.ahead(1 + braced + inverse)
    if word.kind != "name" or word.text not in {"T", "⊤"}:
        return None
    if braced and not at.ahead(2 + braced + inverse).is_sign("}", ")"):
        return None  # ^{T-1} is a power
    at.index += 2 + 2 * braced + inverse
    return inverse, word.text == "T" and not inverse


def prefixed(at: Cursor) -> Tree:
    """``{}^t W``: the transpose as French schools write it."""
    start = at.word.start
    at.index += 2
    word = at.ahead()
    braced = word.is_sign("{")
    name = at.ahead(2) if braced else word
    closed = not braced or at.ahead(3).is_sign("}")
    if not (at.word.is_sign("^") and name.text in {"t", "T", "⊤"} and closed):
        raise at.unexpected()
    at.index += 4 if braced else 2
    return Transpose(at.grammar.factor(at), at=at.since(start))


def norm_kind(at: Cursor) -> str:
    """The subscript of a norm: ``‖W‖_F``."""
    if not at.word.is_sign("_"):
        return ""
    braced = at.ahead().is_sign("{")
    word = at.ahead(2) if braced else at.ahead()
    if word.text not in _NORMS or (braced and not at.ahead(3).is_sign("}")):
        raise fault("norm-kind", word.start)
    at.index += 4 if braced else 2
    return _NORMS[word.text]
