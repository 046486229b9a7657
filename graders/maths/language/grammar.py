"""Parser of formulas: from sums down to factors.

``sum = [±] entrywise (± entrywise)*``; ``entrywise = product (⊙ product)*``;
``product = factor ([×|/] factor)*``, where ``×`` may be left out; a sum or product over an index
takes the rest of its entrywise product as its body. Atoms: ``atoms.py``; scripts: ``scripts.py``.
"""

from graders.maths.language import atoms, scripts
from graders.maths.language.bigs import big
from graders.maths.language.cursor import Cursor, Grammar
from graders.maths.language.tree import Hadamard, Product, Quotient, Sum, Tree

_OPENS = ("(", "[", "{", "frac", "sqrt", "matrix", "∂", "sum", "prod", "‖", "|")


def expression(at: Cursor) -> Tree:
    """A sum. Raises ``ExpressionError`` with the place."""
    at.deeper()
    start = at.word.start
    sign = at.take("+", "-")
    terms = [(sign.text if sign else "+", entrywise(at))]
    while sign := at.take("+", "-"):
        terms.append((sign.text, entrywise(at)))
    at.depth -= 1
    if len(terms) == 1 and terms[0][0] == "+":
        return terms[0][1]
    return Sum(tuple(terms), at=at.since(start))


def entrywise(at: Cursor) -> Tree:
    """Products joined by ``⊙``, which binds less than a product: ``f ⊙ W x`` is ``f ⊙ (W x)``."""
    start = at.word.start
    factors = [product(at)]
    while at.take("⊙"):
        factors.append(product(at))
    return factors[0] if len(factors) == 1 else Hadamard(tuple(factors), at=at.since(start))


def product(at: Cursor) -> Tree:
    """Factors side by side or joined by ``×`` or ``/``."""
    start = at.word.start
    found = factor(at)
    while True:
        if at.take("×"):
            found = _times(found, _signed(at), at, start)
        elif at.take("/"):
            found = Quotient(found, _signed(at), at=at.since(start))
        elif _juxtaposed(at):
            found = _times(found, factor(at), at, start)
        else:
            return found


def _times(left: Tree, right: Tree, at: Cursor, start: int) -> Tree:
    # a product in parentheses of its own stays one factor
    if isinstance(left, Product) and left.at[0] == start:
        return Product((*left.factors, right), at=at.since(start))
    return Product((left, right), at=at.since(start))


def _signed(at: Cursor) -> Tree:
    """A factor after an explicit sign may have a sign of its own: ``2 × −x``."""
    start = at.word.start
    if sign := at.take("+", "-"):
        inner = factor(at)
        return inner if sign.text == "+" else Sum((("-", inner),), at=at.since(start))
    return factor(at)


def _juxtaposed(at: Cursor) -> bool:
    word = at.word
    if word.is_sign("|", "‖"):
        return not at.bars
    return word.kind == "name" or word.is_sign(*_OPENS) or word.text.startswith("accent ")


def factor(at: Cursor) -> Tree:
    """An atom with what is written at its right: powers, transposes, components."""
    start = at.word.start
    if at.word.is_sign("sum", "prod"):
        return big(at)
    if at.word.is_sign("{") and at.ahead().is_sign("}"):
        return scripts.prefixed(at)
    return scripts.after(at, atoms.atom(at), start)


GRAMMAR = Grammar(expression, entrywise, factor)
