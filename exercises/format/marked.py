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
    yield from _walk(schema, schema, definition, name=name)
    questions = definition.get("questions") if isinstance(definition, dict) else None
    for index, question in enumerate(questions if isinstance(questions, list) else []):
        kind = question.get("kind") if isinstance(question, dict) else None
        if isinstance(kind, str) and kind in REGISTRY:
            schema = question_schema(kind)
            yield from _walk(schema, schema, question, name=name, path=("questions", index))


def _walk(
    root: dict[str, Any],
    schema: Any,
    data: Any,
    *,
    name: str,
    path: Path = (),
    depth: int = _DEPTH,
) -> Iterator[Path]:
    def into(schema: Any, data: Any, *step: str | int) -> Iterator[Path]:
        return _walk(root, schema, data, name=name, path=(*path, *step), depth=depth - 1)

    if not isinstance(schema, dict) or depth == 0:
        return
    called = str(schema.get("$ref", "")).removeprefix("#/$defs/")
    if called == name:
        yield path
    elif called:
        yield from into(root["$defs"].get(called), data)
    for form in (f for key in ("anyOf", "oneOf", "allOf") for f in schema.get(key, ())):
        yield from into(form, data)
    if isinstance(data, dict):
        own = schema.get("properties", {})
        for key, value in data.items():
            yield from into(own.get(key, _other(schema, key)), value, key)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from into(schema.get("items"), value, index)


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
