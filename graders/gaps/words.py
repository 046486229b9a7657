"""Words that are typed: which ones mean the same, and which are one slip away from it."""

import re
import unicodedata
from typing import Any

LONGEST = 200
_JOINED = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l"})
_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset({"le", "la", "les", "l", "un", "une", "des", "the", "a", "an"})
_NEAR = 5
"""Shorter words have too many neighbours that mean something else."""


def listed(words: Any) -> dict[str, list[str]]:
    """An author's ``words`` by language, ``*`` for those of no language."""
    if isinstance(words, dict):
        return {language: _several(said) for language, said in words.items()}
    return {"*": _several(words)}


def _several(said: Any) -> list[str]:
    return [str(one) for one in said] if isinstance(said, list) else [str(said)]


def key(typed: str) -> str:
    """The same for words that differ in case, accents, spaces, hyphens, a leading article."""
    plain = unicodedata.normalize("NFKD", typed[:LONGEST]).casefold().translate(_JOINED)
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    found = _WORD.findall(bare)
    if len(found) > 1 and found[0] in _ARTICLES:
        found = found[1:]
    return "".join(found) or typed.strip()


def near(one: str, other: str) -> bool:
    """Whether two keys differ by one letter: changed, added, left out, or two exchanged."""
    if one == other or min(len(one), len(other)) < _NEAR or abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True
    a, b = one[start:], other[start:]
    changed, left_out, added = a[1:] == b[1:], a[1:] == b, a == b[1:]
    exchanged = a[:2] == b[:2][::-1] and a[2:] == b[2:]
    return changed or left_out or added or exchanged
