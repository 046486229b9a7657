"""What a world declares, as plain data: enough to read, to check shapes and to print a table.

Made in the sandbox from the world itself and stored with the variant, so that a page can check
shapes while somebody types, without running anybody's code.
"""

from functools import cached_property

import msgspec

from graders.maths.language import Known
from graders.maths.language.names import FUNCTIONS

Localized = dict[str, str]


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One symbol: its ``axes`` by name of size, and, of a family, its index and bounds.

    ``h_t`` with t = 0..T: ``Entry("h", ("n",), index="t", lower="0", upper="T")``.
    """

    name: str
    axes: tuple[str, ...] = ()
    index: str = ""
    lower: str = ""
    upper: str = ""
    meaning: Localized = {}
    given: bool = True
    constant: bool = False


class Index(msgspec.Struct, frozen=True):
    """An index and the bounds it has where a line leaves it free: t = 1..T, k = 1..t."""

    name: str
    lower: str
    upper: str


class Declared(msgspec.Struct, frozen=True, dict=True):
    """Sizes, symbols, indices, functions of one world. ``literal_limit``: the largest literal."""

    sizes: tuple[str, ...]
    entries: tuple[Entry, ...]
    indices: tuple[Index, ...] = ()
    functions: tuple[str, ...] = ()
    literal_limit: int = 100
    layout: str = "numerator"

    @cached_property
    def by_name(self) -> dict[str, tuple[Entry, ...]]:
        """The entries of each name: ``L`` and ``L_t`` share theirs."""
        found: dict[str, tuple[Entry, ...]] = {}
        for entry in self.entries:
            found[entry.name] = (*found.get(entry.name, ()), entry)
        return found

    @cached_property
    def index_by_name(self) -> dict[str, Index]:
        """The declared indices."""
        return {index.name: index for index in self.indices}

    @cached_property
    def known(self) -> Known:
        """What the lexers may know of this world."""
        names = frozenset(self.by_name) | set(self.sizes) | set(self.index_by_name)
        return Known(names - FUNCTIONS, frozenset(self.functions))
