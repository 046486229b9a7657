"""Reading many exercise folders at once, on all processors: most of it is parsing."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from exercises.format.loading import Loaded, load_folder
from exercises.format.problems import FormatErrors, Problem

_MANY = 20
"""Folders that are worth starting processes for."""


def load_folders(paths: list[Path]) -> list[Loaded]:
    """The folders in their order. Raises ``FormatErrors`` for the first that is broken."""
    if len(paths) < _MANY:
        return [load_folder(path) for path in paths]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        read = list(pool.map(_read, paths, chunksize=4))
    loaded = []
    for found in read:
        if not isinstance(found, Loaded):
            raise FormatErrors(found)
        loaded.append(found)
    return loaded


def _read(path: Path) -> Loaded | list[Problem]:
    """A folder, or what is wrong with it, as another process can send it."""
    try:
        return load_folder(path)
    except FormatErrors as errors:
        return errors.problems
