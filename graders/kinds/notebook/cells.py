"""Cells in one text: each begins with a line ``# %%``, so that lines can be told by cell."""

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from graders.contracts import Message, Part, Verdict

MARK = "# %%"
_MARK = re.compile(r"# ?%%(?:[ \t].*)?")
_LINED = ("traceback", "place")


def joined(sources: Sequence[str]) -> str:
    """The code cells as one program, a marked line before each."""
    return "".join(f"{MARK} {n}\n{_own(source)}\n" for n, source in enumerate(sources, 1))


def _own(source: str) -> str:
    """A cell's text; what looks like our mark in it no longer does."""
    lines = (f" {line}" if _MARK.fullmatch(line) else line for line in source.splitlines())
    return "\n".join(lines).rstrip()


def split(program: str) -> list[tuple[str, str]]:
    """What stands after each mark, with the mark: the opposite of ``joined``."""
    cells: list[tuple[str, list[str]]] = [("", [])]
    for line in program.splitlines():
        if _MARK.fullmatch(line):
            cells.append((line, []))
        else:
            cells[-1][1].append(line)
    told = [(mark, "\n".join(lines).strip("\n")) for mark, lines in cells]
    return [(mark, text) for mark, text in told if text.strip()]


def place(program: str, line: int) -> tuple[int, int]:
    """The cell, and the line in it, of a line of the program. Without marks: cell 1."""
    cell = at = 0
    for number, text in enumerate(program.splitlines()[:line], 1):
        if _MARK.fullmatch(text):
            cell, at = cell + 1, number
    return max(cell, 1), line - at


def located(verdict: Verdict, program: str) -> Verdict:
    """The verdict with every line of the program told as a line of a cell."""
    return msgspec.structs.replace(
        verdict,
        parts=tuple(located_part(part, program) for part in verdict.parts),
        messages=tuple(_said(message, program) for message in verdict.messages),
    )


def located_part(part: Part, program: str) -> Part:
    """See ``located``."""
    return msgspec.structs.replace(
        part,
        messages=tuple(_said(message, program) for message in part.messages),
        details=tuple(_detail(detail, program) for detail in part.details),
    )


def _said(message: Message, program: str) -> Message:
    line = message.params.get("line")
    if type(line) is not int or line < 1:
        return message
    cell, inside = place(program, line)
    at = {"id": "notebook.line", "params": {"cell": cell, "line": inside}}
    return Message(message.id, {**message.params, "line": at})


def _detail(detail: dict[str, Any], program: str) -> dict[str, Any]:
    if detail.get("type") not in _LINED:
        return detail
    told = {**detail, **_at(detail, program)}
    if "frames" in detail:
        told["frames"] = [{**frame, **_at(frame, program)} for frame in detail["frames"]]
    return told


def _at(frame: dict[str, Any], program: str) -> dict[str, int]:
    line = frame.get("line")
    if type(line) is not int or line < 1:
        return {}
    cell, inside = place(program, line)
    return {"cell": cell, "inside": inside}
