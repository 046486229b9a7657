"""A line as it is shown: what was typed of it, typeset."""

from graders.maths.language import printing
from graders.maths.language.reading import Line

RELATIONS = {"<=": r"\le", ">=": r"\ge"}


def latex(line: Line) -> str:
    """``line`` in LaTeX; one that goes on begins with its relation."""
    right = printing.latex(line.right)
    if not line.relation:
        return right
    left = printing.latex(line.left) if line.left is not None else "{}"
    return f"{left} {RELATIONS.get(line.relation, '=')} {right}"
