"""The rows of the course beside the exercises of the library: ``make course`` writes the table.

``python -m tests.exercises.library.coverage > docs/course.md``
"""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graders.kinds import REGISTRY
from tests.exercises.library.truth import LIBRARY, read

ROWS = Path(__file__).with_name("rows.txt")
BY_A_PERSON = "text"
HEAD = """# The course

What the material asks, the exercise that asks it here, and who grades it. `make course` writes
this page; a test compares it with the library.

"""


@dataclass(frozen=True)
class Row:
    """One row of the material: ``item`` is its id, or ``code``."""

    item: str
    slug: str
    place: str


def rows() -> list[Row]:
    """All rows, in the order of the material."""
    lines = [line for line in ROWS.read_text().splitlines() if not line.startswith("#")]
    return [Row(*(cell.strip() for cell in line.split("|", 2))) for line in lines]


@cache
def exercises() -> dict[str, dict[str, Any]]:
    """The exercises of the library by slug."""
    slugs = sorted(path.parent.name for path in LIBRARY.glob("*/*/exercise.yaml"))
    return {slug: read(slug) for slug in slugs}


def graded_by(exercise: dict[str, Any]) -> str:
    """Who grades an exercise: Gradus, a person, or both."""
    kinds = {question["kind"] for question in exercise["questions"]}
    assert kinds <= set(REGISTRY)
    if kinds == {BY_A_PERSON}:
        return "a person"
    return "Gradus, and a person" if BY_A_PERSON in kinds else "Gradus"


def page() -> Iterator[str]:
    """The lines of docs/course.md."""
    there, asked = exercises(), rows()
    items = [row for row in asked if row.item != "code"]
    programs = [row for row in asked if row.item == "code"]
    yield HEAD
    yield f"{_count(items, there)} items, {_count(programs, there)} programs, "
    kinds = Counter(q["kind"] for exercise in there.values() for q in exercise["questions"])
    yield f"{len(there)} exercises, {sum(kinds.values())} questions: "
    yield ", ".join(f"{count} {kind}" for kind, count in kinds.most_common()) + ".\n"
    yield "\n| row | in the material | exercise | kinds | graded by |\n|---|---|---|---|---|\n"
    for row in asked:
        yield _line(row, there.get(row.slug))


def _count(wanted: list[Row], there: dict[str, Any]) -> str:
    done = sum(row.slug in there for row in wanted)
    return f"{done} of {len(wanted)}" if done < len(wanted) else f"All {done}"


def _line(row: Row, exercise: dict[str, Any] | None) -> str:
    place = row.place.replace("|", "/")
    if exercise is None:
        return f"| {row.item} | {place} | {row.slug}: not yet | | |\n"
    (folder,) = LIBRARY.glob(f"*/{row.slug}")
    link = f"[{row.slug}](../exercises/library/{folder.parent.name}/{row.slug}/exercise.yaml)"
    kinds = Counter(question["kind"] for question in exercise["questions"])
    said = ", ".join(f"{n} × {kind}" if n > 1 else kind for kind, n in kinds.items())
    return f"| {row.item} | {place} | {link} | {said} | {graded_by(exercise)} |\n"


if __name__ == "__main__":
    sys.stdout.writelines(page())
