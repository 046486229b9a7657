"""The texts in a suite: titles, hints and sentences stand in every declared language too.

Read from the syntax tree. A text by language is a dict of plain strings whose keys are
languages; it is one wherever it stands, since authors keep titles in names of their own.
"""

import ast
from collections.abc import Collection

from exercises.format.problems import Notes
from exercises.format.texts import Known, check_text
from graders.gate.wording import arguments

LANGUAGES = frozenset({"fr", "en"})


def check_suite_texts(file: str, suite: ast.Module, known: Known, notes: Notes) -> None:
    """Note texts that lack a declared language, and formulas that cannot be typeset."""
    told = {id(node) for node in arguments(suite)}
    for node in ast.walk(suite):
        if isinstance(node, ast.Dict):
            by_language = _by_language(node)
            if by_language.keys() & LANGUAGES and (id(node) in told or _only(by_language)):
                _languages(file, node, by_language, known.languages, notes)
                _formulas(file, by_language.values(), notes)
        elif isinstance(node, ast.Constant) and id(node) in told:
            _formulas(file, [node], notes)


def _by_language(node: ast.Dict) -> dict[str, ast.expr]:
    keys = [key.value if isinstance(key, ast.Constant) else None for key in node.keys]
    return {str(key): value for key, value in zip(keys, node.values, strict=True) if key}


def _only(by_language: dict[str, ast.expr]) -> bool:
    """Whether all keys are languages and all values texts: then it is no other data."""
    texts = all(
        isinstance(value, ast.JoinedStr)
        or (isinstance(value, ast.Constant) and isinstance(value.value, str))
        for value in by_language.values()
    )
    return by_language.keys() <= LANGUAGES and texts


def _languages(
    file: str,
    node: ast.Dict,
    by_language: dict[str, ast.expr],
    declared: Collection[str],
    notes: Notes,
) -> None:
    at = (node.lineno, node.col_offset + 1)
    for language in declared:
        if language not in by_language:
            notes.add(file, at, "language-missing", language=language)
    for language in by_language.keys() - LANGUAGES:
        notes.add(file, at, "language-unknown", language=language)


def _formulas(file: str, texts: Collection[ast.expr], notes: Notes) -> None:
    nothing = Known((), None, (), ())
    for text in texts:
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            at = (text.lineno, text.col_offset + 1)
            check_text(file, text.value, nothing, notes, at=at)
