"""Reading the environment, loudly."""

import os
import secrets
from pathlib import Path


def env(name: str, default: str) -> str:
    """The variable ``name``, or ``default`` where it is not set."""
    return os.environ.get(name, default)


def env_bytes_file(path: Path) -> str:
    """A secret kept in a file of mode 0600, made on first use."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process was first
            return path.read_text()
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()
