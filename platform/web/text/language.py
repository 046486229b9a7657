"""Which language the reader sees, and which form of a text that gives."""

from collections.abc import Mapping

from django.utils.translation import get_language

DEFAULT = "en"


def current() -> str:
    """Two-letter code of the active language, ``en`` outside a request."""
    return (get_language() or DEFAULT)[:2]


def localized(text: object, language: str | None = None) -> str:
    """The form of ``text`` for ``language``: that language, then ``*``, then any.

    A plain string serves every language; ``None`` is the empty text.
    """
    if text is None:
        return ""
    if not isinstance(text, Mapping):
        return str(text)
    for key in (language or current(), "*"):
        if key in text:
            return str(text[key])
    return str(next(iter(text.values()), ""))
