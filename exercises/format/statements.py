"""Statement and solution: from files by language, or from the YAML when they are short."""

from typing import Any

from exercises.format.problems import WHOLE, Notes
from exercises.format.texts import Known, check_placing, check_text
from exercises.format.yaml12 import Tree


def read(
    part: str, tree: Tree, files: dict[str, bytes], known: Known, notes: Notes
) -> dict[str, str]:
    """The texts of ``part`` ("statement", "solution") by language; checked.

    A statement is required in every declared language; a solution in all or in none.
    """
    found = {lang: f"{part}.{lang}.md" for lang in known.languages if f"{part}.{lang}.md" in files}
    short = tree.data.get(part)
    if found and short is not None:
        notes.add(
            tree.file, tree.key_at((part,)), "text-twice", part=part, path=min(found.values())
        )
        return {}
    if short is not None:
        return _from_yaml(part, short, tree, known, notes)
    if part == "statement" or found:
        for language in known.languages:
            if language not in found:
                notes.add(f"{part}.{language}.md", WHOLE, f"{part}-missing", language=language)
    texts = {}
    for language, path in found.items():
        text = _decoded(path, files[path], notes)
        if text is not None:
            texts[language] = text
            check_text(path, text, known, notes, statement=part == "statement", pictures=True)
    if part == "statement":
        placed = {language: (found[language], text) for language, text in texts.items()}
        check_placing(placed, list(known.questions), notes)
    return texts


def _decoded(path: str, data: bytes, notes: Notes) -> str | None:
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        notes.add(path, WHOLE, "not-utf8")
        return None
    if not text.strip():
        notes.add(path, WHOLE, "empty-file")
        return None
    return text


def _from_yaml(part: str, short: Any, tree: Tree, known: Known, notes: Notes) -> dict[str, str]:
    texts = {"*": short} if isinstance(short, str) else short
    if not isinstance(texts, dict):
        return {}
    texts = {language: text for language, text in texts.items() if isinstance(text, str)}
    if part == "statement":
        check_placing({k: (tree.file, t) for k, t in texts.items()}, list(known.questions), notes)
    return texts
