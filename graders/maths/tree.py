"""The tree of an expression. Sums and products are flat, so that length is never depth."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Literal:
    """A number as written: an ``int`` or an exact ``Fraction``."""

    value: int | Fraction
    position: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name to look up; ``rnn1.sum`` is one name."""

    name: str
    position: int


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms with their sign, ``+`` or ``-``, left to right."""

    terms: "tuple[tuple[str, Tree], ...]"
    position: int


@dataclass(frozen=True, slots=True)
class Product:
    """Factors with their operation, ``*`` or ``/``, left to right."""

    factors: "tuple[tuple[str, Tree], ...]"
    position: int


@dataclass(frozen=True, slots=True)
class Power:
    """``base ^ exponent``; powers associate to the right."""

    base: "Tree"
    exponent: "Tree"
    position: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function by name, with its arguments."""

    function: str
    arguments: "tuple[Tree, ...]"
    position: int


Tree = Literal | Name | Sum | Product | Power | Call
