"""Atoms of a formula: numbers, names, calls, groups, fractions, derivatives, norms, matrices."""

from fractions import Fraction

from graders.maths.errors import fault
from graders.maths.language import derivatives, scripts
from graders.maths.language.cursor import Cursor
from graders.maths.language.names import SAME_FUNCTION
from graders.maths.language.tree import (
    Call,
    Matrix,
    Norm,
    Number,
    Power,
    Quotient,
    Symbol,
    Tree,
)
from graders.maths.language.words import Word

_CLOSED_BY = {"(": ")", "[": "]", "{": "}"}
_MAX_DIGITS = 20


def atom(at: Cursor) -> Tree:
    """One atom, without what is written at its right."""
    word = at.word
    if word.kind == "number":
        return _number(at)
    if found := derivatives.derivative(at):
        return found
    if word.kind == "name" or word.text.startswith("accent "):
        return _named(at)
    for sign, rule in _RULES.items():
        if word.is_sign(sign):
            at.index += 1
            return rule(at, word)
    raise at.unexpected()


def _number(at: Cursor) -> Tree:
    word = at.word
    at.index += 1
    if len(word.text) > _MAX_DIGITS:
        raise fault("long-number", word.start, limit=_MAX_DIGITS)
    value = Fraction(word.text)
    if at.word.kind == "number":
        raise at.unexpected()
    return Number(value.numerator if value.denominator == 1 else value, at=(word.start, word.stop))


def _named(at: Cursor) -> Tree:
    """A symbol with its subscripts, or a function with its argument."""
    start = at.word.start
    name = scripts.accented(at)
    function = SAME_FUNCTION.get(name, name) if name not in at.known.names else name
    if function in at.known.every_function:
        return _function(at, function, start)
    indices, primes, layer = scripts.of_symbol(at)
    return Symbol(name, indices, primes, layer, at=at.since(start))


def _function(at: Cursor, name: str, start: int) -> Tree:
    """``sigma'(z)``, ``tanh^2(c)``, ``tanh c_t``; without an argument it is a symbol."""
    indices, primes, layer = scripts.of_symbol(at)
    exponent = None
    if not indices and at.word.is_sign("^") and _argument_follows(at):
        exponent = scripts.raised(at)
    if indices or not at.word.is_sign("(", "[", "{"):
        if exponent is None and at.word.kind == "name" and not indices and _bare(at, name):
            argument = at.grammar.factor(at)
            return Call(name, (argument,), primes, at=at.since(start))
        return Symbol(name, indices, primes, layer, at=at.since(start))
    call = Call(name, _arguments(at), primes, at=at.since(start))
    if exponent is None:
        return call
    return Power(call, exponent, at=at.since(start))


def _bare(at: Cursor, name: str) -> bool:
    """Whether ``tanh c`` is meant, and not a symbol called like a function."""
    return name not in {"sigma", "max", "min", "norm", "vec"} and at.word.text != "⊤"


def _argument_follows(at: Cursor) -> bool:
    """Whether ``f^… (`` stands here: then the power belongs to the value."""
    index = at.index + 1
    depth = 0
    while index < len(at.words):
        word = at.words[index]
        depth += word.is_sign("{", "(") - word.is_sign("}", ")")
        index += 1
        if depth == 0:
            break
    return index < len(at.words) and at.words[index].is_sign("(")


def _arguments(at: Cursor) -> tuple[Tree, ...]:
    opened = at.word
    at.index += 1
    bars, at.bars = at.bars, 0
    found = [at.expression()]
    while at.take(","):
        found.append(at.expression())
    at.bars = bars
    at.need(_CLOSED_BY[opened.text], opened)
    return tuple(found)


def _group(at: Cursor, opened: Word) -> Tree:
    """Parentheses, brackets or braces; brackets with commas are a vector, or rows."""
    bars, at.bars = at.bars, 0
    nested = opened.text == "[" and at.word.is_sign("[")
    found = at.expression()
    if nested and isinstance(found, Matrix) and at.word.is_sign("]") and len(found.rows[0]) == 1:
        found = Matrix((tuple(row[0] for row in found.rows),), at=found.at)
    elif opened.text == "[" and at.word.is_sign(","):
        entries = [found]
        while at.take(","):
            entries.append(at.expression())
        found = _written(entries, at, opened)
    at.bars = bars
    at.need(_CLOSED_BY[opened.text], opened)
    return found


def _written(entries: list[Tree], at: Cursor, opened: Word) -> Tree:
    """``[a, b]`` as a vector, ``[[a, b], [c, d]]`` as rows."""
    rows = [entry for entry in entries if isinstance(entry, Matrix)]
    span = at.since(opened.start)
    if not rows:
        return Matrix(tuple((entry,) for entry in entries), at=span)
    width = len(rows[0].rows)
    if len(rows) < len(entries) or any(
        len(row.rows) != width or any(len(cell) != 1 for cell in row.rows) for row in rows
    ):
        raise fault("uneven-rows", opened.start)
    return Matrix(tuple(tuple(cell[0] for cell in row.rows) for row in rows), at=span)


def _fraction(at: Cursor, word: Word) -> Tree:
    top, bottom = _braced(at), _braced(at)
    return Quotient(top, bottom, at=at.since(word.start))


def _root(at: Cursor, word: Word) -> Tree:
    argument = _braced(at) if at.word.is_sign("{") else at.grammar.factor(at)
    return Call("sqrt", (argument,), at=at.since(word.start))


def _braced(at: Cursor) -> Tree:
    """What stands in braces after a command, or the one word there."""
    if opened := at.take("{"):
        return _group(at, opened)
    word = at.word
    if (
        word.kind == "number" and word.text.isdigit() and len(word.text) > 1
    ):  # \frac14 takes a digit at a time
        first = Word("number", word.text[0], word.start, word.start + 1)
        rest = Word("number", word.text[1:], word.start + 1, word.stop)
        at.words = [*at.words[: at.index], first, rest, *at.words[at.index + 1 :]]
        at.index += 1
        return Number(int(first.text), at=(first.start, first.stop))
    return atom(at)


def _norm(at: Cursor, word: Word) -> Tree:
    at.bars += 1
    inner = at.expression()
    at.bars -= 1
    at.need("‖", word)
    kind = scripts.norm_kind(at)
    return Norm(inner, kind, at=at.since(word.start))


def _absolute(at: Cursor, word: Word) -> Tree:
    at.bars += 1
    inner = at.expression()
    at.bars -= 1
    at.need("|", word)
    return Norm(inner, "abs", at=at.since(word.start))


def _matrix(at: Cursor, word: Word) -> Tree:
    rows = [[at.expression()]]
    while not at.word.is_sign("endmatrix"):
        if at.take("&"):
            rows[-1].append(at.expression())
        elif at.take("row"):
            if not at.word.is_sign("endmatrix"):
                rows.append([at.expression()])
        else:
            at.need("endmatrix", word)
    at.index += 1
    if any(len(row) != len(rows[0]) for row in rows):
        raise fault("uneven-rows", word.start)
    return Matrix(tuple(tuple(row) for row in rows), at=at.since(word.start))


_RULES = {
    "(": _group, "[": _group, "{": _group, "frac": _fraction, "sqrt": _root, "‖": _norm,
    "|": _absolute, "matrix": _matrix,
}  # fmt: skip
