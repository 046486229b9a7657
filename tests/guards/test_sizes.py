"""Small rooms: files of at most 400 lines, functions of at most 40."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.guards.tree import short, sources

FILE_LINES = 400
FUNCTION_LINES = 40
KINDS = (".py", ".ts", ".mjs", ".css", ".html", ".yaml", ".toml", ".sh")


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_files_are_small_rooms() -> None:
    long = {
        short(path): count
        for path in sources(*KINDS)
        if not path.name.endswith("messages.yaml")  # a catalogue, not a room
        and (count := path.read_text(encoding="utf-8").count("\n")) > FILE_LINES
    }
    assert long == {}


def test_functions_fit_on_a_screen() -> None:
    long = {
        f"{short(path)}:{name}": count
        for path in sources(".py")
        for name, count in _functions(path)
        if count > FUNCTION_LINES
    }
    assert long == {}
