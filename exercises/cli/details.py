"""What a line of the gate carries besides its sentences, as text for a terminal."""

from collections.abc import Mapping
from typing import Any

from graders.contracts import CheckLine

_INDENT = "      "


def shown(line: CheckLine) -> list[str]:
    """The details of a line under a heading of their own; nothing if it has none."""
    blocks = [block for detail in line.details if (block := _block(detail))]
    if not blocks:
        return []
    about = " ".join(word for word in (line.step, line.question, line.subject) if word)
    return ["", f"  {about}", *(row for block in blocks for row in block)]


def _block(detail: Mapping[str, Any]) -> list[str]:
    if detail.get("type") == "diff":
        where = f"{_INDENT}{detail['file']}:{detail['line']}"
        return [where, *(_INDENT + row for row in detail["lines"] if row != "@@")]
    return []
