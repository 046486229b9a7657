"""Exercises as bundles without a folder, and an engine for kinds that only compare data."""

from collections.abc import Callable
from typing import Any

import msgspec

from graders.bundle import DEFINITION, Bundle
from graders.contracts import GradeRequest, Progress, Verdict
from graders.kinds import REGISTRY

QUESTION: dict[str, Any] = {
    "id": "count",
    "kind": "numeric",
    "points": 2000,
    "number": "integer",
    "answer": "n*m",
    "misconceptions": [
        {"id": "sum", "value": "n + m", "say": {"fr": "Un produit.", "en": "A product."}}
    ],
}


class PlainEngine:
    """Grades without a sandbox; ``generated`` stands for what ``variant.py`` gives."""

    slots = 1

    def __init__(self, generated: Callable[[int], dict[str, Any]] | None = None) -> None:
        self._generated = generated

    def grade(
        self,
        request: GradeRequest,
        bundle: Bundle | None = None,
        on_progress: Callable[[Progress], None] = lambda _progress: None,
    ) -> Verdict:
        return REGISTRY[request.kind].grade(request)

    def generate(self, bundle: Bundle, seed: int) -> dict[str, Any]:
        assert self._generated is not None
        return self._generated(seed)

    def prepare(self, bundle: Bundle, question: dict[str, Any]) -> dict[str, Any]:
        raise AssertionError("a plain kind has no world")


def definition(**changes: Any) -> dict[str, Any]:
    """A normalised definition with one numeric question."""
    return {
        "format": 1,
        "slug": "product",
        "languages": ["fr", "en"],
        "title": {"fr": "Produit", "en": "Product"},
        "statement": {"fr": "[[n]] [[?count]]", "en": "[[n]] [[?count]]"},
        "parameters": {"n": {"integer": [3, 60]}, "m": {"integer": [3, 60], "not": ["n"]}},
        "let": {},
        "variants": {"deploy": 6, "fixed": {}},
        "questions": [QUESTION],
        **changes,
    }


def bundled(files: dict[str, str] | None = None, **changes: Any) -> Bundle:
    """The bundle of ``definition(**changes)`` and further files."""
    blobs = {path: text.encode() for path, text in (files or {}).items()}
    return Bundle({**blobs, DEFINITION: msgspec.json.encode(definition(**changes))})
