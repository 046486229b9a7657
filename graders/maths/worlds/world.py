"""Declare a world: sizes, given symbols, and definitions that make one computation graph."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from torch import Tensor

from graders.maths.meaning.declared import Declared, Entry, Index, Localized

Definition = Callable[..., Tensor]


@dataclass(frozen=True, slots=True)
class Piece:
    """One declared symbol or family and where its values come from.

    ``value(at)`` or, of a family, ``value(at, t)``; ``None`` for a given, whose values are drawn
    normal with standard deviation ``scale``. ``state`` families are what ``∂⁺`` holds;
    ``detach`` cuts the graph wherever another definition reads it.
    """

    entry: Entry
    value: Definition | None = None
    scale: float = 1.0
    state: bool = False
    detach: bool = False
    draw: Callable[..., object] | None = None


@dataclass
class World:
    """A small real network and its symbols.

    >>> world = World(n=(3, 4), d=(2, 3), T=(4,))
    >>> world.given("W", "n", "n", scale=2.0)
    >>> world.given("x", "d", t="1..T")
    """

    sizes: dict[str, tuple[int, ...]] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    indices: list[Index] = field(default_factory=list)
    functions: tuple[str, ...] = ()
    literal_limit: int = 100

    def __init__(self, *, literal_limit: int = 100, **sizes: tuple[int, ...]) -> None:
        """``sizes``: the values each size may take; in a draw they are pairwise different."""
        self.sizes = sizes
        self.pieces = []
        self.indices = []
        self.functions = ()
        self.literal_limit = literal_limit

    def index(self, name: str, bounds: str) -> None:
        """Declare an index and the range it has where a line leaves it free: ``"1..t"``."""
        lower, upper = bounds.split("..")
        self.indices.append(Index(name, lower.strip(), upper.strip()))

    def given(
        self,
        name: str,
        *axes: str,
        scale: float = 1.0,
        constant: bool = False,
        draw: Callable[..., object] | None = None,
        meaning: str | Localized = "",
        **family: str,
    ) -> None:
        """A symbol whose values are drawn: normal of deviation ``scale``, or ``draw(rng, shape)``.

        ``t="1..T"`` makes it a family. Nothing is differentiated by a ``constant``.
        """
        entry = _entry(name, axes, family, meaning, given=True, constant=constant)
        self.pieces.append(Piece(entry, scale=scale, draw=draw))

    def define(
        self,
        name: str,
        *axes: str,
        value: Definition,
        state: bool = False,
        detach: bool = False,
        meaning: str | Localized = "",
        **family: str,
    ) -> None:
        """A symbol computed from others: ``value(at)``, of a family ``value(at, t)``."""
        entry = _entry(name, axes, family, meaning, given=False)
        self.pieces.append(Piece(entry, value=value, state=state, detach=detach))

    def declared(self) -> Declared:
        """What pages and readers need to know, as data."""
        return Declared(
            tuple(self.sizes),
            _merged([piece.entry for piece in self.pieces]),
            tuple(self.indices),
            self.functions,
            self.literal_limit,
        )


def _merged(entries: list[Entry]) -> tuple[Entry, ...]:
    """A family that starts from given members is one family: h_0 given, h_1 to h_T computed."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        key = (entry.name, entry.index)
        if key in found:
            first = found[key]
            entry = Entry(  # noqa: PLW2901
                entry.name, entry.axes, entry.index, first.lower, entry.upper,
                entry.meaning or first.meaning, given=False,
            )  # fmt: skip
        found[key] = entry
    return tuple(found.values())


def _entry(
    name: str,
    axes: tuple[str, ...],
    family: Mapping[str, str],
    meaning: str | Localized,
    *,
    given: bool,
    constant: bool = False,
) -> Entry:
    if len(family) > 1:
        raise ValueError(f"{name}: a family has one index, not {', '.join(family)}")
    said = {"*": meaning} if isinstance(meaning, str) else meaning
    index, lower, upper = "", "", ""
    for index, bounds in family.items():  # noqa: B007 (there is one at most)
        lower, _, upper = bounds.partition("..")
        upper = upper or lower
    return Entry(name, axes, index, lower, upper, said if meaning else {}, given, constant)
