"""The language of formulas: two lexers (LaTeX, plain text), one parser, one tree, two printers.

``read(text)`` gives a ``Line``: ``[left] relation right``. Nothing is evaluated here, and no
symbol has a meaning yet: a world gives it (``graders.maths.worlds``).
"""

from graders.maths.language.reading import Known, Line, read, read_expression, read_typed
from graders.maths.language.tree import Tree

__all__ = ["Known", "Line", "Tree", "read", "read_expression", "read_typed"]
