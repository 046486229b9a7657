r"""Write a tree: in LaTeX for the page, in plain text for a terminal. Read back, it is the same.

>>> latex(read_expression("Diag(u .* (1-u)) A"))
'\\operatorname{Diag}(u \\odot (1 - u)) A'
"""

from dataclasses import dataclass
from fractions import Fraction

from graders.maths.language.names import ACCENTS, FUNCTIONS, GREEK
from graders.maths.language.tree import (
    Big,
    Call,
    Component,
    Derivative,
    Hadamard,
    Matrix,
    Norm,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Transpose,
    Tree,
    children,
)  # fmt: skip

SUM, ENTRYWISE, PRODUCT, ATOM = range(4)
_TEX_FUNCTIONS = frozenset({"tanh", "exp", "log", "sin", "cos", "max", "min", "sigma"})
_MARKS = frozenset(ACCENTS.values()) - {"vec"}
_LEVEL = {Sum: SUM, Big: SUM, Hadamard: ENTRYWISE, Product: PRODUCT}


def latex(tree: Tree) -> str:
    """The formula in LaTeX, without dollars."""
    return _Writer(_LATEX).write(tree)


def plain(tree: Tree) -> str:
    """The formula on one line of text."""
    return _Writer(_PLAIN).write(tree)


@dataclass(frozen=True, slots=True)
class _Style:
    tex: bool
    times: str
    odot: str
    partial: str
    plus: str
    le: str
    top: str
    big: dict[str, str]
    bars: tuple[str, str]


_LATEX = _Style(
    True, r" \times ", r" \odot ", r"\partial ", "^{+}", r" \le ", r"\top",
    {"sum": r"\sum", "prod": r"\prod"}, (r"\lVert ", r" \rVert"),
)  # fmt: skip
_PLAIN = _Style(
    False, " × ", " ⊙ ", "∂", "⁺", " ≤ ", "⊤", {"sum": "sum", "prod": "prod"}, ("‖", "‖")
)


class _Writer:
    def __init__(self, style: _Style) -> None:
        self.style = style

    def write(self, tree: Tree, level: int = SUM) -> str:
        """``tree``, in parentheses if it binds less than ``level``."""
        said: str = getattr(self, f"_{type(tree).__name__.lower()}")(tree)
        own = _LEVEL.get(type(tree), ATOM)
        if isinstance(tree, Quotient) and not self.style.tex:
            own = PRODUCT
        return said if own >= level else f"({said})"

    def _number(self, tree: Number) -> str:
        if isinstance(tree.value, int):
            return str(tree.value)
        return _decimal(tree.value)

    def _symbol(self, tree: Symbol) -> str:
        name = self._name(tree.name)
        if tree.indices:
            name += "_{" + ", ".join(map(self._index, tree.indices)) + "}"
        name += "'" * tree.primes
        return name + ("^{(" + self.write(tree.layer) + ")}" if tree.layer else "")

    def _index(self, tree: Tree) -> str:
        if isinstance(tree, Product):
            sign = self.style.times if self.style.tex else "×"
            return sign.join(map(self.write, tree.factors))
        return self.write(tree) if not isinstance(tree, Sum) else self._index_sum(tree)

    def _index_sum(self, tree: Sum) -> str:
        said = ""
        for sign, term in tree.terms:
            said += sign if said or sign == "-" else ""
            said += f"({self._index(term)})" if isinstance(term, Sum) else self._index(term)
        return said

    def _name(self, name: str) -> str:
        if not self.style.tex:
            # a bare Σ would be read as a sum
            return name if name in {"Sigma", "Pi"} else GREEK.get(name, name)
        if name == "ones":
            return r"\mathbf{1}"
        if name in GREEK or name in _TEX_FUNCTIONS or name == "infty":
            return f"\\{name}"
        mark = next((m for m in _MARKS if name.endswith(m) and len(name) > len(m)), None)
        if mark:
            return f"\\{mark}{{{self._name(name.removesuffix(mark))}}}"
        if name in FUNCTIONS:
            return rf"\operatorname{{{name}}}"
        return name if len(name) == 1 else rf"\mathrm{{{name}}}"

    def _sum(self, tree: Sum) -> str:
        said = ""
        for sign, term in tree.terms:
            if said:
                said += f" {sign} "
            elif sign == "-":
                said = "-"
            # the body of a sum over an index would take what follows only up to the next sign
            said += self.write(term, SUM if isinstance(term, Big) else ENTRYWISE)
        return said

    def _hadamard(self, tree: Hadamard) -> str:
        return self.style.odot.join(self.write(f, PRODUCT) for f in tree.factors)

    def _product(self, tree: Product) -> str:
        said = self.write(tree.factors[0], ATOM)
        for before, factor in zip(tree.factors, tree.factors[1:], strict=False):
            sign = self.style.times if _needs_sign(before, factor) else " "
            said += sign + self.write(factor, ATOM)
        return said

    def _quotient(self, tree: Quotient) -> str:
        if self.style.tex:
            return rf"\frac{{{self.write(tree.top)}}}{{{self.write(tree.bottom)}}}"
        return f"{self.write(tree.top, ATOM)} / {self.write(tree.bottom, ATOM)}"

    def _base(self, tree: Tree) -> str:
        said = self.write(tree, ATOM)
        closed = isinstance(tree, Number | Symbol | Call | Norm) or said.startswith("(")
        return said if closed and not isinstance(tree, Transpose | Power) else f"({said})"

    def _power(self, tree: Power) -> str:
        return f"{self._base(tree.base)}^{{{self.write(tree.exponent)}}}"

    def _transpose(self, tree: Transpose) -> str:
        return f"{self._base(tree.base)}^{{{'T' if tree.bare else self.style.top}}}"

    def _call(self, tree: Call) -> str:
        if tree.function == "sqrt" and self.style.tex and not tree.primes:
            return rf"\sqrt{{{self.write(tree.arguments[0])}}}"
        inner = ", ".join(map(self.write, tree.arguments))
        return f"{self._name(tree.function)}{chr(39) * tree.primes}({inner})"

    def _big(self, tree: Big) -> str:
        index = self._name(tree.index)
        if tree.lower is not None:
            index += f"={self.write(tree.lower)}"
        elif tree.upper is not None:
            index += f"{self.style.le}{self.write(tree.upper)}"
        said = f"{self.style.big[tree.operator]}_{{{index}}}"
        if tree.lower is not None and tree.upper is not None:
            said += f"^{{{self.write(tree.upper)}}}"
        body = self.write(tree.body, SUM if isinstance(tree.body, Big) else ENTRYWISE)
        return f"{said} {body}"

    def _derivative(self, tree: Derivative) -> str:
        sign = self.style.partial.rstrip() + self.style.plus if tree.immediate else ""
        top = f"{sign or self.style.partial}{' ' if sign and self.style.tex else ''}"
        top += self.write(tree.top)
        bottom = f"{self.style.partial}{self.write(tree.bottom)}"
        return rf"\frac{{{top}}}{{{bottom}}}" if self.style.tex else f"{top}/{bottom}"

    def _component(self, tree: Component) -> str:
        inner = ", ".join(map(self._index, tree.indices))
        return f"({self.write(tree.base)})_{{{inner}}}"

    def _norm(self, tree: Norm) -> str:
        inner = f"({self.write(tree.body)})" if _has_bars(tree.body) else self.write(tree.body)
        if tree.kind == "abs":
            return rf"\lvert {inner} \rvert" if self.style.tex else f"|{inner}|"
        left, right = self.style.bars
        kind = r"\infty" if tree.kind == "inf" and self.style.tex else tree.kind
        return f"{left}{inner}{right}" + (f"_{{{kind}}}" if kind else "")

    def _matrix(self, tree: Matrix) -> str:
        if self.style.tex:
            rows = r" \\ ".join(" & ".join(map(self.write, row)) for row in tree.rows)
            return rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}"
        if all(len(row) == 1 for row in tree.rows):
            return "[" + ", ".join(self.write(row[0]) for row in tree.rows) + "]"
        rows = ", ".join("[" + ", ".join(map(self.write, row)) + "]" for row in tree.rows)
        return f"[{rows}]"


def _needs_sign(before: Tree, factor: Tree) -> bool:
    """Where side by side would be read as one number, or as a function and its argument."""
    if isinstance(before, Symbol) and before.name in FUNCTIONS:
        return True
    first = factor
    while isinstance(first, Power | Transpose):
        first = first.base
    return isinstance(first, Number)


def _has_bars(tree: Tree) -> bool:
    return isinstance(tree, Norm) or any(map(_has_bars, children(tree)))


def _decimal(value: Fraction) -> str:
    """A fraction whose denominator has only 2 and 5, written out."""
    places = 0
    while value.denominator != 1 and places < 40:
        value, places = value * 10, places + 1
    digits = str(value.numerator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits
