"""A notebook as a program: any version that nbformat knows, outputs left aside."""

import ast
import json
import re
import warnings
from typing import Any

import nbformat

from graders.contracts import Message
from graders.kinds.notebook.cells import joined

LARGEST = 10 * 2**20
"""Characters of a notebook with its outputs."""
_MANY = 1000
_MAGIC = re.compile(r"\s*[%!?]")
_PYTHON = ("python", "python3", "ipython", "ipython3")


class NotebookError(Exception):
    """The notebook cannot be run; ``said`` tells why."""

    def __init__(self, reason: str, **params: Any) -> None:
        super().__init__(reason)
        self.said = Message(f"notebook.{reason}", params)


def program_of(raw: str | dict[str, Any]) -> str:
    """The code cells of a notebook (JSON text or object) joined. Raises ``NotebookError``."""
    found = _loaded(raw) if isinstance(raw, str) else raw
    if not isinstance(found, dict) or not isinstance(found.get("nbformat"), int):
        raise NotebookError("not-notebook")
    _require_python(found.get("metadata"))
    sources = _sources(_converted(_stripped(found)))
    if not sources:
        raise NotebookError("no-code")
    for number, source in enumerate(sources, 1):
        _require_plain(number, source)
    return joined(sources)


def _loaded(text: str) -> Any:
    if len(text) > LARGEST:
        raise NotebookError("too-large", most=LARGEST // 2**20)
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except RecursionError:
        raise NotebookError("not-notebook") from None
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise NotebookError("not-json", at=line) from None


def _require_python(metadata: Any) -> None:
    """The kernel must be Python's, where the notebook names one."""
    known = metadata if isinstance(metadata, dict) else {}
    for key, name in (("kernelspec", "language"), ("language_info", "name")):
        told = known.get(key)
        language = told.get(name) if isinstance(told, dict) else None
        if isinstance(language, str) and language.lower() not in _PYTHON:
            raise NotebookError("language", language=language[:40])


def _stripped(found: dict[str, Any]) -> dict[str, Any]:
    """Only what is run: version and cells, without outputs, attachments and metadata."""
    kept = {"nbformat": found["nbformat"], "nbformat_minor": 0, "metadata": {}}
    sheets = found.get("worksheets")
    if isinstance(sheets, list):  # as they were until version 3
        lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
        cells = [_cell(cell) for cells in lists if isinstance(cells, list) for cell in cells]
        return {**kept, "metadata": {"name": ""}, "worksheets": [{"cells": cells, "metadata": {}}]}
    listed = found.get("cells")
    return {**kept, "cells": [_cell(cell) for cell in listed] if isinstance(listed, list) else []}


def _cell(cell: Any) -> dict[str, Any]:
    if not isinstance(cell, dict):
        raise NotebookError("not-notebook")
    bare: dict[str, Any] = {"cell_type": cell.get("cell_type"), "metadata": {}}
    if bare["cell_type"] != "code":
        return {**bare, "cell_type": "markdown", "source": ""}
    source = cell.get("source", cell.get("input", ""))
    lines: list[Any] = source if isinstance(source, list) else [source]
    if not all(isinstance(line, str) for line in lines):
        raise NotebookError("not-notebook")
    text = "".join(lines)
    if "input" in cell:
        language = cell.get("language", "python")
        return {**bare, "outputs": [], "input": text, "language": language, "collapsed": False}
    return {**bare, "outputs": [], "execution_count": None, "source": text}


def _converted(stripped: dict[str, Any]) -> Any:
    """The notebook in the version of today. Raises ``NotebookError``."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it mends is not the student's affair
            return nbformat.reads(json.dumps(stripped), as_version=4)  # type: ignore[no-untyped-call]
    except Exception as error:  # whatever a hostile file makes it do
        raise NotebookError("not-notebook") from error


def _sources(notebook: Any) -> list[str]:
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if len(cells) > _MANY:
        raise NotebookError("too-many", most=_MANY)
    for number, cell in enumerate(cells, 1):
        language = cell.metadata.get("language", "python")
        if str(language).lower() not in _PYTHON:
            raise NotebookError("cell-language", cell=number, language=str(language)[:40])
    return [cell.source for cell in cells if cell.source.strip()]


def _require_plain(number: int, source: str) -> None:
    """A cell that is no Python because of a magic or a shell line is told so."""
    first = source.lstrip().split("\n", 1)[0].rstrip()
    if first.startswith("%%"):
        raise NotebookError("cell-magic", cell=number, text=first[:60])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        for line, text in enumerate(source.splitlines(), 1):
            if _MAGIC.match(text) or text.rstrip().endswith("?"):
                said = text.strip()[:60]
                raise NotebookError("magic", cell=number, line=line, text=said) from None
