"""The words both lexers make, and what they may be."""

from dataclasses import dataclass
from typing import Literal

MAX_LENGTH = 4000

WordKind = Literal["number", "name", "sign", "end"]


@dataclass(frozen=True, slots=True)
class Word:
    r"""One word; ``start`` and ``stop`` are indices into the text as typed.

    Signs are canonical whatever the spelling: ``⊙`` for ``\odot``, ``.*`` and ``∘``; ``×`` for
    every explicit product; ``sum``, ``prod``, ``∂``, ``frac``, ``sqrt``, ``matrix``, ``row``.
    """

    kind: WordKind
    text: str
    start: int
    stop: int
    spaced: bool = False

    def is_sign(self, *texts: str) -> bool:
        """Whether it is one of these signs."""
        return self.kind == "sign" and self.text in texts
