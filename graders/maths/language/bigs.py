r"""Sums and products over an index: ``\sum_{t=1}^{T}``, ``sum(t=1..T)``, ``Σ_{k≤t}``."""

from graders.maths.errors import ExpressionError, fault
from graders.maths.language.cursor import Cursor
from graders.maths.language.tree import Big, Number, Symbol, Tree
from graders.maths.language.words import Word


def big(at: Cursor) -> Tree:
    """The operator, its bounds, and the rest of the term as its body."""
    at.deeper()
    word = at.word
    at.index += 1
    if at.word.is_sign("("):
        if not _bounds_follow(at):
            raise _no_bounds(word)
        index, lower, upper = _in_parentheses(at)
    else:
        index, lower, upper = _scripted(at, word)
    inner = at.grammar.entrywise(at)
    at.depth -= 1
    return Big(word.text, index, lower, upper, inner, at=at.since(word.start))


def _no_bounds(operator: Word) -> ExpressionError:
    example = "sum(t=1..T)" if operator.text == "sum" else "prod(j=t..k+1)"
    return fault("no-bounds", operator.start, example=example)


def _bounds_follow(at: Cursor) -> bool:
    """Whether an index stands in the parentheses, and not the terms: ``sum(t=1..T)``."""
    if at.ahead().kind == "number":
        return at.ahead(2).is_sign("<=")
    return at.ahead().kind == "name" and at.ahead(2).is_sign("=", "<=", ">=", ")")


def _in_parentheses(at: Cursor) -> tuple[str, Tree | None, Tree | None]:
    opened = at.take("(")
    assert opened is not None
    index, lower, upper = _under(at)
    if upper is None and at.take("..", ","):
        upper = at.expression()
    at.need(")", opened)
    return index, lower, upper


def _scripted(at: Cursor, operator: Word) -> tuple[str, Tree | None, Tree | None]:
    upper = None
    if at.word.is_sign("^"):  # \sum^{T}_{t=1}
        upper = _bound(at)
    if not at.take("_"):
        raise _no_bounds(operator)
    opened = at.take("{", "(")
    if not opened:
        index, lower, above = _name(at), None, None
        if at.take("="):  # sum_t=1^T: no line has a second "=" right there
            lower = _bound(at)
    else:
        index, lower, above = _under(at)
        if at.take(".."):
            above = at.expression()
        at.need("}" if opened.text == "{" else ")", opened)
    if at.word.is_sign("^"):
        upper = _bound(at)
    return index, lower, upper or above


def _bound(at: Cursor) -> Tree:
    """What stands above: a group or one word."""
    at.take("^")
    if opened := at.take("{", "("):
        found = at.expression()
        at.need("}" if opened.text == "{" else ")", opened)
        return found
    word = at.word
    if word.kind == "number":
        at.index += 1
        return Number(int(word.text), at=(word.start, word.stop))
    return Symbol(_name(at), at=(word.start, word.stop))


def _under(at: Cursor) -> tuple[str, Tree | None, Tree | None]:
    """``t=1``; ``k ≤ t``; ``1 ≤ k ≤ t``; ``t``."""
    if at.word.kind == "number":
        lower = at.expression()
        if not at.take("<="):
            raise at.unexpected()
        index = _name(at)
        return index, lower, at.expression() if at.take("<=") else None
    index = _name(at)
    if at.take("="):
        return index, at.expression(), None
    if at.take("<="):
        return index, None, at.expression()
    if at.take(">="):
        return index, at.expression(), None
    return index, None, None


def _name(at: Cursor) -> str:
    word = at.word
    if word.kind != "name":
        raise fault("no-index", word.start)
    at.index += 1
    return word.text
