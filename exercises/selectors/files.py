"""The files of a version as its author wrote them, and which of them are mended in the browser."""

import re

from exercises.models import Version
from graders.bundle import DEFINITION, Bundle

EDITABLE = re.compile(r"(statement|solution)\.[a-z]{2}\.md|exercise\.yaml")
YAML = "exercise.yaml"


def files_of(version: Version) -> dict[str, bytes]:
    """The files by path, without the definition that was made of them."""
    files = dict(Bundle.unpack(bytes(version.bundle.data)).files)
    files.pop(DEFINITION, None)
    return files


def statement_path(files: dict[str, bytes], language: str) -> str:
    """Where the statement stands for somebody who reads ``language``: a file, or the YAML."""
    written = sorted(path for path in files if path.startswith("statement."))
    wanted = f"statement.{language}.md"
    return wanted if wanted in written else next(iter(written), YAML)
