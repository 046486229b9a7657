"""Which exercises passed the gate whole, as they are: a file beside them, under version control.

Mutants and tolerances question the exercise, not the machine: they need not be asked again of
one in which nothing changed. Each change of the graders picks other exercises that are.
"""

import hashlib
import json
from pathlib import Path

from exercises.cli.cache import engine_mark
from exercises.cli.shown import Unusable
from exercises.format import Loaded

PICKED = 20
"""One in so many is gated whole although it is known."""


class Record:
    """Gate hashes by slug."""

    def __init__(self, path: Path) -> None:
        """Raises ``Unusable`` where the file is not what this class writes."""
        self.path = path
        try:
            self._passed = json.loads(path.read_text()) if path.is_file() else {}
        except ValueError as error:
            raise Unusable(f"{path} is not JSON: {error}. Delete it, and gate all.") from error

    def knows(self, loaded: Loaded) -> bool:
        """Whether this very exercise passed, and is not picked to pass once more."""
        if self._passed.get(loaded.slug) != loaded.gate_hash:
            return False
        lot = hashlib.sha256(f"{engine_mark()}{loaded.slug}".encode()).digest()
        return int.from_bytes(lot[:4]) % PICKED != 0

    def note(self, loaded: Loaded) -> None:
        """It passed whole."""
        self._passed[loaded.slug] = loaded.gate_hash

    def save(self) -> None:
        """Write the file, if anything in it is new."""
        text = json.dumps(self._passed, indent=1, sort_keys=True) + "\n"
        if not self.path.is_file() or self.path.read_text() != text:
            self.path.write_text(text)
