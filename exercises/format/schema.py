"""The shape of ``exercise.yaml``: our schema and each kind's, with sentences a teacher can use.

Every complaint of the validator becomes one sentence at the key or value it is about; an
unknown key is answered with the known one that resembles it.
"""

import difflib
import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from exercises.format.problems import Notes, Problem, listed
from exercises.format.yaml12 import Path as Way
from exercises.format.yaml12 import Tree
from graders.contracts import Message
from graders.kinds import REGISTRY
from graders.messages import catalogue

_SCHEMA = Path(__file__).with_name("schema.json")
_PLAIN = {
    "minimum": "too-small", "exclusiveMinimum": "not-above", "maximum": "too-big",
    "exclusiveMaximum": "not-below", "minLength": "too-short", "maxLength": "too-long",
    "minItems": "too-few", "maxItems": "too-many", "minProperties": "too-few",
    "maxProperties": "too-many",
}  # fmt: skip


@cache
def exercise_schema() -> dict[str, Any]:
    """The schema of ``exercise.yaml`` without the kinds' own keys."""
    schema: dict[str, Any] = json.loads(_SCHEMA.read_text())
    return schema


@cache
def question_schema(kind: str) -> dict[str, Any]:
    """The schema of a question of ``kind``: its own keys and those that all questions have."""
    own = json.loads(json.dumps(REGISTRY[kind].schema()))
    base = exercise_schema()
    common = dict(base["$defs"]["common"]["properties"])
    if not REGISTRY[kind].plain:
        common |= base["$defs"]["gate"]["properties"]
    # ours win: they mark what is a text, and say the same of every kind
    own["properties"] = {**own.get("properties", {}), **common}
    for elsewhere in ("statement", "solution"):  # they belong to the exercise
        own["properties"].pop(elsewhere, None)
    own["$defs"] = {**base["$defs"], **own.get("$defs", {})}
    return dict(own)


def check(tree: Tree, notes: Notes) -> None:
    """Note everything in ``exercise.yaml`` that does not have the right shape."""
    validate(tree, (), exercise_schema(), notes)
    questions = tree.data.get("questions") if isinstance(tree.data, dict) else None
    for index, question in enumerate(questions if isinstance(questions, list) else []):
        way: Way = ("questions", index)
        kind = question.get("kind") if isinstance(question, dict) else None
        if not isinstance(kind, str):
            continue
        if kind in REGISTRY:
            validate(tree, way, question_schema(kind), notes)
        else:
            _unknown_kind(tree, (*way, "kind"), kind, notes)


def _unknown_kind(tree: Tree, way: Way, kind: str, notes: Notes) -> None:
    notes.add(tree.file, tree.at(way), "unknown-kind", kind=kind[:60], known=listed(kind, REGISTRY))


def validate(tree: Tree, way: Way, schema: dict[str, Any], notes: Notes) -> None:
    """Validate the part of the tree at ``way``."""
    data = tree.data
    for step in way:
        data = data[step]
    for error in Draft202012Validator(schema).iter_errors(data):
        _tell(tree, way, error, notes)


def _tell(tree: Tree, way: Way, error: ValidationError, notes: Notes) -> None:
    here: Way = (*way, *error.absolute_path)
    at, rule = tree.at(here), str(error.validator)
    wanted = cast("Any", error.validator_value)
    own = error.schema.get("says") if isinstance(error.schema, dict) else None
    if own and error.instance is not None:
        # the schema names the sentence that helps most
        said = Message(str(own), {"got": _shown(error.instance)})
        if "propertyNames" in error.absolute_schema_path:
            at = tree.key_at((*here, str(error.instance)))
        notes.problems.append(Problem(tree.file, *at, said))
    elif rule in ("anyOf", "oneOf") and error.context:
        _tell_best(tree, way, error.context, notes)
    elif rule in ("additionalProperties", "unevaluatedProperties"):
        _tell_unknown(tree, here, error, notes)
    elif rule == "required":
        for key in sorted(set(wanted) - set(cast("Any", error.instance))):
            notes.add(tree.file, at, "missing-key", key=key)
    elif rule == "type":
        types = type_names([wanted] if isinstance(wanted, str) else wanted)
        if error.instance is None:
            notes.add(tree.file, tree.key_at(here), "wants-nothing", wanted=types)
        else:
            notes.add(tree.file, at, "wants", wanted=types, got=_shown(error.instance))
    elif rule in ("enum", "const"):
        _tell_enum(tree, here, error, notes)
    else:
        _tell_value(tree, here, error, notes)


def _tell_value(tree: Tree, here: Way, error: ValidationError, notes: Notes) -> None:
    rule, at, got = str(error.validator), tree.at(here), _shown(error.instance)
    if rule == "pattern":
        in_key = "propertyNames" in error.absolute_schema_path
        place = tree.key_at((*here, str(error.instance))) if in_key else at
        notes.add(tree.file, place, "odd-name", got=got)
    elif rule == "uniqueItems":
        notes.add(tree.file, at, "items-twice")
    elif rule in _PLAIN:
        notes.add(tree.file, at, _PLAIN[rule], bound=error.validator_value, got=got)
    else:
        notes.add(tree.file, at, "schema", why=error.message[:200])


def type_names(types: Iterable[str]) -> dict[str, str]:
    """JSON types in the words of the reader, by language."""
    words = [catalogue()[f"format.type-{name}"] for name in types]
    return {"fr": " ou ".join(w["fr"] for w in words), "en": " or ".join(w["en"] for w in words)}


def _tell_best(tree: Tree, way: Way, context: Iterable[ValidationError], notes: Notes) -> None:
    """Of several forms that do not fit, the one that the author came closest to."""
    by_form: dict[int, list[ValidationError]] = {}
    for error in context:
        by_form.setdefault(int(error.schema_path[0]), []).append(error)

    def distance(errors: list[ValidationError]) -> tuple[int, int]:
        wrong_type = sum(e.validator == "type" and not e.relative_path for e in errors)
        return wrong_type, len(errors)

    for error in min(by_form.values(), key=distance):
        _tell(tree, way, error, notes)


def _tell_unknown(tree: Tree, here: Way, error: ValidationError, notes: Notes) -> None:
    if not isinstance(error.instance, dict):
        return
    schema = error.schema if isinstance(error.schema, dict) else {}
    known = list(schema.get("properties", {}))
    for key in error.instance:
        if key in known or any(re.search(p, key) for p in schema.get("patternProperties", {})):
            continue
        near = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
        at = tree.key_at((*here, key))
        if near:
            notes.add(tree.file, at, "unknown-key-near", key=key[:60], near=near[0])
        else:
            notes.add(tree.file, at, "unknown-key", key=key[:60], known=", ".join(known))


def _tell_enum(tree: Tree, here: Way, error: ValidationError, notes: Notes) -> None:
    wanted: Any = error.validator_value
    values = wanted if error.validator == "enum" else [wanted]
    known = ", ".join(str(value) for value in values)
    at = tree.at(here)
    if "propertyNames" in error.absolute_schema_path:
        at = tree.key_at((*here, str(error.instance)))
    notes.add(tree.file, at, "not-one-of", got=_shown(error.instance), known=known)


def _shown(value: Any) -> str:
    """A value as an author would recognise it, short."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "..."
