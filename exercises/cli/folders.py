"""Folders that a command is given: exercise folders, or folders of them."""

import os
from collections.abc import Iterable
from pathlib import Path

from exercises.cli.shown import Unusable
from exercises.format import FormatErrors, Loaded, load_folder
from exercises.format.contents import EXERCISE


def exercise_folders(paths: Iterable[str]) -> list[Path]:
    """The exercise folders at or below the paths, each once. Raises ``Unusable``."""
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if not path.is_dir():
            raise Unusable(f"{path}: there is no such folder.")
        below = [path] if (path / EXERCISE).is_file() else _below(path)
        if not below:
            raise Unusable(f"{path}: no {EXERCISE} at or below this folder.")
        found.update(dict.fromkeys(below))
    return list(found)


def _below(path: Path) -> list[Path]:
    return sorted(
        Path(here) for here, _, names in os.walk(path, followlinks=False) if EXERCISE in names
    )


def load_one(path: str, language: str = "en") -> Loaded:
    """Load the one exercise folder. Raises ``Unusable`` with all that is wrong with it."""
    folder = Path(path)
    if not folder.is_dir():
        raise Unusable(f"{folder}: there is no such folder.")
    try:
        return load_folder(folder)
    except FormatErrors as errors:
        lines = [f"{folder}/{problem.text(language)}" for problem in errors.problems]
        raise Unusable("\n".join(lines)) from None
