"""Which text of an exercise a student reads, and what it is called."""

from typing import Any

from exercises.models import Variant, Version
from web.text.language import localized


def shown_version(variant: Variant) -> Version:
    """The current version if it grades as the variant's own does (a mended typo), else its own."""
    own = variant.version
    current = own.exercise.current
    if current is not None and current.grading_hash == own.grading_hash:
        return current
    return own


def title_of(definition: dict[str, Any], language: str) -> str:
    """The exercise's title for the reader."""
    return localized(definition.get("title") or "", language)


def place_of(definition: dict[str, Any], language: str) -> str:
    """Where the exercise stands in the sheet it was taken from: « TD5, I.(2) »."""
    source = definition.get("source") or {}
    return localized(source.get("place") or "", language)


def credit_of(definition: dict[str, Any], language: str) -> str:
    """Whose exercise it was."""
    source = definition.get("source") or {}
    return localized(source.get("credit") or "", language)
