"""Text that every database can keep."""

from typing import Any

NUL, SHOWN = "\0", "\N{SYMBOL FOR NULL}"


def storable(value: Any) -> Any:
    """JSON data with each NUL shown as ``␀``: PostgreSQL can keep no NUL, in text or in JSON."""
    if isinstance(value, str):
        return value.replace(NUL, SHOWN)
    if isinstance(value, list | tuple):
        return [storable(item) for item in value]
    if isinstance(value, dict):
        return {storable(key): storable(item) for key, item in value.items()}
    return value
