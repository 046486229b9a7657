"""A folder, or the files of a zip, to an exercise: read, checked, normalised, named by hashes."""

import ast
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from exercises.format import (
    code_files,
    contents,
    hashes,
    normalise,
    parameters,
    questions,
    schema,
    statements,
    texts,
    yaml12,
)
from exercises.format.cases import read_cases
from exercises.format.folder import read_folder
from exercises.format.problems import WHOLE, FormatErrors, Notes
from exercises.format.suite_names import check_names
from exercises.format.suite_texts import check_suite_texts
from graders.bundle import DEFINITION, Bundle
from graders.kinds import PROGRAMS


@dataclass(frozen=True)
class Loaded:
    """An exercise in which nothing is wrong that can be seen without running it."""

    slug: str
    definition: dict[str, Any]
    bundle: Bundle
    content_hash: str
    grading_hash: str
    gate_hash: str


def load_folder(path: Path | str) -> Loaded:
    """Load an exercise folder; its name must be the slug. Raises ``FormatErrors``."""
    folder = Path(path)
    return load_files(read_folder(folder), slug=folder.resolve().name)


def load_files(files: dict[str, bytes], *, slug: str | None = None) -> Loaded:
    """Load the files of an exercise by path. ``slug``: what it must be, if that is known.

    Raises ``FormatErrors`` with everything that is wrong; a broken folder is refused whole.
    """
    notes = Notes()
    files = {path: data for path, data in files.items() if path != DEFINITION}
    contents.check_paths(files, notes)
    notes.raise_any()
    trees = code_files.check_python(files, notes)
    if contents.EXERCISE not in files:
        notes.add(contents.EXERCISE, WHOLE, "no-exercise")
        notes.raise_any()
    tree = yaml12.read(contents.EXERCISE, files[contents.EXERCISE], notes)
    if tree is None or not _is_mapping(tree, notes):
        raise FormatErrors(notes.problems)
    schema.check(tree, notes)
    known = _known(tree.data, files)
    _check_slug(tree, slug, notes)
    code = questions.check(tree, known, notes)
    _check_code(tree.data, code, files, trees, known=known, notes=notes)
    contents.check_known(files, known.languages, code, notes)
    parameters.check(tree, files, notes)
    texts.check_yaml(tree, known, notes)
    statement = statements.read("statement", tree, files, known, notes)
    solution = statements.read("solution", tree, files, known, notes)
    cases = read_cases(files, known.questions, _fixed(tree.data), notes)
    notes.raise_any()
    normalise.check_points(tree, notes)
    definition = normalise.definition(tree, files, statement, solution, cases)
    questions.check_kinds(tree, definition, files, notes)
    notes.raise_any()
    return _loaded(definition, files)


def _check_code(
    data: dict[str, Any],
    code: Collection[str],
    files: dict[str, bytes],
    trees: dict[str, ast.Module],
    *,
    known: texts.Known,
    notes: Notes,
) -> None:
    """The programs of each code question, and what its suite says and asks."""
    for id_ in (id_ for id_ in code if _is_code(data, id_)):
        asked_for = _defines(data, id_)
        code_files.check_question(id_, files, trees, notes)
        code_files.check_defines(id_, asked_for, trees, notes)
        path = f"code/{id_}/suite.py"
        suite, reference = trees.get(path), trees.get(f"code/{id_}/reference.py")
        if suite is not None:
            check_suite_texts(path, suite, known, notes)
        if suite is not None and reference is not None:
            names = {code_files.bare_name(text) for text in asked_for}
            check_names(path, suite, reference, names, notes)


def _is_mapping(tree: yaml12.Tree, notes: Notes) -> bool:
    if isinstance(tree.data, dict):
        return True
    notes.add(
        tree.file, (1, 1), "wants", wanted=schema.type_names(["object"]), got=str(tree.data)[:40]
    )
    return False


def _known(data: dict[str, Any], files: dict[str, bytes]) -> texts.Known:
    languages = [lang for lang in _list(data.get("languages")) if lang in ("fr", "en")]
    listed = _list(data.get("questions"))
    ids = [q["id"] for q in listed if isinstance(q, dict) and isinstance(q.get("id"), str)]
    names = parameters.known_names(data, files)
    return texts.Known(tuple(dict.fromkeys(languages)), names, tuple(dict.fromkeys(ids)), files)


def _is_code(data: dict[str, Any], question: str) -> bool:
    """Whether a program answers the question; one of an unknown kind may be meant as such."""
    return any(q.get("id") == question and q.get("kind") in PROGRAMS
               for q in data["questions"] if isinstance(q, dict))  # fmt: skip


def _defines(data: dict[str, Any], question: str) -> list[str]:
    """What a code question asks for, as far as it can be read."""
    asked = [q.get("defines") for q in _list(data.get("questions"))
             if isinstance(q, dict) and q.get("id") == question]  # fmt: skip
    return [text for text in _list(asked[0] if asked else None) if isinstance(text, str)]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _check_slug(tree: yaml12.Tree, slug: str | None, notes: Notes) -> None:
    written = tree.data.get("slug")
    told = any(problem.said.id == "format.slug" for problem in notes.problems)
    if slug is not None and isinstance(written, str) and written != slug and not told:
        notes.add(tree.file, tree.at(("slug",)), "slug-folder", slug=written, folder=slug)


def _fixed(data: dict[str, Any]) -> Collection[str]:
    variants = data.get("variants")
    fixed = variants.get("fixed") if isinstance(variants, dict) else None
    return fixed if isinstance(fixed, dict) else {}


def _loaded(definition: dict[str, Any], files: dict[str, bytes]) -> Loaded:
    # in the author's order: parameters and formulas may name those before them
    bundle = Bundle({**files, DEFINITION: msgspec.json.encode(definition)})
    return Loaded(
        slug=definition["slug"],
        definition=definition,
        bundle=bundle,
        content_hash=hashes.content_hash(files, definition),
        grading_hash=hashes.grading_hash(files, definition),
        gate_hash=hashes.gate_hash(files, definition),
    )
