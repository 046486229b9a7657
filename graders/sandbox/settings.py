"""What may be set about the sandbox, all in one place; read from the environment once."""

import os
from dataclasses import dataclass, field

DEFAULT_USER = 64200
PROTECTIONS = frozenset(
    {"seccomp", "net", "pid", "mounts", "descriptors", "dumpable", "capabilities", "environment",
     "user", "users"}
)  # fmt: skip
_RLIMITS = {"CORE": 0, "CPU": 120, "FSIZE": 64 * 2**20, "NOFILE": 256, "STACK": 64 * 2**20}


@dataclass(frozen=True)
class Settings:
    """How to isolate.

    ``strict``: refuse to serve without cgroups (production). ``cgroups``: False tests the
    reduced mode. ``without``: protections left out; **only tests may set it**, to prove that
    each is needed. ``user``: the host uid that children run as when we are root. ``forks``:
    pairs of processes until a nursery is replaced.
    """

    strict: bool = False
    cgroups: bool = True
    user: int = DEFAULT_USER
    without: frozenset[str] = frozenset()
    forks: int = 20_000
    rlimits: dict[str, int] = field(default_factory=lambda: dict(_RLIMITS))

    def __post_init__(self) -> None:
        if unknown := self.without - PROTECTIONS:
            raise ValueError(f"no such protections: {sorted(unknown)}")


def from_environment() -> Settings:
    """``GRADUS_SANDBOX=strict`` (or ``GRADUS_ENV=production``), ``GRADUS_SANDBOX_UID``."""
    strict = (
        os.environ.get("GRADUS_SANDBOX", "") == "strict"
        or os.environ.get("GRADUS_ENV", "") == "production"
    )
    return Settings(strict=strict, user=int(os.environ.get("GRADUS_SANDBOX_UID", DEFAULT_USER)))
