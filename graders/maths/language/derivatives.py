r"""Derivative symbols: ``\frac{\partial^+ h_k}{\partial W}``, ``∂L/∂h_t``, ``dL/dW``."""

from graders.maths.errors import ExpressionError, fault
from graders.maths.language import scripts
from graders.maths.language.cursor import Cursor
from graders.maths.language.known import whole_words
from graders.maths.language.tree import Component, Derivative, Symbol, Tree
from graders.maths.language.words import Word


def derivative(at: Cursor) -> Tree | None:
    """The derivative at the cursor, or ``None`` (and the cursor stays) if there is none."""
    before, words = at.index, at.words
    at.words = [*words]
    start = at.word.start
    braced = at.take("frac") is not None
    opened = at.take("{") if braced else None
    if not _differential(at):
        at.index, at.words = before, words
        return None
    sure = at.words[at.index - 1].text == "∂"
    try:
        return _fraction(at, start, opened)
    except ExpressionError:
        if sure:
            raise
        at.index, at.words = before, words
        return None


def _fraction(at: Cursor, start: int, opened: Word | None) -> Tree:
    immediate = _immediate(at)
    if at.word.is_sign("}", "/"):
        raise fault("operator", at.word.start)
    top = _operand(at)
    if opened:
        at.need("}", opened)
        opened = at.word
        if not at.take("{"):
            raise at.unexpected()
    elif not at.take("/"):
        raise fault("derivative", at.word.start, example="∂L/∂W")
    if not _differential(at):
        raise fault("derivative", at.word.start, example="∂L/∂W")
    immediate = _immediate(at) or immediate
    bottom = _operand(at)
    if opened:
        at.need("}", opened)
    return Derivative(top, bottom, immediate, at=at.since(start))


def _differential(at: Cursor) -> bool:
    """Go past ``∂`` or ``d``; a plain ``dL`` is cut into ``d`` and ``L``."""
    word = at.word
    if at.take("∂"):
        return True
    if word.kind != "name" or word.text[0] != "d":
        return False
    if word.text == "d":
        at.index += 1
        return at.word.kind == "name" or at.word.text.startswith("accent ")
    if word.text in whole_words(at.known):
        return False
    rest = Word("name", word.text[1:], word.start + 1, word.stop)
    at.words[at.index : at.index + 1] = [Word("name", "d", word.start, word.start + 1), rest]
    at.index += 1
    return True


def _immediate(at: Cursor) -> bool:
    """``^+``, ``^{+}`` or ``+`` after the ∂."""
    if at.word.is_sign("^") and at.ahead().is_sign("+"):
        at.index += 2
        return True
    braced = at.ahead().is_sign("{") and at.ahead(2).is_sign("+") and at.ahead(3).is_sign("}")
    if at.word.is_sign("^") and braced:
        at.index += 4
        return True
    return at.take("+") is not None


def _operand(at: Cursor) -> Tree:
    """What is differentiated, or by what: a symbol, or a component of one in parentheses."""
    start = at.word.start
    if opened := at.take("(", "["):
        inner = _operand(at)
        at.need(")" if opened.text == "(" else "]", opened)
        if at.word.is_sign("_"):
            return Component(inner, scripts.subscripts(at), at=at.since(start))
        return inner
    if at.word.kind != "name" and not at.word.text.startswith("accent "):
        raise fault("operand", at.word.start)
    name = scripts.accented(at)
    indices, primes, layer = scripts.of_symbol(at)
    return Symbol(name, indices, primes, layer, at=at.since(start))
