"""A folder on disk to files in memory. A link is refused: it may point anywhere."""

import os
from pathlib import Path

from exercises.format import bounds
from exercises.format.paths import is_noise, printable
from exercises.format.problems import WHOLE, Notes


def read_folder(folder: Path) -> dict[str, bytes]:
    """The files below ``folder`` by POSIX path. Raises ``FormatErrors``."""
    notes = Notes()
    if not folder.is_dir():
        notes.add(str(folder), WHOLE, "no-folder")
    files: dict[str, bytes] = {}
    total = 0
    for path in _walk(folder, notes):
        name = path.relative_to(folder).as_posix()
        if len(files) >= bounds.MAX_FILES:
            notes.add(str(folder), WHOLE, "too-many-files", most=bounds.MAX_FILES)
            break
        size = path.stat().st_size
        total += size
        if size > bounds.MAX_FILE or total > bounds.MAX_TOTAL:
            notes.add(printable(name), WHOLE, "too-large", most=bounds.MAX_FILE // 2**20)
            break
        files[name] = path.read_bytes()
    notes.raise_any()
    return files


def _walk(folder: Path, notes: Notes) -> list[Path]:
    """Plain files in a fixed order; links and special files are noted."""
    found: list[Path] = []
    for here, folders, names in os.walk(folder, followlinks=False):
        folders.sort()
        for name in sorted(folders + names):
            path = Path(here, name)
            relative = path.relative_to(folder).as_posix()
            if is_noise(relative) or (name in folders and not path.is_symlink()):
                continue
            if path.is_symlink() or not path.is_file():
                notes.add(printable(relative), WHOLE, "link")
            else:
                found.append(path)
        folders[:] = [name for name in folders if not is_noise(f"{name}/x")]
        if len(found) > bounds.MAX_FILES:
            break
    return found
