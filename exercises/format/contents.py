"""Which files an exercise folder holds: a misspelt name must not be passed over in silence."""

import difflib
import re
from collections.abc import Collection, Iterable

from exercises.format import bounds
from exercises.format.paths import check_folding, check_shadowing, safe
from exercises.format.problems import WHOLE, Notes

EXERCISE = "exercise.yaml"
CASES = "cases.yaml"
_TOP = (EXERCISE, CASES, "variant.py", "world.py", "README.md")
_TEXT_FILE = re.compile(r"(statement|solution)\.([a-z]{2})\.md")
_FIGURE = re.compile(r"figures/[\w.-]+\.(svg|png|jpg|jpeg|webp)")
_CODE = re.compile(r"code/([^/]+)/((starter|reference|suite)\.py|(wrong|right)/[\w-]+\.py)")
_DATA = re.compile(r"data/(student|judge)/.+")
_READ_BY_PEOPLE = (".yaml", ".md", ".py", ".svg")


def check_paths(files: dict[str, bytes], notes: Notes) -> None:
    """Names, number and sizes of the files."""
    for path in files:
        safe(path, notes)
    check_folding(files, notes)
    if len(files) > bounds.MAX_FILES:
        notes.add(EXERCISE, WHOLE, "too-many-files", most=bounds.MAX_FILES)
    if sum(map(len, files.values())) > bounds.MAX_TOTAL:
        notes.add(EXERCISE, WHOLE, "all-too-large", most=bounds.MAX_TOTAL // 2**20)
    for path, data in files.items():
        text = bounds.MAX_YAML if path.endswith(".yaml") else bounds.MAX_TEXT
        if path.endswith(_READ_BY_PEOPLE) and len(data) > text:
            notes.add(path, WHOLE, "text-too-large", most=text // 1000)
        elif len(data) > bounds.MAX_FILE:
            notes.add(path, WHOLE, "too-large", most=bounds.MAX_FILE // 2**20)


def check_known(
    paths: Iterable[str], languages: Collection[str], code: Collection[str], notes: Notes
) -> None:
    """Every file is one that the format knows. ``code``: ids of the questions with code."""
    for path in paths:
        text = _TEXT_FILE.fullmatch(path)
        program = _CODE.fullmatch(path)
        if text:
            if languages and text[2] not in languages:
                notes.add(path, WHOLE, "file-language", language=text[2])
        elif program:
            if program[1] not in code:
                notes.add(path, WHOLE, "file-question", id=program[1], known=_list(code))
        elif _DATA.fullmatch(path):
            check_shadowing(path, notes)
        elif path not in _TOP and not _FIGURE.fullmatch(path):
            near = difflib.get_close_matches(path, _expected(languages, code), n=1, cutoff=0.7)
            if near:
                notes.add(path, WHOLE, "file-unknown-near", near=near[0])
            else:
                notes.add(path, WHOLE, "file-unknown")


def _expected(languages: Collection[str], code: Collection[str]) -> list[str]:
    texts = [f"{part}.{lang}.md" for part in ("statement", "solution") for lang in languages]
    programs = [
        f"code/{id_}/{name}"
        for id_ in code
        for name in ("starter.py", "reference.py", "suite.py", "wrong/name.py", "right/name.py")
    ]
    return [*_TOP, *texts, *programs, "figures/name.svg", "data/student/name", "data/judge/name"]


def _list(names: Collection[str]) -> str:
    return ", ".join(sorted(names)) or "-"
