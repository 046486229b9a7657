"""Sample data of the gallery page."""

from typing import Any


def context() -> dict[str, Any]:
    """Context of ``web/gallery.html``."""
    return {}
