"""What a lexer may know of a world: the names that belong together as one word."""

from dataclasses import dataclass
from functools import lru_cache

from graders.maths.language.names import FUNCTIONS, GREEK, SAME_FUNCTION, SPOKEN, VARIANT


@dataclass(frozen=True, slots=True)
class Known:
    """``names`` of the world, whole (``W``, ``ctilde``, ``W_f``); ``functions`` beside the usual.

    ``comma`` is whether ``0,25`` is a decimal number, as in French.
    """

    names: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    comma: bool = False

    @property
    def every_function(self) -> frozenset[str]:
        """The names that take an argument in parentheses."""
        return _all_functions(self)


@lru_cache(maxsize=64)
def _all_functions(known: Known) -> frozenset[str]:
    return (FUNCTIONS | known.functions) - known.names


@lru_cache(maxsize=64)
def whole_words(known: Known) -> frozenset[str]:
    """What is one word although it has several letters."""
    bases = {name.partition("_")[0] for name in known.names}
    spelled = set(SAME_FUNCTION) | set(GREEK) | set(VARIANT) | set(SPOKEN) | {"ones"}
    return frozenset(bases | spelled | known.every_function)


def segments(run: str, known: Known, *, latex: bool) -> list[str]:
    """A run of letters as words: ``Wh`` is ``W h`` where both are known.

    In LaTeX what is not known is letter by letter; in plain text it stays together.
    """
    words = whole_words(known)
    if run in words or len(run) == 1:
        return [run]
    found = _cut(run, words, latex=latex)
    return found if found is not None else [run]


def _cut(run: str, words: frozenset[str], *, latex: bool) -> list[str] | None:
    """The longest known words first; ``None`` where plain text cannot be cut."""
    found: list[str] = []
    while run:
        size = next((n for n in range(len(run), 0, -1) if run[:n] in words), 0)
        if not size and not latex:
            return None
        found.append(run[: size or 1])
        run = run[size or 1 :]
    return found
