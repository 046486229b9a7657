"""An exercise is a folder: reading, checking and naming it. Knows no database.

``load_folder`` and ``load_files`` give an exercise or raise ``FormatErrors`` with everything
that is wrong, each with its file and line.
"""

from exercises.format.bounds import MAX_ZIP
from exercises.format.loading import Loaded, load_files, load_folder
from exercises.format.many import load_folders
from exercises.format.problems import FormatErrors, Problem

__all__ = [
    "MAX_ZIP",
    "FormatErrors",
    "Loaded",
    "Problem",
    "load_files",
    "load_folder",
    "load_folders",
]
