"""An uploaded zip to files in memory: nothing is ever written where a zip says.

Sizes are counted while reading, never believed. A zip may hold the files at its top or in
one folder (its name is dropped). Raises ``FormatErrors`` with all that is wrong.
"""

import io
import stat
import zipfile
import zlib

from exercises.format import bounds
from exercises.format.paths import check_folding, is_noise, printable, safe
from exercises.format.problems import WHOLE, Notes

ZIP = "zip"
_CHUNK = 64 * 2**10
_SMALL = 64 * 2**10
"""Below this many bytes a ratio tells nothing: a page of zeros is no bomb."""
_ENCRYPTED = 0x1


def read_zip(data: bytes) -> dict[str, bytes]:
    """The files of a zip by path, without the folder around them. Raises ``FormatErrors``."""
    notes = Notes()
    if len(data) > bounds.MAX_ZIP:
        notes.add(ZIP, WHOLE, "zip-too-large", most=bounds.MAX_ZIP // 2**20)
        notes.raise_any()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive, notes)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError):
        notes.add(ZIP, WHOLE, "zip-broken")
        notes.raise_any()
        raise


def _read(archive: zipfile.ZipFile, notes: Notes) -> dict[str, bytes]:
    members = [m for m in archive.infolist() if not is_noise(m.orig_filename.rstrip("/"))]
    if len(members) > 2 * bounds.MAX_FILES:
        notes.add(ZIP, WHOLE, "too-many-files", most=bounds.MAX_FILES)
        notes.raise_any()
    wanted = [member for member in members if _acceptable(member, notes)]
    names = [member.orig_filename for member in wanted]
    for name in sorted({name for name in names if names.count(name) > 1}):
        notes.add(name, WHOLE, "zip-twice")
    check_folding(set(names), notes)
    if len(names) > bounds.MAX_FILES:
        notes.add(ZIP, WHOLE, "too-many-files", most=bounds.MAX_FILES)
    notes.raise_any()
    found = _contents(archive, wanted, notes)
    notes.raise_any()
    return _without_folder(found)


def _acceptable(member: zipfile.ZipInfo, notes: Notes) -> bool:
    """A plain file with a safe name; a folder is no file and no problem."""
    # orig_filename is what the zip says; filename is cut at NUL, which would hide it
    name = member.orig_filename
    mode = stat.S_IFMT(member.external_attr >> 16)
    if mode not in (0, stat.S_IFREG, stat.S_IFDIR):
        notes.add(printable(name), WHOLE, "zip-special")
        return False
    if member.flag_bits & _ENCRYPTED:
        notes.add(ZIP, WHOLE, "zip-encrypted")
        return False
    if name.endswith("/") or mode == stat.S_IFDIR:
        # one level more than a file may have: the folder around all is dropped below
        _inside(name.rstrip("/"), notes)
        return False
    return _inside(name, notes)


def _inside(name: str, notes: Notes) -> bool:
    """Whether the name is safe; the folder around everything may add one level."""
    top, slash, rest = name.partition("/")
    return safe(rest, notes) and safe(top, notes) if slash else safe(name, notes)


def _contents(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], notes: Notes
) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = bounds.MAX_TOTAL
    for member in members:
        data = _bounded(archive, member, min(left, bounds.MAX_FILE))
        if data is None:
            notes.add(member.orig_filename, WHOLE, "too-large", most=bounds.MAX_FILE // 2**20)
            break
        packed = max(member.compress_size, 1)
        if len(data) > _SMALL and len(data) / packed > bounds.MAX_RATIO:
            notes.add(member.orig_filename, WHOLE, "zip-bomb")
            break
        left -= len(data)
        found[member.orig_filename] = data
    return found


def _bounded(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes | None:
    """The bytes of a member, or None when there are more than ``most``."""
    parts: list[bytes] = []
    size = 0
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > most:
                return None
            parts.append(chunk)
    return b"".join(parts)


def _without_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    tops = {path.partition("/")[0] for path in files}
    if len(tops) != 1 or any("/" not in path for path in files):
        return files
    return {path.partition("/")[2]: data for path, data in files.items()}
