"""The registry of kinds and their folders agree, and every folder is whole."""

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import graders
from graders.kinds import REGISTRY
from graders.messages import catalogue, catalogue_files

GRADERS = Path(graders.__file__).parent
KINDS = GRADERS / "kinds"
FOLDERS = sorted(path.parent.name for path in KINDS.glob("*/__init__.py"))
WHOLE = ["README.md", "input.html", "messages.yaml", "schema.json", "verdict.html"]

_LITERAL = re.compile(r"""["']([a-z][a-z_]*\.[a-z][a-z0-9-]*)["']""")
_SENT = re.compile(r"""(?:Message|message|fault)\(\s*f?["']([a-z.-]+)["']""")


def test_registry_and_folders_are_equal() -> None:
    assert sorted(REGISTRY) == FOLDERS
    assert {name: kind.name for name, kind in REGISTRY.items()} == {n: n for n in FOLDERS}


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("file", WHOLE)
def test_a_kinds_folder_holds_everything_about_it(name: str, file: str) -> None:
    if (name, file) == ("notebook", "schema.json"):  # the question is that of a program
        assert REGISTRY["notebook"].schema() == REGISTRY["code"].schema()
    else:
        assert (KINDS / name / file).read_text().strip()


@pytest.mark.parametrize("name", FOLDERS)
def test_kinds_do_not_import_each_other(name: str) -> None:
    others = [other for other in FOLDERS if other != name]
    for source in (KINDS / name).rglob("*.py"):
        assert not re.search(rf"graders\.kinds\.({'|'.join(others)})\b", source.read_text())


def _schemas(schema: Any) -> list[dict[str, Any]]:
    if isinstance(schema, list):
        return [found for item in schema for found in _schemas(item)]
    if not isinstance(schema, dict):
        return []
    below = [found for item in schema.values() for found in _schemas(item)]
    return [schema, *below]


@pytest.mark.parametrize("name", FOLDERS)
def test_a_schema_is_closed_and_refers_to_shared_shapes_only(name: str) -> None:
    schema = REGISTRY[name].schema()
    assert schema["additionalProperties"] is False
    refs = {found["$ref"] for found in _schemas(schema) if isinstance(found.get("$ref"), str)}
    own = {f"#/$defs/{key}" for key in schema.get("$defs", {})}
    assert refs - own <= {f"#/$defs/{key}" for key in ("text", "expression", "id", "name", "slug")}


@pytest.mark.parametrize("name", FOLDERS)
def test_a_schema_handed_out_can_be_changed_without_harm(name: str) -> None:
    REGISTRY[name].schema()["properties"].clear()
    assert REGISTRY[name].schema()["properties"]


def test_sentences_stand_beside_the_code_that_sends_them() -> None:
    for path in catalogue_files():
        room = path.parent.name
        entries = YAML(typ="safe", pure=True).load(path) or {}
        prefixes = {key.partition(".")[0] for key in entries}
        if path.parent.parent == KINDS:
            assert prefixes == {room}, path


@pytest.mark.parametrize("room", ["kinds", "maths"])
def test_every_sentence_that_is_sent_exists(room: str) -> None:
    prefixes = {name.partition(".")[0] for name in catalogue()}
    missing: set[str] = set()
    for source in (GRADERS / room).rglob("*.py"):
        text = source.read_text()
        sent = {
            name for name in _SENT.findall(text) if "." in name and not name.endswith(("-", "."))
        }
        named = {name for name in _LITERAL.findall(text) if name.partition(".")[0] in prefixes}
        files = {name for name in named if name.endswith((".json", ".py", ".html", ".yaml"))}
        missing |= (sent | named) - files - catalogue().keys() - {"author.text"}
    assert missing == set()


def test_every_sentence_of_the_kinds_is_sent() -> None:
    files = [*GRADERS.rglob("*.py"), *GRADERS.rglob("schema.json")]  # a schema may say one too
    files += (GRADERS.parent / "exercises/services").glob("*.py")  # what a person marks
    sources = "\n".join(p.read_text() for p in files)
    idle: list[str] = []
    for name in FOLDERS:
        entries = YAML(typ="safe", pure=True).load(KINDS / name / "messages.yaml") or {}
        idle += [key for key in entries if not _is_sent(key, sources)]
    assert idle == []


def _is_sent(key: str, sources: str) -> bool:
    """Whether the id is written out, or its stem with something computed after it."""
    if f'"{key}"' in sources:
        return True
    stems = [key[: i + 1] for i, character in enumerate(key) if character in ".-"]
    return any(f'f"{stem}{{' in sources for stem in stems)
