"""What the environment asks for, and where things are kept."""

import os
import secrets
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


class RunError(Exception):
    """Gradus cannot be started or kept running; the text is a sentence for whoever started it."""


@dataclass(frozen=True)
class Settings:
    """One way of running: address, folder for data, broker, database."""

    host: str
    port: int
    var: Path
    redis_url: str
    environment: dict[str, str] = field(repr=False)

    @property
    def logs(self) -> Path:
        """Each program writes to a file here."""
        return self.var / "log"

    @property
    def address(self) -> str:
        """What a person types into the browser."""
        host = "localhost" if self.host in {"127.0.0.1", "0.0.0.0"} else self.host  # noqa: S104
        return f"http://{host}:{self.port}"


def from_environment() -> Settings:
    """Read HOST, PORT, GRADUS_VAR, REDIS_URL. Raises ``RunError`` with a sentence."""
    text = os.environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdecimal() and int(text) < 65536):
        raise RunError(f"PORT must be a number between 0 and 65535, not {text!r}.")
    var = Path(os.environ.get("GRADUS_VAR") or ROOT / "var").resolve()
    for folder in ("log", "static"):
        (var / folder).mkdir(parents=True, exist_ok=True)
    return Settings(
        host=os.environ.get("HOST") or "127.0.0.1",
        port=int(text),
        var=var,
        redis_url=os.environ.get("REDIS_URL", ""),
        environment=dict(os.environ),
    )


def secret(path: Path) -> str:
    """A secret kept in a file that only its owner reads; made on first use."""
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()


def python_path(*folders: str) -> str:
    """PYTHONPATH with the root and these folders of it."""
    return os.pathsep.join(str(ROOT / folder) for folder in ("", *folders))


PYTHON = sys.executable
