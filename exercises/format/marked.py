"""Which values of an exercise are texts and which are formulas: read from the schemas.

A value is what its schema refers to: ``{"$ref": "#/$defs/text"}`` is a text by language,
``{"$ref": "#/$defs/expression"}`` a formula. So a new kind needs no line here.
"""

import re
from collections.abc import Iterator
from typing import Any

from exercises.format.schema import exercise_schema, question_schema
from exercises.format.yaml12 import Path
from graders.kinds import REGISTRY

_DEPTH = 30


def marked(definition: Any, name: str) -> Iterator[Path]:
    """Where the values are that some schema calls ``#/$defs/<name>``, each once."""
    seen: set[Path] = set()
    for path in _everywhere(definition, name):
        if path not in seen:
            seen.add(path)
            yield path


def _everywhere(definition: Any, name: str) -> Iterator[Path]:
    schema = exercise_schema()
    yield from _walk(schema, schema, definition, name, (), _DEPTH)
    questions = definition.get("questions") if isinstance(definition, dict) else None
    for index, question in enumerate(questions if isinstance(questions, list) else []):
        kind = question.get("kind") if isinstance(question, dict) else None
        if isinstance(kind, str) and kind in REGISTRY:
            schema = question_schema(kind)
            yield from _walk(schema, schema, question, name, ("questions", index), _DEPTH)


def _walk(
    root: dict[str, Any], schema: Any, data: Any, name: str, path: Path, depth: int
) -> Iterator[Path]:
    if not isinstance(schema, dict) or depth == 0:
        return
    reference = schema.get("$ref")
    if isinstance(reference, str) and reference.startswith("#/$defs/"):
        called = reference.rpartition("/")[2]
        if called == name:
            yield path
        else:
            yield from _walk(root, root["$defs"].get(called), data, name, path, depth - 1)
    for key in ("anyOf", "oneOf", "allOf"):
        for form in schema.get(key, ()):
            yield from _walk(root, form, data, name, path, depth - 1)
    if isinstance(data, dict):
        own = schema.get("properties", {})
        for key, value in data.items():
            below = own.get(key, _other(schema, key))
            yield from _walk(root, below, value, name, (*path, key), depth - 1)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _walk(root, schema.get("items"), value, name, (*path, index), depth - 1)


def _other(schema: dict[str, Any], key: str) -> Any:
    """The schema of a key that ``properties`` does not name."""
    for pattern, below in schema.get("patternProperties", {}).items():
        if re.search(pattern, key):
            return below
    return schema.get("additionalProperties")


def at(data: Any, path: Path) -> Any:
    """The value at ``path``. Raises ``KeyError``, ``IndexError`` or ``TypeError``."""
    for step in path:
        data = data[step]
    return data
