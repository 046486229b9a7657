"""Texts that serve several languages although they are words: one reader gets the wrong one."""

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Any

from graders.bundle import Bundle

SAYS = frozenset({"title", "hint", "say"})
"""Arguments of a suite's calls that students read."""
_LANGUAGES = {"fr", "en"}
_BARE = re.compile(r"\$\$?[^$]*\$\$?|`[^`]*`|\[\[[^\]]*\]\]|\{\{[^}]*\}\}")
_WORD = re.compile(r"[^\W\d_]{3,}")
_TITLE, _SENTENCE = 2, 4
"""From so many words on a text is in a language: `ReLU` and `Gated Recurrent Unit` are in all."""
_ANYWHERE = ("source",)
"""Where a sheet's own words and people's names stand."""


def alike(bundle: Bundle) -> list[str]:
    """The places of such texts: the way in the definition, or file and line of a suite."""
    definition: dict[str, Any] = bundle.definition
    own = {key: value for key, value in definition.items() if key not in _ANYWHERE}
    found = [
        where for where, text in texts(own, "")
        if "*" in text and _is_words(text["*"], title=where.endswith("title"))
    ]  # fmt: skip
    for path in sorted(bundle.files):
        if path.startswith("code/") and path.endswith("/suite.py"):
            found += [f"{path}:{line}" for line in _in_suite(bundle.text(path))]
    return found


def texts(data: Any, where: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Every text by language in a definition, with the way to it."""
    if isinstance(data, Mapping):
        keys = set(data)
        if keys and keys <= _LANGUAGES | {"*"} and all(isinstance(t, str) for t in data.values()):
            yield where, data
            return
        for key, value in data.items():
            yield from texts(value, f"{where}.{key}" if where else str(key))
    elif isinstance(data, list):
        for index, item in enumerate(data):
            name = item.get("id", index) if isinstance(item, Mapping) else index
            yield from texts(item, f"{where}.{name}")


def arguments(suite: ast.Module) -> Iterator[ast.expr]:
    """What a suite passes as a title, a hint or a sentence."""
    for node in ast.walk(suite):
        if isinstance(node, ast.Call):
            yield from (word.value for word in node.keywords if word.arg in SAYS)
            if isinstance(node.func, ast.Attribute) and node.func.attr == "test":
                yield from node.args[1:2]


def _in_suite(source: str) -> list[int]:
    try:
        suite = ast.parse(source)
    except (SyntaxError, ValueError):  # told by the step ``schema``
        return []
    return sorted(
        node.lineno for node in arguments(suite)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        and _is_words(node.value, title=True)
    )  # fmt: skip


def _is_words(text: str, *, title: bool) -> bool:
    words = [word for word in _WORD.findall(_BARE.sub(" ", text)) if not word.isupper()]
    return len(words) >= (_TITLE if title else _SENTENCE)
