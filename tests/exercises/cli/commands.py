"""Run ``manage.py exercise`` in this process, as the shell would."""

from io import StringIO
from pathlib import Path
from typing import NamedTuple

from django.core.management import call_command


class Ran(NamedTuple):
    code: int
    out: str
    err: str


def exercise(*args: object) -> Ran:
    """Exit code and what was printed."""
    out, err = StringIO(), StringIO()
    try:
        call_command("exercise", *map(str, args), stdout=out, stderr=err)
    except SystemExit as leaving:
        return Ran(int(leaving.code or 0), out.getvalue(), err.getvalue())
    return Ran(0, out.getvalue(), err.getvalue())


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder
