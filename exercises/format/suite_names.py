"""What a suite asks of ``student`` and ``reference``: names that the reference defines."""

import ast
from collections.abc import Collection, Iterator

from exercises.format.code_files import names_of
from exercises.format.problems import Notes, listed

_SIDES = ("student", "reference")
THEIRS = frozenset({
    "after", "has", "jacobian_of", "keep", "many", "module", "probe", "source", "vjp",
})  # fmt: skip
"""What ``student`` and ``reference`` have of themselves (graders.sdk, which needs NumPy)."""
_HANDLES = ("keep", "after")


def check_names(
    file: str, suite: ast.Module, reference: ast.Module, asked_for: Collection[str], notes: Notes
) -> None:
    """Note what no reference could answer: ``student.stpe`` for ``student.step``.

    ``asked_for``: names of ``defines``, which the reference itself is told to define.
    Nothing is said where a suite asks ``student.has(…)``, or only running the reference tells.
    """
    defined = names_of(reference)
    asked = list(_asked(suite))
    if defined is None or any(name == "has" for name, _ in asked):
        return
    for name, at in asked:
        if name not in defined and name not in THEIRS and name not in asked_for:
            notes.add(file, at, "suite-name", name=name, known=listed(name, defined))


def _asked(suite: ast.Module) -> Iterator[tuple[str, tuple[int, int]]]:
    """Names after ``student.`` and ``reference.``, also behind ``keep`` and ``after``."""
    for node in ast.walk(suite):
        if not isinstance(node, ast.Attribute):
            continue
        of = node.value
        if isinstance(of, ast.Attribute) and of.attr in _HANDLES:
            of = of.value
        if isinstance(of, ast.Name) and of.id in _SIDES:
            yield node.attr, (node.lineno, node.col_offset + 1)
