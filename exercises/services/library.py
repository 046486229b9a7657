"""Loading exercise folders into the database without a server: variants are made here."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from django.db import transaction

import graders
from exercises.format import load_folders
from exercises.models import Version
from exercises.services.checking import make_ready
from exercises.services.importing import import_version
from graders import variants
from graders.engine import Engine

Say = Callable[[str], None]
_READERS = (Path(__file__).parents[1] / "format", Path(graders.__file__).parent)


def folders(root: Path) -> list[Path]:
    """The exercise folders at or below ``root``, in order."""
    return sorted(path.parent for path in root.rglob("exercise.yaml"))


def load_library(paths: Iterable[Path], *, say: Say = print) -> int:
    """Load folders as library exercises; returns how many were new. Twice changes nothing.

    All folders are read before anything is written: a broken one stops the load whole.
    Raises ``exercises.format.FormatErrors``.
    """
    loaded = load_folders(list(paths))
    todo = []
    for folder in loaded:
        imported = import_version(loaded=folder, course=None, user=None)
        if imported.version.state != Version.State.READY:
            todo.append((imported.version, folder))
    if todo:
        with Engine(slots=1) as engine:
            for version, folder in todo:
                made = tuple(variants.deploy(engine, folder.bundle))
                with transaction.atomic():
                    make_ready(version=version, variants=made)
                say(f"{folder.slug}: version {version.number}, {len(made)} variants")
    return len(todo)


def fingerprint(root: Path) -> str:
    """SHA-256 over the files below ``root`` and the programs that make exercises of them.

    Where it is the same, loading would change nothing, and takes a hundred times longer.
    """
    found = hashlib.sha256()
    for folder in (root, *_READERS):
        for path in sorted(path for path in folder.rglob("*") if _is_content(path)):
            data = path.read_bytes()
            found.update(f"{path.relative_to(folder)}\0{len(data)}\0".encode())
            found.update(data)
    return found.hexdigest()


def _is_content(path: Path) -> bool:
    return "__pycache__" not in path.parts and path.suffix != ".pyc" and path.is_file()
