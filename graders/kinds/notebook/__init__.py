"""Kind ``notebook``: the code cells of a Jupyter notebook, run like a program."""

from graders.kinds.notebook.kind import Notebook
from graders.kinds.notebook.making import notebook_of
from graders.kinds.notebook.reading import LARGEST

KIND = Notebook()

__all__ = ["KIND", "LARGEST", "notebook_of"]
